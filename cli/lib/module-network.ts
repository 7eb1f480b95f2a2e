import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { engineInNode, moduleInNode } from '../../src/hosts/tab/engine-in-node.ts';
import { MemoryFs } from '../../src/hosts/tab/memory-fs.ts';
import { recover, TabRuntime } from '../../src/hosts/tab/tab-runtime.ts';
import { clientEndpoint } from '../../src/lab/network/client-port.ts';
import type { LabHostEvents, OpenHost } from '../../src/lab/network/host.ts';
import { Network } from '../../src/lab/network/network.ts';
import type { Topology } from '../../src/lab/topology/topology.ts';

/** A network whose servers run in this process, in the module. */
export interface ModuleNetwork<R extends TabRuntime = TabRuntime> {
  network: Network;
  runtime: R;
}

/** Beside the command in a package; in a clone it is where it has been built. */
const packed = fileURLToPath(new URL('nats-server.wasm.br', import.meta.url));

/** Begins to unpack and compile the module, beside what this process does meanwhile. */
export function loadModule(): Promise<WebAssembly.Module> {
  const loading = existsSync(packed) ? moduleInNode(packed) : moduleInNode();
  // Whoever needs it is told; a command that ends before does not.
  loading.catch(() => {});
  return loading;
}

/** Opens hosts whose servers run in this process. One alone: a process has one module. */
export const moduleHost =
  (module: Promise<WebAssembly.Module>): OpenHost =>
  async (topology, events) => {
    const { network } = await openNetworkOf(TabRuntime, topology, module, events);
    return {
      host: network,
      openClient: (server) => clientEndpoint(() => network.dialClient(server)),
      close: () => void network.close(),
    };
  };

/**
 * Runs the module for a topology, whose servers have not yet started. Once in a process: it has one module.
 * @param Runtime `TabRuntime`, or one that does more
 */
export async function openNetworkOf<R extends TabRuntime>(
  Runtime: new (...args: ConstructorParameters<typeof TabRuntime>) => R,
  topology: Topology,
  module: Promise<WebAssembly.Module>,
  events: LabHostEvents,
): Promise<ModuleNetwork<R>> {
  // The last words of a program that ends belong to no output of ours.
  console.info = console.error;
  const files = new MemoryFs();
  const engine = await engineInNode(
    {
      log: (...line) => network.logged(...line),
      ended: (...end) => network.ended(...end),
      // What keeps the module from running again ends this process, which has no servers then.
      engineEnded: (end) => void recover(end, runtime, network),
    },
    files,
    module,
  );
  const runtime = new Runtime(engine, files, topology.servers.length);
  const network = new Network(topology, runtime, events);
  return { network, runtime };
}
