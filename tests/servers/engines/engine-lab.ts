import type { Check } from '../../../src/lab/checks/check.ts';
import { eventually } from '../../../src/lab/checks/eventually.ts';
import type { LabHost } from '../../../src/lab/network/host.ts';
import { LabSession } from '../../../src/lab/session/session.ts';
import type { Topology } from '../../../src/lab/topology/topology.ts';
import { openTabHost } from '../../../src/hosts/tab/tab-host.ts';
import { connectTo, type NatsConnection } from '../../../src/nats/connect.ts';

/** How long anything may take that does not depend on a server's own delays, in milliseconds. */
const patience = 15_000;

interface Lab {
  host: LabHost;
  client: (server: string) => Promise<NatsConnection>;
}

/**
 * Runs a topology in a worker of this page, its links up, for as long as it is used.
 * @throws Error naming what does not run
 */
export async function withLab(topology: Topology, use: (lab: Lab) => Promise<void>): Promise<void> {
  const session = new LabSession(topology, () => Promise.resolve(openTabHost));
  const clients: NatsConnection[] = [];
  try {
    await session.start();
    const { state, servers } = session.snapshot.get();
    if (state.type !== 'running') throw new Error(`the lab is ${JSON.stringify(state)}`);
    for (const [name, server] of Object.entries(servers)) {
      if (server.type !== 'running') throw new Error(`${name} is ${JSON.stringify(server)}`);
    }
    await use({
      host: session.host,
      client: async (server) => {
        const client = await connectTo(() => session.openClient(server), `engines-${server}`);
        clients.push(client);
        return client;
      },
    });
  } finally {
    await Promise.all(clients.map((client) => client.close()));
    session.stop();
  }
}

/**
 * Waits until something is so.
 * @throws Error with what was seen if it never is
 */
export async function pass(check: Check, timeoutMs = patience): Promise<void> {
  const result = await eventually(check, { timeoutMs });
  if (result.type === 'fail') throw new Error(`${result.expected}; seen: ${result.seen}`);
}
