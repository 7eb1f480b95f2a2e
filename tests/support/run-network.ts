import { openRunning, type Running } from '../../src/doctor/live/running.ts';
import { derive } from '../../src/lab/derive/derive.ts';
import { runnable } from '../../src/lab/derive/runnable.ts';
import { standIn } from '../../src/lab/derive/stand-ins.ts';
import type { Derived } from '../../src/lab/derive/derive.ts';
import type { Topology } from '../../src/lab/topology/topology.ts';
import type { HostKind, HostOpener } from './bench.ts';

/** Runs one network after another on one kind of host, each on empty disks. */
export class Rig {
  readonly #kind: HostKind;
  #opener: Promise<HostOpener> | undefined;
  #running: Running | undefined;

  constructor(kind: HostKind) {
    this.#kind = kind;
  }

  /** Starts a topology of the site, in place of what ran before. */
  runTopology(topology: Topology): Promise<Running> {
    return this.#start(derivedFrom(topology.name, configsOf(topology)), {
      topology,
      files: new Map(),
    });
  }

  /** Starts configurations, by the names of their files without `.conf`, with stand-ins if they are asked for. */
  async run(configs: Record<string, string>, standIns = false): Promise<Running> {
    const given = derivedFrom('own', configs);
    return this.runDerived(standIns ? await standIn(given) : given);
  }

  /** Starts a network that was derived of files. */
  runDerived(derived: Derived): Promise<Running> {
    return this.#start(derived, runnable(derived));
  }

  async #start(derived: Derived, what: Parameters<typeof openRunning>[1]): Promise<Running> {
    this.#opener ??= this.#kind.open();
    const { openHost } = await this.#opener;
    this.#running?.close();
    this.#running = await openRunning(derived, what, openHost);
    return this.#running;
  }

  async close(): Promise<void> {
    this.#running?.close();
    await (await this.#opener)?.close();
  }
}

const configsOf = ({ servers }: Topology): Record<string, string> =>
  Object.fromEntries(servers.map(({ name, config }) => [name, config]));

/** Derives a network from configurations, by the names of their files without `.conf`. */
export const derivedFrom = (name: string, configs: Readonly<Record<string, string>>): Derived =>
  derive(
    name,
    Object.entries(configs).map(([stem, text]) => ({ path: `${stem}.conf`, text })),
  );
