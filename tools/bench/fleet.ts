import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildNativeServer } from '../../engine/build.mjs';
import { temporaryFolder } from './cleanup.ts';
import { freePorts } from './free-ports.ts';
import { startServer, type RunningServer } from './native-server.ts';
import { countingProxy } from './counting-proxy.ts';

/** How many leaves start at the same time. */
const together = 8;
/** How often the hub is asked how many leaves it has, in milliseconds. */
const often = 50;

/** How long a line is silent that has settled, in milliseconds: less than lies between two pings. */
const silent = 10_000;

/** What is read of a server's monitoring page `varz`: https://docs.nats.io/running-a-nats-service/nats_admin/monitoring. */
export interface Varz {
  leafnodes: number;
  subscriptions: number;
  /** Resident memory in bytes. */
  mem: number;
  /** Per cent of one core. */
  cpu: number;
  in_msgs: number;
  in_bytes: number;
}

/** A hub and many leaves, each a process of the native nats-server with JetStream in a domain of its own. */
export interface Fleet {
  /** The hub's port for clients. */
  port: number;
  varz: () => Promise<Varz>;
  startLeaves: () => Promise<void>;
  startHub: () => Promise<void>;
  stopHub: () => Promise<void>;
  /** Resolves when the hub has all leaves. */
  linked: () => Promise<void>;
  /** Resolves when nothing has crossed the line of the first leaf for a while. */
  settled: () => Promise<void>;
  /** The bytes on the line of the first leaf, both directions together. */
  bytesOfOne: () => number;
  /** The ids of all processes that run. */
  processes: () => number[];
}

/** The domain of a leaf, which is its name as well. */
export const leafName = (index: number) => `leaf-${index}`;

/**
 * Lends a hub that runs and the files of its leaves, and ends all processes afterwards.
 * @param count of leaves
 * @param setting a line more in the `leafnodes` block of the hub
 */
export async function withFleet<T>(
  count: number,
  setting: string,
  use: (fleet: Fleet) => Promise<T>,
): Promise<T> {
  const binary = await buildNativeServer();
  const [port, leafnodes, http] = (await freePorts(3)) as [number, number, number];
  const folder = temporaryFolder();
  const proxy = await countingProxy(leafnodes);
  const write = (name: string, text: string) => {
    const file = join(folder.path, `${name}.conf`);
    writeFileSync(file, text);
    return file;
  };
  const store = (name: string) => JSON.stringify(join(folder.path, name));
  const hubFile = write(
    'hub',
    `server_name: hub
     listen: "127.0.0.1:${port}"
     http: "127.0.0.1:${http}"
     jetstream { domain: hub, store_dir: ${store('hub')} }
     leafnodes { listen: "127.0.0.1:${leafnodes}", compression: off, no_advertise: true
       ${setting}
     }`,
  );
  const leafFiles = Array.from({ length: count }, (_, index) => {
    const name = leafName(index);
    const dialled = index === 0 ? proxy.port : leafnodes;
    return write(
      name,
      `server_name: ${name}
       listen: "127.0.0.1:-1"
       jetstream { domain: ${name}, store_dir: ${store(name)} }
       leafnodes { remotes: [{ url: "nats-leaf://127.0.0.1:${dialled}", compression: off }] }`,
    );
  });

  let hub: RunningServer | undefined;
  const leaves: RunningServer[] = [];
  const varz = async () => (await (await fetch(`http://127.0.0.1:${http}/varz`)).json()) as Varz;
  const startHub = async () => {
    hub = await startServer(binary, hubFile);
  };
  const stopHub = async () => {
    await hub?.stop();
    hub = undefined;
  };
  const bytesOfOne = () => proxy.count().sent + proxy.count().received;
  const startNext = async () => {
    for (let file = leafFiles.shift(); file !== undefined; file = leafFiles.shift()) {
      leaves.push(await startServer(binary, file));
    }
  };
  try {
    await startHub();
    return await use({
      port,
      varz,
      startHub,
      stopHub,
      startLeaves: async () => {
        await Promise.all(Array.from({ length: together }, startNext));
      },
      linked: async () => {
        while ((await varz()).leafnodes < count)
          await new Promise((resolve) => setTimeout(resolve, often));
      },
      settled: async () => {
        for (let before = -1; before < bytesOfOne();) {
          before = bytesOfOne();
          await new Promise((resolve) => setTimeout(resolve, silent));
        }
      },
      bytesOfOne,
      processes: () => [...(hub ? [hub] : []), ...leaves].map(({ pid }) => pid),
    });
  } finally {
    await Promise.all([stopHub(), ...leaves.map((leaf) => leaf.stop())]);
    await proxy.close();
    folder.remove();
  }
}
