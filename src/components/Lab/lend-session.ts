import { serveLine, type Viewer } from '../../hosts/line/serve-line.ts';
import type { Grant } from '../../hosts/line/line-protocol.ts';
import type { MessageLine } from '../../lab/network/message-line.ts';
import { configsOf, credsIn, hostOf, watchSession } from '../../lab/session/lent.ts';
import type { LabSession } from '../../lab/session/session.ts';

/**
 * Lends the lab of a page to the page at the other end of a line.
 * @param onEnd told once that page has left, or the lab was stopped
 */
export function lendSession(
  session: LabSession,
  line: MessageLine,
  grant: Grant,
  onEnd: () => void,
): Viewer {
  const viewer = serveLine(
    line,
    {
      topology: session.topology.name,
      host: hostOf(session),
      openClient: (server) => session.openClient(server),
      configs: () => configsOf(session),
      creds: () => credsIn(session),
      watch: (events) => watchSession(session, events, (words) => viewer.end(words)),
    },
    grant,
    onEnd,
  );
  return viewer;
}
