import type { Check } from '../../../src/lab/checks/check.ts';
import type { LabHost } from '../../../src/lab/network/host.ts';
import type { Topology } from '../../../src/lab/topology/topology.ts';
import { openTabHost } from '../../../src/hosts/tab/tab-host.ts';
import { createLabKit } from '../../../src/lab-kit/lab-kit.ts';
import type { NatsConnection } from '../../../src/nats/connect.ts';
import { pass } from '../../support/pass.ts';

/** A topology that runs in this page. */
export interface Lab {
  host: LabHost;
  client: (server: string) => Promise<NatsConnection>;
  /** Waits until a check passes: see `pass`. */
  pass: (check: Check, timeoutMs?: number) => Promise<void>;
}

/**
 * Runs a topology in a worker of this page, its links up, for as long as it is used.
 * @throws Error naming what does not run
 */
export async function withLab(topology: Topology, use: (lab: Lab) => Promise<void>): Promise<void> {
  const { session, connect, tools } = createLabKit({ topology }, () =>
    Promise.resolve(openTabHost),
  );
  try {
    await session.start();
    const { state, servers } = session.snapshot.get();
    if (state.type !== 'running') throw new Error(`the lab is ${JSON.stringify(state)}`);
    for (const [name, server] of Object.entries(servers)) {
      if (server.type !== 'running') throw new Error(`${name} is ${JSON.stringify(server)}`);
    }
    await use({
      host: session.host,
      client: connect,
      pass: (check, timeoutMs) => pass(() => check(tools), timeoutMs),
    });
  } finally {
    session.stop();
  }
}
