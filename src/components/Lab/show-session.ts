import { showBench, type Show } from '../../hosts/line/show-bench.ts';
import { configsOf, watchSession } from '../../lab/session/lent.ts';
import type { LabSession } from '../../lab/session/session.ts';

/**
 * Shows the lab of a page to all who listen.
 * @param onEnd told once the lab was stopped
 */
export const showSession = (
  session: LabSession,
  send: (packet: Uint8Array) => void,
  onEnd: (words: string) => void,
): Show =>
  showBench(send, {
    topology: session.topology.name,
    state: () => {
      const { servers, links } = session.snapshot.get();
      const frames = [session.wire, session.held].flatMap((wire) => wire.snapshot().events);
      return {
        servers,
        links,
        configs: configsOf(session),
        log: session.log.get(),
        wire: frames.sort((a, b) => a.seq - b.seq),
      };
    },
    watch: (events) => watchSession(session, events, onEnd),
    answered: (listener) => {
      session.answered.add(listener);
      return () => session.answered.delete(listener);
    },
  });
