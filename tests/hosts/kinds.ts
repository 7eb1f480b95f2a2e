import { buildNativeServer } from '../../engine/build.mjs';
import type { LogLevel } from '../../src/lab/host.ts';
import type { Runtime } from '../../src/lab/runtime.ts';
import { engineInNode } from '../../src/hosts/tab/engine-in-node.ts';
import { localRuntime } from '../../src/hosts/local/runtime.ts';
import { MemoryFs } from '../../src/hosts/tab/memory-fs.ts';
import { tabRuntime } from '../../src/hosts/tab/runtime.ts';

/** What a runtime's servers tell, to be passed on to the network that runs them. */
export interface RuntimeEvents {
  logged: (server: string, level: LogLevel, text: string) => void;
  ended: (server: string, reason: string) => void;
}

/** A kind of host that the suite runs on. */
export interface HostKind {
  name: string;
  open(events: RuntimeEvents): Promise<{ runtime: Runtime; close: () => Promise<void> }>;
}

/** The servers of the tab, as WebAssembly in this Node process. Once per test file. */
export const tabInNode: HostKind = {
  name: 'tab host in Node',
  open: async ({ logged, ended }) => {
    const files = new MemoryFs();
    const engine = await engineInNode({ log: logged, ended }, files);
    return { runtime: tabRuntime(engine, files), close: async () => {} };
  },
};

/** Native servers, a process each. */
export const localHost: HostKind = {
  name: 'local host',
  open: async ({ logged, ended }) => {
    const binary = await buildNativeServer();
    const runtime = await localRuntime({ binary, events: { log: logged, ended } });
    return { runtime, close: () => runtime.close() };
  },
};
