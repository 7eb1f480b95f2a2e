import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LocalRuntime } from '../../src/hosts/local/local-runtime.ts';
import { startWatchdog, type Watchdog } from '../../src/hosts/local/watchdog.ts';
import { TabRuntime } from '../../src/hosts/tab/tab-runtime.ts';
import { readConf } from '../../src/lab/conf/conf-text.ts';
import { leafPortOf } from '../../src/lab/conf/server-settings.ts';
import type { LabHostEvents } from '../../src/lab/network/host.ts';
import { Network } from '../../src/lab/network/network.ts';
import type { Resolve } from '../../src/lab/network/server-runtime.ts';
import type { Topology } from '../../src/lab/topology/topology.ts';
import { loadModule, openNetworkOf } from '../lib/module-network.ts';
import { monitorDoor, tcpDoor, webSocketDoor, type Door } from './doors.ts';

/** Where a server is reached on this machine. What it lacks, it does not take. */
export interface Addresses {
  client?: string;
  webSocket?: string;
  monitoring?: string;
  /** Where a nats-server elsewhere on this machine joins as a leaf node. */
  leaf?: string;
}

/** A network that runs with ports of 127.0.0.1. */
export interface Machines {
  network: Network;
  addressesOf(server: string): Addresses;
  /** Where a file is that was put on the machine of a server, for programs of this one. */
  fileOf(server: string, file: string): string | undefined;
  /** Where the leaf nodes of a page join a server over its WebSocket, if it takes any. */
  joinAt(server: string): string | undefined;
  /** The configuration of a server that runs, as it was written. */
  configOf(server: string): string | undefined;
  close(): Promise<void>;
}

/** Runs a network on native servers, each a process. */
export async function nativeMachines(
  topology: Topology,
  binary: string,
  origins: readonly string[],
  events: LabHostEvents,
): Promise<Machines> {
  const runtime = await LocalRuntime.open({
    binary,
    origins,
    events: {
      log: (...line) => network.logged(...line),
      ended: (...end) => network.ended(...end),
    },
  });
  const network = new Network(topology, runtime, events);
  const leafPorts = leafPortsOf(topology);
  const doors = await doorsOf(topology, (name) => ({ monitoring: monitorOf(network, name) }));
  return {
    network,
    addressesOf: (server) => {
      const port = runtime.portOf(server);
      const webSocket = runtime.websocketOf(server);
      const leaf = leafPorts.get(server);
      const leafAt = leaf === undefined ? undefined : runtime.portOf(server, leaf);
      return {
        ...(port !== undefined && { client: `nats://127.0.0.1:${port}` }),
        ...(webSocket !== undefined && { webSocket }),
        ...(leafAt !== undefined && { leaf: `nats-leaf://127.0.0.1:${leafAt}` }),
        ...doors.addressesOf(server),
      };
    },
    fileOf: (server, file) => runtime.fileOf(server, file),
    joinAt: (server) => {
      const url = runtime.websocketOf(server);
      const takes = url !== undefined && leafPorts.has(server);
      return takes ? `${url}/leafnode` : undefined;
    },
    configOf: (server) => runtime.configOf(server),
    close: async () => {
      doors.close();
      await network.close();
      await runtime.close();
    },
  };
}

/** Runs a network in the module, in this process, and lets clients of this machine in. */
export async function moduleMachines(
  topology: Topology,
  origins: readonly string[],
  events: LabHostEvents,
): Promise<Machines> {
  const { network, runtime } = await openNetworkOf(
    AdvertisingRuntime,
    topology,
    loadModule(),
    events,
  );
  const leafPorts = leafPortsOf(topology);
  const doors = await doorsOf(topology, (name) => {
    const dial = () => network.dialClient(name);
    const leaf = leafPorts.get(name);
    return {
      client: tcpDoor(dial),
      webSocket: webSocketDoor(dial, origins),
      monitoring: monitorOf(network, name),
      ...(leaf !== undefined && { leaf: tcpDoor(() => network.dialClient(name, leaf)) }),
    };
  });
  for (const { name } of topology.servers) {
    const { client } = doors.addressesOf(name);
    if (client) runtime.advertised.set(name, client.replace('nats://', ''));
  }
  return {
    network,
    addressesOf: (server) => doors.addressesOf(server),
    fileOf: (server, file) => runtime.credentials.of(server, file),
    // Its WebSocket is ours, which takes clients alone.
    joinAt: () => undefined,
    configOf: (server) => runtime.configs.get(server),
    close: async () => {
      doors.close();
      await network.close();
      runtime.credentials.close();
    },
  };
}

