import { allLinked } from '../../src/lab/network/linked.ts';
import type { LabSession } from '../../src/lab/session/session.ts';
import { patience } from './pass.ts';

/** Waits until the links between servers that run are up. A session itself starts without those that take long. */
export const linked = ({ snapshot, topology }: LabSession): Promise<void> =>
  snapshot.until(
    ({ servers, links }) =>
      allLinked(
        topology,
        (name) => servers[name],
        (name) => links[name],
      ),
    AbortSignal.timeout(patience),
  );
