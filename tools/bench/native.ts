import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildNativeServer } from '../../engine/build.mjs';
import { root } from '../lib/paths.mjs';
import type { NatsConnection } from '../../src/nats/connect.ts';
import { temporaryFolder } from './cleanup.ts';
import { freePorts } from './free-ports.ts';
import { startServer, type RunningServer } from './native-server.ts';
import { withConnection } from './page/traffic.ts';
import { tcpEndpoint } from './tcp-endpoint.ts';

/** The topology `two-domains` on two processes of the native nats-server. */
export interface NativeLab {
  /** Starts the hub, then the leaf. Resolves when both take clients. */
  start(): Promise<void>;
  /** Lends the site's NATS client, in this process and over TCP. */
  withClient: <T>(
    server: 'hub' | 'leaf',
    use: (client: NatsConnection) => Promise<T>,
  ) => Promise<T>;
}

let binary: Promise<string> | undefined;

/** Lends a native lab with an empty store, not yet started, and ends it afterwards. */
export async function withNativeLab<T>(use: (lab: NativeLab) => Promise<T>): Promise<T> {
  const executable = await (binary ??= buildNativeServer());
  const [hub, leaf, leafnodes] = (await freePorts(3)) as [number, number, number];
  const ports = { hub, leaf };
  const folder = temporaryFolder();
  const files = (['hub', 'leaf'] as const).map((server) =>
    writeConfig(server, ports[server], leafnodes, folder.path),
  );
  const running: RunningServer[] = [];
  try {
    return await use({
      start: async () => {
        for (const file of files) running.push(await startServer(executable, file));
      },
      withClient: (server, useClient) =>
        withConnection(() => tcpEndpoint(ports[server]), useClient),
    });
  } finally {
    await Promise.all(running.map((server) => server.stop()));
    folder.remove();
  }
}

/**
 * Writes the configuration that runs in the tab, at other addresses.
 * @throws Error if it names an address that is not known here
 */
function writeConfig(server: string, clients: number, leafnodes: number, folder: string): string {
  const store = join(folder, server);
  mkdirSync(store);
  const text = readFileSync(join(root, 'topologies/two-domains', `${server}.conf`), 'utf8')
    .replace(/\bport: 4222\b/, `listen: "127.0.0.1:${clients}"`)
    .replace(/\bport: 7422\b/, `listen: "127.0.0.1:${leafnodes}"`)
    .replace(/\bhub:7422\b/, `127.0.0.1:${leafnodes}`)
    .replace('"/data"', JSON.stringify(store));
  const unknown = /\bport:.*|"\/data.*/.exec(text);
  if (unknown) throw new Error(`tools/bench cannot place ${unknown[0]} of ${server}.conf natively`);
  const file = join(folder, `${server}.conf`);
  writeFileSync(file, text);
  return file;
}
