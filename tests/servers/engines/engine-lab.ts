import type { LabHost } from '../../../src/lab/network/host.ts';
import type { Topology } from '../../../src/lab/topology/topology.ts';
import { openTabHost } from '../../../src/hosts/tab/tab-host.ts';
import { createLabKit } from '../../../src/lab-kit/lab-kit.ts';
import type { NatsConnection } from '../../../src/nats/connect.ts';

interface Lab {
  host: LabHost;
  client: (server: string) => Promise<NatsConnection>;
}

/**
 * Runs a topology in a worker of this page, its links up, for as long as it is used.
 * @throws Error naming what does not run
 */
export async function withLab(topology: Topology, use: (lab: Lab) => Promise<void>): Promise<void> {
  const { session, connect } = createLabKit({ topology }, () => Promise.resolve(openTabHost));
  try {
    await session.start();
    const { state, servers } = session.snapshot.get();
    if (state.type !== 'running') throw new Error(`the lab is ${JSON.stringify(state)}`);
    for (const [name, server] of Object.entries(servers)) {
      if (server.type !== 'running') throw new Error(`${name} is ${JSON.stringify(server)}`);
    }
    await use({ host: session.host, client: connect });
  } finally {
    session.stop();
  }
}
