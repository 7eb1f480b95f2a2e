import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildNativeServer } from '../../engine/build.mjs';
import type { NatsConnection } from '../../src/nats/connect.ts';
import { temporaryFolder } from './cleanup.ts';
import { median, type Measured } from './figures.ts';
import { freePorts } from './free-ports.ts';
import { startServer, type RunningServer } from './native-server.ts';
import { publishesPerSecond, withConnection } from './page/traffic.ts';
import { tcpEndpoint } from './tcp-endpoint.ts';

const rounds = 3;
const members = 3;
/** How many acknowledgements are awaited at the same time. */
const atOnce = 100;

/** Acknowledged publishes into streams of one and of three replicas, by default and with `sync_interval: always`. */
export async function measureReplicas(say: (doing: string) => void): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const replicas of [1, members]) {
    const name = `sizing.publish.r${replicas}`;
    for (const [figure, setting] of [
      [name, ''],
      [`${name}.always`, 'sync_interval: always'],
    ] as const) {
      const rates: number[] = [];
      for (let round = 1; round <= rounds; round++) {
        say(`${figure}, round ${round} of ${rounds}`);
        rates.push(await publishes(replicas, setting));
      }
      measured.push({
        name: figure,
        value: median(rates),
        unit: '/s',
        ...(figure !== 'sizing.publish.r1' && { against: 'sizing.publish.r1' }),
      });
    }
  }
  return measured;
}

/** @param setting a line more in the `jetstream` block of each member */
async function publishes(replicas: number, setting: string): Promise<number> {
  const binary = await buildNativeServer();
  const ports = await freePorts(2 * members);
  const [clients, routes] = [ports.slice(0, members), ports.slice(members)];
  const folder = temporaryFolder();
  const running: RunningServer[] = [];
  try {
    const files = clients.map((port, index) => {
      const store = join(folder.path, `hub-${index}`);
      mkdirSync(store);
      writeFileSync(
        `${store}.conf`,
        `server_name: hub-${index}
         listen: "127.0.0.1:${port}"
         jetstream { domain: hub, store_dir: ${JSON.stringify(store)}
           ${setting}
         }
         cluster { name: hub, listen: "127.0.0.1:${routes[index]}"
           routes: [${routes.map((route) => `"nats-route://127.0.0.1:${route}"`).join(', ')}]
         }`,
      );
      return `${store}.conf`;
    });
    running.push(...(await Promise.all(files.map((file) => startServer(binary, file)))));
    return await withConnection(
      () => tcpEndpoint(clients[0]!),
      async (client) => {
        await clustered(client);
        return publishesPerSecond(client, { atOnce, replicas });
      },
    );
  } finally {
    await Promise.all(running.map((server) => server.stop()));
    folder.remove();
  }
}

/** Resolves when the cluster has placed a stream on all of its members, and each has it: it knows all of them then. */
async function clustered(client: NatsConnection): Promise<void> {
  const { streams } = await client.jetstreamManager({ checkAPI: false, timeout: 1000 });
  const config = { name: 'CLUSTERED', subjects: ['clustered'], num_replicas: members };
  const isOnAll = async () => {
    const { cluster } = await streams.add(config);
    const others = cluster?.replicas ?? [];
    return others.length === members - 1 && others.every((each) => each.current && !each.offline);
  };
  while (!(await isOnAll().catch(() => false)));
  await streams.delete(config.name);
}
