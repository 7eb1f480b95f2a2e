import type { BenchDraft } from '../../bench/draft.ts';
import { watchStarts } from '../../bench/running-of.ts';
import type { BenchState } from '../../bench/bench.ts';
import { changedFiles, changedIn, isSame, isSameShape } from '../../bench/changes.ts';
import { networkOf, type BenchNetwork } from '../../bench/network.ts';
import { turns } from '../../bench/turns.ts';
import { remembering } from '../../lab/derive/made-once.ts';
import type { Runnable } from '../../lab/derive/runnable.ts';
import { errorText } from '../../lab/error-text.ts';
import type { Running } from '../../doctor/live/running.ts';
import type { Place } from '../../lab/derive/given.ts';
import { startWaves } from '../../doctor/live/start-waves.ts';
import { Store } from '../../lab/session/store.ts';
import type { PageLab } from '../Lab/context.ts';
import type { Spot } from '../Map/types.ts';
import { tabLab } from '../Lab/tab-lab.ts';
import { withoutDump } from '../Config/refusal.ts';
import { LiveSight } from './live-sight.ts';
import type { StoresKeeper } from './stores-keeper.ts';

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

/** A server that has not taken a configuration, and why, in its own words. It runs on as it was. */
export interface Refused {
  server: string;
  /** The network that it has refused its part of. */
  network: BenchNetwork;
  words: string;
}

/** What was done, in words, and the bench that came of it: of any other they may be untrue. */
export interface Told {
  words: string;
  of: BenchState;
}

const nothing: readonly Refused[] = [];

/** How long a person has stopped typing before the files are read, in milliseconds; longer where reading takes long. */
const patience = { least: 250, most: 1500 };

/**
 * A bench on a page: its draft, the network that the draft describes, and the servers that run. At rest the servers
 * would start with the draft; while they run they keep the network that they were started with.
 */
export class Desk {
  readonly draft: BenchDraft;
  /** Keeps what its servers store; undefined where a page may keep nothing. */
  readonly stores: StoresKeeper | undefined;
  readonly read: Store<Read>;
  readonly bench = new Store<Bench | undefined>(undefined);
  /** What servers refused when the draft was last applied. */
  readonly refused = new Store(nothing);
  /** A line that a person has asked for: its file is shown there, and it is undefined again. */
  readonly shownPlace = new Store<Place | undefined>(undefined);
  /** What is chosen on the map at rest. Its panel takes the focus if it is `fresh`. */
  readonly chosen = new Store<(Spot & { fresh: boolean }) | undefined>(undefined);
  /** What was done last on the map: all that shows it may be drawn anew by it. */
  readonly mapAct = new Store<Told | undefined>(undefined);
  /** Where a server has come to stand, or that all stand where they stood at first. */
  readonly moved = new Store<Told | undefined>(undefined);
  /** Whether a finger and the arrow keys move the servers of the map. */
  readonly isMoving = new Store(false);
  /** Whether the map has the page to itself. */
  readonly isWhole = new Store(false);
  /** Whether servers are to start once the files are read. */
  readonly isToStart = new Store(false);
  /** What the servers that run were last seen to do. */
  readonly live = new LiveSight();
  /** The instrument that was shown last: it is shown again where another network is drawn anew. */
  readonly shownTab = new Store('');
  /** The server whose console is shown, where consoles share a tab. */
  readonly shownConsole = new Store('');
  /** The part of a map that is shown, where it is larger than its place; undefined before it has been drawn. */
  readonly mapView = new Store<{ left: number; top: number } | undefined>(undefined);
  readonly #once = remembering();
  #patience = patience.least;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reading: Promise<void> = Promise.resolve();
  #watched = () => {};
  /** What the lab was made of. */
  #made: Runnable | undefined;

  constructor(draft: BenchDraft, stores?: StoresKeeper) {
    this.draft = draft;
    this.stores = stores;
    this.read = new Store<Read>({ network: undefined, failure: undefined, of: draft.state });
  }

  /** Begins to follow the draft. Answers what ends it, and the servers with it. */
  follow(): () => void {
    const forget = this.draft.snapshot.subscribe(() => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#readNow(), this.#patience);
    });
    void this.#readNow();
    return () => {
      forget();
      clearTimeout(this.#timer);
      this.isToStart.set(false);
      this.#watched();
      this.bench.get()?.lab.session.stop();
    };
  }

  /** The bench as it is now: with the links that are cut now, where the servers run. */
  withPresent(): BenchState {
    const { state } = this.draft;
    const snapshot = this.bench.get()?.lab.session.snapshot.get();
    if (snapshot?.state.type !== 'running') return state;
    const cut = Object.entries(snapshot.links).filter(([, { type }]) => type === 'cut');
    return { ...state, cut: cut.map(([name]) => name) };
  }

  /**
   * Starts the servers with the draft as it is now, on what is kept of their stores. Ends those that run. Does nothing if
   * `stop` is called meanwhile, or if what is kept cannot be read.
   */
  async start(): Promise<void> {
    if (this.isToStart.get()) return;
    this.isToStart.set(true);
    await this.#readNow();
    await this.stores?.keep();
    const disks = this.stores ? await this.stores.disks() : [];
    if (!this.isToStart.get()) return;
    if (!disks) {
      this.isToStart.set(false);
      return;
    }
    this.stop();
    const { network, failure } = this.read.get();
    const bench = this.bench.get();
    if (!network || !bench || failure !== undefined) return;
    const { session } = bench.lab;
    const configs = configsOf(network);
    session.startWith(configs);
    await session.start(disks.filter(({ server }) => Object.hasOwn(configs, server)));
  }

