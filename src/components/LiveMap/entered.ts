import type { LabSession } from '../../lab/session/session.ts';
import type { WireEvent } from '../../lab/wire/event.ts';

/**
 * Answers a function that lists, at each call, the frames that have entered the links of a lab since
 * the last call: those that crossed, and those that a silent cut holds.
 */
export function entered({ wire, held }: LabSession): () => WireEvent[] {
  const logs = [wire, held].map((log) => ({ log, seen: log.last }));
  return () =>
    logs.flatMap((each) => {
      const { log } = each;
      // A log that was cleared, or that of another run, begins again.
      const fresh = log.since(log.last < each.seen ? -1 : each.seen);
      each.seen = log.last;
      return fresh;
    });
}
