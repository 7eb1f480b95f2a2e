import { Store } from '../../../src/lab/session/store.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { nativeServer } from '../../support/native-server.ts';
import { runWhole } from '../../../src/console/run-whole.ts';
import type { HubElsewhere } from '../../../src/lab/exercise/exercise.ts';
import { connectTo } from '../../../src/nats/connect.ts';

/** A native nats-server outside any lab. */
export interface NativeHub extends HubElsewhere {
  /** The address at which it takes clients: a `nats://` URL. */
  clientUrl: string;
  stop: () => Promise<void>;
}

/** JetStream, and listeners for leaf nodes and WebSockets on free ports. */
const hub = (folder: string) => `server_name: my-hub
listen: "127.0.0.1:-1"
jetstream { domain: hub, store_dir: "${folder}" }
leafnodes { listen: "127.0.0.1:-1" }
websocket { listen: "127.0.0.1:-1", no_tls: true }
`;

/**
 * Starts a hub that leaf nodes join over WebSocket.
 * @param more what its configuration has besides
 */
export const startHub = (more = ''): Promise<NativeHub> =>
  startHubWith((folder) => hub(folder) + more);

/**
 * Starts a hub with a configuration of its own, which has WebSocket and client listeners on free ports.
 * @param config answers it, given the folder for its data
 */
async function startHubWith(config: (folder: string) => string): Promise<NativeHub> {
  const binary = await nativeServer();
  const folder = await mkdtemp(join(tmpdir(), 'leafwise-hub-'));
  const file = join(folder, 'hub.conf');
  await writeFile(file, config(folder));
  const server = spawn(binary, ['-c', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  const stop = async () => {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    await rm(folder, { recursive: true, force: true });
  };
  let [url, client] = ['', ''];
  for await (const line of createInterface(server.stderr)) {
    url = /websocket clients on (ws:\/\/\S+)/.exec(line)?.[1] ?? url;
    client = /client connections on (\S+)/.exec(line)?.[1] ?? client;
    if (line.includes('Server is ready')) break;
  }
  server.stderr.resume();
  if (!url) {
    await stop();
    throw new Error('the hub did not start');
  }
  const run = async (line: string) => {
    const client = await connectTo(() => ({ type: 'url', url }), 'test-at-hub');
    try {
      return await runWhole(line, {
        server: 'my-hub',
        servers: ['my-hub'],
        connect: async () => client,
        files: new Store({}),
        creds: () => undefined,
        monitor: () => Promise.reject(new Error('a hub elsewhere is not asked')),
      });
    } finally {
      await client.close();
    }
  };
  return { url, clientUrl: `nats://${client}`, run, stop };
}