  /** Stops the servers, or what is on its way to start them. What they store is kept by the question before it. */
  stop(): void {
    this.isToStart.set(false);
    this.refused.set(nothing);
    this.bench.get()?.lab.session.stop();
    const { network } = this.read.get();
    if (network) this.#show(network);
  }

  /**
   * Has servers that run take the configurations of the draft, each that has changed. One that refuses runs on as it was,
   * and its words are in `refused`. Where servers or links are others now, all start anew.
   */
  async apply(): Promise<void> {
    await this.#readNow();
    const { network, failure } = this.read.get();
    const bench = this.bench.get();
    if (!network || !bench || failure !== undefined) return;
    if (!isSameShape(network.runnable.topology, bench.network.runnable.topology)) {
      await this.start();
      return;
    }
    const { session } = bench.lab;
    const changed = this.changed();
    await this.#putFiles(network, changed);
    const refused: Refused[] = [];
    // Those that are dialled first: a login that a hub does not know yet would be refused.
    for (const name of startWaves(network.runnable.topology).flat())
      if (changed.includes(name))
        await session.apply(name, configOf(network, name)).catch((error: unknown) => {
          refused.push({ server: name, network, words: withoutDump(errorText(error)) });
        });
    // The servers may have been stopped meanwhile.
    if (this.bench.get() !== bench) return;
    this.refused.set(refused);
    this.bench.set({ ...bench, network });
  }

  /** Stops a server that runs and starts it with its configuration of the draft, on the data that it has. */
  async restart(server: string): Promise<void> {
    await this.#readNow();
    const { network, failure } = this.read.get();
    const bench = this.bench.get();
    if (!network || !bench || failure !== undefined) return;
    await this.#putFiles(network, [server]);
    const others = this.refused.get().filter((each) => each.server !== server);
    try {
      await bench.lab.session.restart(server, configOf(network, server));
      this.refused.set(others);
    } catch (error) {
      this.refused.set([...others, { server, network, words: withoutDump(errorText(error)) }]);
    }
  }

  /** The servers that run something else than the files describe. */
  changed(): string[] {
    const bench = this.bench.get();
    const { network } = this.read.get();
    if (!bench || !network) return [];
    const { configs } = bench.lab.session.snapshot.get();
    return changedIn(network.runnable, configs, bench.network.runnable.files);
  }

  async #putFiles(network: BenchNetwork, servers: readonly string[]): Promise<void> {
    const { lab, network: before } = this.bench.get()!;
    for (const server of servers)
      for (const file of changedFiles(network.runnable.files, before.runnable.files, server))
        await lab.session.host.putFile(server, ...file);
  }

  async #readNow(): Promise<void> {
    clearTimeout(this.#timer);
    this.#reading = this.#reading.then(() => this.#readState(this.draft.state));
    await this.#reading;
  }

  async #readState(of: BenchState): Promise<void> {
    const last = this.read.get();
    const isKnown = last.network || last.failure !== undefined;
    if (isKnown && last.of.files === of.files && last.of.assigned === of.assigned) {
      // A server was moved, or the bench has another name: its network is the same.
      if (last.of !== of) this.read.set({ ...last, of });
      return;
    }
    const began = performance.now();
    try {
      const network = await networkOf(of, this.#once, turns());
      this.read.set({ network, failure: undefined, of });
      if (this.#isAtRest()) this.#show(network);
      else this.#forgetRefused();
    } catch (error) {
      this.read.update(({ network }) => ({ network, failure: errorText(error), of }));
    }
    const took = performance.now() - began;
    this.#patience = Math.min(Math.max(patience.least, 2 * took), patience.most);
  }

  /** What a server refused is forgotten once the files say again what it runs. */
  #forgetRefused(): void {
    const changed = this.changed();
    this.refused.update((was) =>
      was.every(({ server }) => changed.includes(server))
        ? was
        : was.filter(({ server }) => changed.includes(server)),
    );
  }

  #isAtRest(): boolean {
    const bench = this.bench.get();
    if (!bench) return true;
    const { type } = bench.lab.session.snapshot.get().state;
    return type === 'idle' || type === 'failed';
  }

  /** Shows a network at rest. Its lab stays where it is the same: so does all that a person has opened in it. */
  #show(network: BenchNetwork): void {
    const bench = this.bench.get();
    if (!bench || !this.#made || !isSame(network.runnable, this.#made)) this.#put(network);
    else if (network !== bench.network) this.bench.set({ ...bench, network });
  }

  #put(network: BenchNetwork): void {
    this.#watched();
    this.#made = network.runnable;
    const { topology, files } = network.runnable;
    const cut = () => this.draft.state.cut;
    const lab = {
      ...tabLab({ topology, machines: files, cut }, 'bench'),
      ...(this.stores && { stores: this.stores }),
    };
    const { since, end } = watchStarts(lab);
    const forget = this.live.watch(lab.session);
    const unkept = this.stores?.watch(lab.session);
    this.#watched = () => {
      unkept?.();
      end();
      forget();
    };
    this.bench.set({ network, lab, since });
  }
}

const configsOf = ({ runnable }: BenchNetwork): Record<string, string> =>
  Object.fromEntries(runnable.topology.servers.map(({ name, config }) => [name, config]));

const configOf = (network: BenchNetwork, server: string): string => configsOf(network)[server]!;
