import { nativeServer } from './native-server.ts';
import type { LogLevel, OpenHost } from '../../src/lab/network/host.ts';
import { Network } from '../../src/lab/network/network.ts';
import type { Runtime } from '../../src/lab/network/server-runtime.ts';
import { clientEndpoint } from '../../src/lab/network/client-port.ts';
import { engineInNode } from '../../src/hosts/tab/engine-in-node.ts';
import { LocalRuntime } from '../../src/hosts/local/local-runtime.ts';
import { MemoryFs } from '../../src/hosts/tab/memory-fs.ts';
import type { ModuleEnd } from '../../src/hosts/tab/engine.ts';
import { errorText } from '../../src/lab/error-text.ts';
import { recover, TabRuntime } from '../../src/hosts/tab/tab-runtime.ts';
import type { Topology } from '../../src/lab/topology/topology.ts';
import type { HostKind, HostOpener } from './bench.ts';

/** Events of a runtime's servers, for the network that runs them. */
interface RuntimeEvents {
  log: (server: string, level: LogLevel, text: string) => void;
  ended: (server: string, reason: string) => void;
  /** All servers of a tab have ended; see `recover`. */
  moduleEnded?: (end: ModuleEnd, runtime: TabRuntime) => void;
}

/** A runtime with empty disks, and its end. */
interface OpenedRuntime {
  runtime: Runtime;
  close: () => Promise<void>;
}

/** Opens a runtime for the servers of a topology, once the one before has been closed. */
export type OpenRuntime = (events: RuntimeEvents, topology: Topology) => Promise<OpenedRuntime>;

/**
 * Runs the engine in this Node process, which has one: Go takes `globalThis.fs` for its disks. Its
 * runtime is one too, whose addresses are used once each. Its close wipes the stored data of a
 * topology.
 */
export async function engineRuntimes(): Promise<OpenRuntime> {
  let told: RuntimeEvents | undefined;
  const files = new MemoryFs();
  const engine = await engineInNode(
    {
      log: (...line) => told?.log(...line),
      ended: (...end) => told?.ended(...end),
      engineEnded: (end) => told?.moduleEnded?.(end, runtime),
    },
    files,
  );
  const runtime = new TabRuntime(engine, files);
  return async (events, { servers }) => {
    told = events;
    const close = async () => {
      for (const { name } of servers) await runtime.wipe(name);
    };
    return { runtime, close };
  };
}

/**
 * Opens runtimes of native servers, each with a folder of its own.
 * @param seen told of each, before its servers start
 */
export async function nativeRuntimes(
  seen: (runtime: LocalRuntime) => void = () => {},
): Promise<OpenRuntime> {
  const binary = await nativeServer();
  return async (events) => {
    const runtime = await LocalRuntime.open({ binary, events });
    seen(runtime);
    return { runtime, close: () => runtime.close() };
  };
}

/** The servers of the tab, as WebAssembly in this Node process. Once per test file. */
export const tabInNode: HostKind = {
  name: 'tab host in Node',
  open: async () => networksOn(await engineRuntimes()),
};

/** Native servers, a process each. */
export const localHost: HostKind = localHostSeen();

/** Native servers, and the runtime of each topology: a client that is not ours needs their ports. */
export function localHostSeen(seen?: (runtime: LocalRuntime) => void): HostKind {
  return { name: 'local host', open: async () => networksOn(await nativeRuntimes(seen)) };
}

/** Runs one network after another, each on empty disks. */
function networksOn(open: OpenRuntime): HostOpener {
  let ended = Promise.resolve();
  const openHost: OpenHost = async (topology, events) => {
    await ended;
    const { runtime, close } = await open(
      {
        log: (...line) => network.logged(...line),
        ended: (...end) => network.ended(...end),
        moduleEnded: (end, tab) => {
          recover(end, tab, network).catch((error: unknown) => events.onEnd(errorText(error)));
        },
      },
      topology,
    );
    const network = new Network(topology, runtime, events);
    return {
      host: network,
      openClient: (server) => clientEndpoint(() => network.dialClient(server)),
      ...(runtime instanceof TabRuntime && { disks: runtime }),
      close: () => {
        ended = network.close().then(close);
      },
    };
  };
  return { openHost, close: () => ended };
}
