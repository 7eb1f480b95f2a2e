import { expect } from 'vitest';
import { eventually } from '../../src/lab/checks/eventually.ts';
import type { Check } from '../../src/lab/checks/check.ts';
import type { LinkState, LogLine, ServerState } from '../../src/lab/host.ts';
import { Network } from '../../src/lab/network.ts';
import type { Runtime } from '../../src/lab/runtime.ts';
import type { Topology } from '../../src/lab/topology.ts';
import type { WireEvent } from '../../src/lab/wire/event.ts';
import { serveClient } from '../../src/hosts/tab/client-port.ts';
import { connectTo, type Login, type NatsConnection } from '../../src/nats/connect.ts';
import type { HostKind } from './kinds.ts';

/** How long anything may take that does not depend on a server's own delays, in milliseconds. */
const patience = 15_000;

/** Runs one topology after another on one runtime, each on empty disks. */
export class Bench {
  readonly #opened: ReturnType<HostKind['open']>;
  #lab: Lab | undefined;

  constructor(kind: HostKind) {
    this.#opened = kind.open({
      logged: (server, level, text) => this.#lab?.network.logged(server, level, text),
      ended: (server, reason) => this.#lab?.network.ended(server, reason),
    });
  }

  /**
   * Starts a topology and waits until each leaf is linked.
   * @param configs by server, in place of those of the topology
   */
  async start(topology: Topology, configs: Record<string, string> = {}): Promise<Lab> {
    const lab = await this.startUnlinked(topology, configs);
    await lab.linked();
    return lab;
  }

  /** As `start`, for links that are not meant to come up. */
  async startUnlinked(topology: Topology, configs: Record<string, string> = {}): Promise<Lab> {
    const { runtime } = await this.#opened;
    await this.stop();
    this.#lab = new Lab(topology, runtime, configs);
    for (const { name } of topology.servers) await this.#lab.startServer(name);
    return this.#lab;
  }

  /** Ends the lab that runs, and what it stored. */
  async stop(): Promise<void> {
    await this.#lab?.end();
    this.#lab = undefined;
  }

  async close(): Promise<void> {
    await this.stop();
    await (await this.#opened).close();
  }
}

/** A topology that runs, and all that it has told. */
export class Lab {
  readonly network: Network;
  readonly servers = new Map<string, ServerState>();
  readonly links = new Map<string, LinkState>();
  readonly wire: WireEvent[] = [];
  readonly log: LogLine[] = [];
  readonly #topology: Topology;
  readonly #runtime: Runtime;
  readonly #configs: Record<string, string>;
  readonly #clients: NatsConnection[] = [];

  constructor(topology: Topology, runtime: Runtime, configs: Record<string, string>) {
    this.#topology = topology;
    this.#runtime = runtime;
    this.#configs = configs;
    this.network = new Network(topology, runtime, {
      onServer: (name, state) => this.servers.set(name, state),
      onLink: (name, state) => this.links.set(name, state),
      onLog: (lines) => this.log.push(...lines),
      onWire: (events) => this.wire.push(...events),
    });
  }

  startServer(name: string): Promise<void> {
    const spec = this.#topology.servers.find((server) => server.name === name)!;
    return this.network.startServer(name, this.#configs[name] ?? spec.config);
  }

  /** A client of a server, anonymous or not. It ends with the lab. */
  readonly client = async (server: string, login?: Login): Promise<NatsConnection> => {
    const open = () => {
      const { port1, port2 } = new MessageChannel();
      void serveClient(port2, () => this.network.dialClient(server));
      return { type: 'port' as const, port: port1 };
    };
    const client = await connectTo(open, `test-${server}`, login);
    this.#clients.push(client);
    return client;
  };

  /** Waits until each server that dials leaf connections has one. */
  async linked(): Promise<void> {
    const leafs = this.#topology.links.filter(({ kind }) => kind === 'leaf');
    const diallers = [...new Set(leafs.map(({ from }) => from))];
    const up = (name: string) => this.links.get(name)?.type === 'up';
    await this.until(() =>
      diallers.every((leaf) => leafs.some(({ name, from }) => from === leaf && up(name))),
    );
  }

  /** Waits until something is so, and fails with what was seen if it never is. */
  readonly pass = async (check: Check, timeoutMs = patience): Promise<void> => {
    expect(await eventually(check, { timeoutMs })).toEqual({ type: 'pass' });
  };

  readonly until = (holds: () => boolean | Promise<boolean>, timeoutMs = patience): Promise<void> =>
    this.pass(
      async () =>
        (await holds()) ? { type: 'pass' } : { type: 'fail', expected: String(holds), seen: 'not' },
      timeoutMs,
    );

  /** Waits until a server has logged a line that matches. */
  async logged(server: string, text: RegExp): Promise<void> {
    await this.until(() => this.log.some((line) => line.server === server && text.test(line.text)));
  }

  async end(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
    await this.network.close();
    for (const { name } of this.#topology.servers) await this.#runtime.wipe(name);
  }
}
