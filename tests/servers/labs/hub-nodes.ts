import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openFront } from '../../../cli/class/front.ts';
import { freePort } from '../../../src/hosts/local/ports.ts';
import {
  ready,
  startProcess,
  type ServerProcess,
} from '../../../src/hosts/local/server-process.ts';
import { nativeServer } from '../../support/native-server.ts';

/** A hub of one native server, or of some in one cluster, behind one address. */
export interface HubNodes {
  /** The WebSocket address of all of them: each connection goes to the next that takes it. */
  url: string;
  /** Kills a node. */
  lose(name: string): Promise<void>;
  /** Starts it again, on the data that it had. */
  start(name: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a hub of some nodes.
 * @param config answers what a node's configuration has besides its ports and its cluster
 */
export async function startNodes(
  names: readonly string[],
  config: (name: string, folder: string) => string,
): Promise<HubNodes> {
  const binary = await nativeServer();
  const folder = await mkdtemp(path.join(tmpdir(), 'leafwise-nodes-'));
  const nodes = await Promise.all(
    names.map(async (name) => ({ name, route: await freePort(), websocket: await freePort() })),
  );
  const routes = nodes.map(({ route }) => `"nats-route://127.0.0.1:${route}"`).join(', ');
  const running = new Map<string, ServerProcess>();

  const start = async (name: string) => {
    const { route, websocket } = nodes.find((node) => node.name === name)!;
    const own = path.join(folder, name);
    await mkdir(own, { recursive: true });
    const file = path.join(own, 'node.conf');
    await writeFile(
      file,
      `server_name: ${name}
listen: "127.0.0.1:-1"
leafnodes { listen: "127.0.0.1:-1" }
websocket { listen: "127.0.0.1:${websocket}", no_tls: true }
${nodes.length > 1 ? `cluster { name: class, listen: "127.0.0.1:${route}", routes: [${routes}] }` : ''}
${config(name, own)}`,
    );
    const server = startProcess(binary, file, () => {});
    running.set(name, server);
    await ready(name, server);
  };

  const websockets = nodes.map(({ websocket }) => websocket);
  const front = await openFront('127.0.0.1', 0, websockets);
  const stop = async () => {
    front.close();
    await Promise.all([...running.values()].map((server) => server.stop()));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all(names.map(start));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `ws://127.0.0.1:${front.port}`,
    async lose(name) {
      const server = running.get(name)!;
      server.signal('SIGKILL');
      await server.ended;
    },
    start,
    stop,
  };
}