/** The port at which each server listens for leaf nodes over TCP, where its configuration says that it does. */
const leafPortsOf = ({ servers }: Topology): Map<string, number> =>
  new Map(
    servers.flatMap(({ name, config }): [string, number][] => {
      const port = leafPortOf(config);
      return port === undefined ? [] : [[name, port]];
    }),
  );

const monitorOf = (network: Network, name: string): Promise<Door> =>
  monitorDoor((page, options) => network.monitor(name, page, options));

/** Servers in the module, which tell their clients ports of this machine instead of their own. */
class AdvertisingRuntime extends TabRuntime {
  /** Where clients reach a server, as `address:port`. */
  readonly advertised = new Map<string, string>();
  readonly configs = new Map<string, string>();
  readonly credentials = new CredentialsFolder();

  override async start(server: string, config: string, resolve: Resolve): Promise<void> {
    await super.start(server, this.#advertising(server, config), resolve);
    this.configs.set(server, config);
  }

  override async reload(server: string, config: string): Promise<void> {
    await super.reload(server, this.#advertising(server, config));
    this.configs.set(server, config);
  }

  override async putFile(server: string, file: string, text: string): Promise<void> {
    await super.putFile(server, file, text);
    if (file.endsWith('.creds')) this.credentials.put(server, file, text);
  }

  #advertising(server: string, config: string): string {
    const address = this.advertised.get(server);
    const own = readConf(config).keys.some(({ path: keys }) => keys.join() === 'client_advertise');
    return address === undefined || own ? config : `${config}\nclient_advertise: "${address}"\n`;
  }
}

/** Credentials that were put on the machines of servers, for programs of this one. None of them outlives it. */
class CredentialsFolder {
  readonly #files = new Map<string, string>();
  #folder: { path: string; watchdog: Watchdog } | undefined;

  put(server: string, file: string, text: string): void {
    this.#folder ??= this.#open();
    const at = path.join(this.#folder.path, `${this.#files.size}.creds`);
    writeFileSync(at, text, { mode: 0o600 });
    this.#files.set(JSON.stringify([server, file]), at);
  }

  of(server: string, file: string): string | undefined {
    return this.#files.get(JSON.stringify([server, file]));
  }

  close(): void {
    if (!this.#folder) return;
    rmSync(this.#folder.path, { recursive: true, force: true });
    this.#folder.watchdog.close();
  }

  #open() {
    const folder = mkdtempSync(path.join(tmpdir(), 'leafwise-'));
    return { path: folder, watchdog: startWatchdog(folder) };
  }
}

type DoorsOf = { [K in keyof Addresses]?: Promise<Door> };

/** Opens doors to each server. */
async function doorsOf(topology: Topology, open: (server: string) => DoorsOf) {
  const schemes = {
    client: 'nats',
    webSocket: 'ws',
    monitoring: 'http',
    leaf: 'nats-leaf',
  } as const;
  const all: Door[] = [];
  const addresses = new Map<string, Addresses>();
  for (const { name } of topology.servers) {
    const here: Addresses = {};
    for (const [kind, opening] of Object.entries(open(name)) as [
      keyof Addresses,
      Promise<Door>,
    ][]) {
      const door = await opening;
      all.push(door);
      here[kind] = `${schemes[kind]}://127.0.0.1:${door.port}`;
    }
    addresses.set(name, here);
  }
  return {
    addressesOf: (server: string): Addresses => addresses.get(server) ?? {},
    close: () => all.forEach((door) => door.close()),
  };
}
