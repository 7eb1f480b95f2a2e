import { buildNativeServer } from '../../engine/build.mjs';
import type { LogLevel, OpenHost } from '../../src/lab/network/host.ts';
import { Network } from '../../src/lab/network/network.ts';
import type { Runtime } from '../../src/lab/network/server-runtime.ts';
import type { Topology } from '../../src/lab/topology/topology.ts';
import { clientEndpoint } from '../../src/lab/network/client-port.ts';
import { engineInNode } from '../../src/hosts/tab/engine-in-node.ts';
import { LocalRuntime } from '../../src/hosts/local/local-runtime.ts';
import { MemoryFs } from '../../src/hosts/tab/memory-fs.ts';
import { TabRuntime } from '../../src/hosts/tab/tab-runtime.ts';
import type { HostKind, HostOpener } from './bench.ts';

/** The servers of the tab, as WebAssembly in this Node process. Once per test file. */
export const tabInNode: HostKind = {
  name: 'tab host in Node',
  open: () =>
    networksOn(async (events) => {
      const files = new MemoryFs();
      const engine = await engineInNode(events, files);
      return { runtime: new TabRuntime(engine, files), close: async () => {} };
    }),
};

/** Native servers, a process each. */
export const localHost: HostKind = {
  name: 'local host',
  open: () =>
    networksOn(async (events) => {
      const binary = await buildNativeServer();
      const runtime = await LocalRuntime.open({ binary, events });
      return { runtime, close: () => runtime.close() };
    }),
};

/** What a runtime's servers tell, to be passed on to the network that runs them. */
interface RuntimeEvents {
  log: (server: string, level: LogLevel, text: string) => void;
  ended: (server: string, reason: string) => void;
}

/** One network after another, all on one runtime. */
async function networksOn(
  open: (events: RuntimeEvents) => Promise<{ runtime: Runtime; close: () => Promise<void> }>,
): Promise<HostOpener> {
  let network: Network | undefined;
  let ended = Promise.resolve();
  const { runtime, close } = await open({
    log: (server, level, text) => network?.logged(server, level, text),
    ended: (server, reason) => network?.ended(server, reason),
  });

  const end = async (last: Network, topology: Topology) => {
    await last.close();
    for (const { name } of topology.servers) await runtime.wipe(name);
  };
  const openHost: OpenHost = async (topology, events) => {
    await ended;
    const current = new Network(topology, runtime, events);
    network = current;
    return {
      host: current,
      openClient: (server) => clientEndpoint(() => current.dialClient(server)),
      close: () => {
        ended = end(current, topology);
      },
    };
  };
  return {
    openHost,
    close: async () => {
      await ended;
      await close();
    },
  };
}
