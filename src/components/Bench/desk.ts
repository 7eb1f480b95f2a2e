import type { BenchDraft } from '../../bench/draft.ts';
import { watchStarts } from '../../bench/running-of.ts';
import type { BenchState } from '../../bench/bench.ts';
import { networkOf, type BenchNetwork } from '../../bench/network.ts';
import { errorText } from '../../lab/error-text.ts';
import type { Running } from '../../doctor/live/running.ts';
import type { Place } from '../../lab/derive/given.ts';
import { Store } from '../../lab/session/store.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import type { PageLab } from '../Lab/context.ts';
import { tabLab } from '../Lab/tab-lab.ts';

/** What the files of a bench describe. */
export interface Read {
  /** The last network that could be read. */
  network: BenchNetwork | undefined;
  /** Why the files describe none now. */
  failure: string | undefined;
  /** What it was read from: another than the draft's while it is read. */
  of: BenchState;
}

/** A network with the lab that runs it, or would. */
export interface Bench {
  network: BenchNetwork;
  lab: PageLab;
  since: Running['since'];
}

/** A server that has not taken a configuration, and why, in its own words. */
export interface Refused {
  server: string;
  /** The network that it has refused its part of. */
  network: BenchNetwork;
  words: string;
}

/** How long a person has stopped typing before the files are read, in milliseconds. */
const patience = 250;

/**
 * A bench on a page: its draft, the network that the draft describes, and the servers that run. At rest the servers
 * would start with the draft; while they run they keep the network that they were started with.
 */
export class Desk {
  readonly draft: BenchDraft;
  readonly read: Store<Read>;
  readonly bench = new Store<Bench | undefined>(undefined);
  /** What a server has refused when the draft was last applied. */
  readonly refused = new Store<Refused | undefined>(undefined);
  /** A line that a person has asked for: its file is shown there, and it is undefined again. */
  readonly shownPlace = new Store<Place | undefined>(undefined);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reading: Promise<void> = Promise.resolve();
  #watched = () => {};

  constructor(draft: BenchDraft) {
    this.draft = draft;
    this.read = new Store<Read>({ network: undefined, failure: undefined, of: draft.state });
  }

  /** Begins to follow the draft. Answers what ends it, and the servers with it. */
  follow(): () => void {
    const forget = this.draft.snapshot.subscribe(() => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#readNow(), patience);
    });
    void this.#readNow();
    return () => {
      forget();
      clearTimeout(this.#timer);
      this.#watched();
      this.bench.get()?.lab.session.stop();
    };
  }

  /** Starts the servers with the draft as it is now. Ends those that run. */
  async start(): Promise<void> {
    await this.#readNow();
    this.stop();
    const { network, failure } = this.read.get();
    if (!network || failure !== undefined) return;
    await this.#put(network).lab.session.start();
  }

  stop(): void {
    this.bench.get()?.lab.session.stop();
    const { network } = this.read.get();
    if (network && network !== this.bench.get()?.network) this.#put(network);
  }

  /**
   * Has servers that run take the configurations of the draft, each that has changed. Rejects with the words of the
   * first that refuses; it runs on as it was. Where servers or links are others now, all start again.
   */
  async apply(): Promise<void> {
    this.refused.set(undefined);
    await this.#readNow();
    const { network, failure } = this.read.get();
    const bench = this.bench.get();
    if (!network || !bench || failure !== undefined) return;
    if (!isSameShape(network.runnable.topology, bench.network.runnable.topology)) {
      await this.start();
      return;
    }
    const { session } = bench.lab;
    const { host } = session;
    for (const [server, files] of network.runnable.files)
      for (const [path, text] of files)
        if (bench.network.runnable.files.get(server)?.get(path) !== text)
          await host.putFile(server, path, text);
    for (const name of changedIn(bench, network)) {
      const { config } = network.runnable.topology.servers.find((each) => each.name === name)!;
      try {
        await session.apply(name, config);
      } catch (error) {
        this.refused.set({ server: name, network, words: errorText(error) });
        throw error;
      }
    }
    this.bench.set({ ...bench, network });
  }

  async #readNow(): Promise<void> {
    clearTimeout(this.#timer);
    this.#reading = this.#reading.then(() => this.#readState(this.draft.state));
    await this.#reading;
  }

  async #readState(of: BenchState): Promise<void> {
    if (of !== this.draft.state || (this.read.get().of === of && this.read.get().network)) return;
    try {
      const network = await networkOf(of);
      this.read.set({ network, failure: undefined, of });
      if (this.#isAtRest()) this.#put(network);
    } catch (error) {
      this.read.update(({ network }) => ({ network, failure: errorText(error), of }));
    }
  }

  #isAtRest(): boolean {
    const bench = this.bench.get();
    if (!bench) return true;
    const { type } = bench.lab.session.snapshot.get().state;
    return type === 'idle' || type === 'failed';
  }

  #put(network: BenchNetwork): Bench {
    this.refused.set(undefined);
    this.#watched();
    const { topology, files } = network.runnable;
    const lab = tabLab({ topology, machines: files }, 'bench');
    const { since, end } = watchStarts(lab);
    this.#watched = end;
    const bench = { network, lab, since };
    this.bench.set(bench);
    return bench;
  }
}

/** Whether servers and links are the same: then servers can take configurations without a new start of all. */
function isSameShape(a: Topology, b: Topology): boolean {
  const shape = ({ servers, links, outside = [] }: Topology) =>
    JSON.stringify([
      servers.map(({ name }) => name).sort(),
      links.map(({ name, kind }) => `${kind} ${name}`).sort(),
      outside.map(({ name }) => name).sort(),
    ]);
  return shape(a) === shape(b);
}

/** The servers that run another configuration than that of a network. */
export function changedIn({ lab }: Bench, { runnable: { topology } }: BenchNetwork): string[] {
  const { configs } = lab.session.snapshot.get();
  return topology.servers
    .filter(({ name, config }) => configs[name] !== config)
    .map(({ name }) => name);
}
