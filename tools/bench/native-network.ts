import { buildNativeServer } from '../../engine/build.mjs';
import { LocalRuntime } from '../../src/hosts/local/local-runtime.ts';
import { clientEndpoint } from '../../src/lab/network/client-port.ts';
import type { ClientEndpoint, LogLine } from '../../src/lab/network/host.ts';
import { Network } from '../../src/lab/network/network.ts';
import type { Runtime } from '../../src/lab/network/server-runtime.ts';
import type { Topology } from '../../src/lab/topology/topology.ts';

/** A topology on native servers, each link through the class that reads it: as `npm run servers` has it. */
export interface NativeNetwork {
  /** Starts all servers, one after the other. Resolves when they take clients. */
  start: () => Promise<void>;
  /** Somewhere new for a client of a server. */
  endpoint: (server: string) => ClientEndpoint;
  host: Network;
  /** What its servers have logged so far. */
  log: readonly LogLine[];
}

/**
 * Lends a topology that is not yet started, and ends it afterwards.
 * @param around what is put around its runtime
 */
export async function withNativeNetwork<T>(
  topology: Topology,
  use: (network: NativeNetwork) => Promise<T>,
  around = (runtime: Runtime) => runtime,
): Promise<T> {
  const binary = await buildNativeServer();
  const runtime = await LocalRuntime.open({
    binary,
    events: { log: (...line) => network.logged(...line), ended: () => {} },
  });
  const log: LogLine[] = [];
  const onLog = (lines: LogLine[]) => log.push(...lines);
  const told = { onServer: () => {}, onLink: () => {}, onLog, onWire: () => {} };
  const network: Network = new Network(topology, around(runtime), told);
  try {
    return await use({
      host: network,
      log,
      start: async () => {
        for (const { name, config } of topology.servers) await network.startServer(name, config);
      },
      endpoint: (server) => clientEndpoint(() => network.dialClient(server)),
    });
  } finally {
    await network.close();
    await runtime.close();
  }
}
