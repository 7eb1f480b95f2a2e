import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ByteStream } from '../../lab/network/bytes.ts';
import type { Logging, LogLevel } from '../../lab/network/host.ts';
import { noCopy, type Resolve } from '../../lab/network/server-runtime.ts';
import { readWhole } from '../../lab/conf/conf-text.ts';
import { applyEdits, findFiles, fromRoot, type FileAt } from '../../lab/conf/edits.ts';
import { errorText } from '../../lab/error-text.ts';
import { checkConfig } from './binary.ts';
import { below, keepInside, localConfig, refuseIncludes, type LocalConfig } from './config.ts';
import { listensBeyond } from './log-lines.ts';
import { PortMap } from './ports.ts';
import { ready, signalReload, startProcess, type ServerProcess } from './server-process.ts';
import { dialPort } from './socket-streams.ts';
import type { Watchdog } from './watchdog.ts';

/** Events of the servers of a local runtime, for a `Network`. */
export interface LocalEvents {
  log(server: string, level: LogLevel, text: string): void;
  /** A server that was ready ended: asked to (reason empty), or by itself, with its last words. */
  ended(server: string, reason: string): void;
}

/** The settings that all servers of a local runtime share. */
export interface Home {
  /** The path of nats-server. */
  binary: string;
  /** Configurations and data, below a folder for each server. */
  folder: string;
  /** The folder of configurations that nats-server is to check. */
  checkFolder: string;
  /** See `LocalOptions`. */
  origins: readonly string[] | undefined;
  events: LocalEvents;
  watchdog: Watchdog;
  /** Aborts when no server may start any more. */
  closed: AbortSignal;
}

/** A server as it runs. */
interface Running {
  process: ServerProcess;
  config: string;
  local: LocalConfig;
  resolve: Resolve;
  logging: Logging;
  /** The last reload, so that the next one waits. */
  reloaded: Promise<unknown>;
  /** Whether it has been asked to end. */
  ending: boolean;
  /** The address beyond this machine at which it listened, for which it has been killed. */
  beyond?: string;
}

const quiet: Logging = { debug: false, trace: false };

/** One server of a local runtime: its process, and all that stays of it from one start to the next. */
export class LocalServer {
  readonly #name: string;
  readonly #home: Home;
  readonly #dir: string;
  /** The copy of its disk. */
  readonly #copyDir: string;
  /** The configuration that the process reads. */
  readonly #file: string;
  /**
   * The folder of files put on the server's machine; the server's configuration gets their paths here.
   */
  readonly #filesDir: string;
  /** The start of the names of folders with copies of what it includes. */
  readonly #copies: string;
  readonly #checkDir: string;
  readonly #ports = new PortMap();
  /** Files put on its machine: where they are, and their texts, by their paths from the root of the machine. */
  readonly #files = new Map<string, { at: string; text: string }>();
  readonly #monitorPath = randomBytes(18).toString('base64url');
  #websocketPort: number | undefined;
  #starting: Promise<void> | undefined;
  #running: Running | undefined;

  constructor(name: string, home: Home) {
    // It names a folder, and a page may have said it.
    if (!/^[\w-]+$/.test(name)) throw new Error(`${name} is no name of a server`);
    this.#name = name;
    this.#home = home;
    this.#dir = path.join(home.folder, name);
    this.#copyDir = path.join(home.folder, '.copies', name);
    this.#file = `${this.#dir}.conf`;
    this.#filesDir = path.join(home.folder, '.files', name);
    this.#copies = path.join(home.folder, `.included-${name}-`);
    this.#checkDir = home.checkFolder;
  }

  /** The configuration that it runs with, as it was written. */
  get config(): string | undefined {
    return this.#running?.config;
  }

  get pid(): number | undefined {
    return this.#running?.process.pid;
  }

  /** The WebSocket URL for clients since the last start, if there is one. */
  get websocketUrl(): string | undefined {
    return this.#websocketPort ? `ws://127.0.0.1:${this.#websocketPort}` : undefined;
  }

  /**
   * The address of the server's monitoring.
   * @throws Error if it does not run
   */
  get monitorUrl(): string {
    return this.#ran().local.monitorUrl;
  }

  /** The port of 127.0.0.1 for a port that its configuration names; the one for clients if none is given. */
  portOf(port?: number): number | undefined {
    return port ? this.#ports.known(port) : this.#running?.local.clientPort;
  }

  /** Resolves when it takes clients; rejects with its own words. */
  async start(config: string, resolve: Resolve): Promise<void> {
    if (this.#running || this.#starting) throw new Error(`server ${this.#name} is already running`);
    this.#starting = this.#begin(config, resolve);
    await this.#starting.finally(() => {
      this.#starting = undefined;
    });
  }

  async #begin(config: string, resolve: Resolve): Promise<void> {
    const { events, closed } = this.#home;
    let launched: Running | undefined;
    try {
      const running = await this.#launch(config, resolve);
      launched = running;
      await ready(this.#name, running.process);
      if (running.beyond) throw new Error('The server listens beyond this machine.');
      void running.process.ended.then((reason) =>
        events.ended(this.#name, running.ending ? '' : this.#inOwnWords(whyEnded(running, reason))),
      );
    } catch (error) {
      await launched?.process.stop();
      closed.throwIfAborted();
      if (launched?.beyond) throw new Error(whyEnded(launched, ''), { cause: error });
      await this.#check(config);
      throw new Error(this.#inOwnWords(error), { cause: error });
    }
  }

  async stop(): Promise<void> {
    const running = this.#ran();
    running.ending = true;
    await running.process.stop();
  }

  async crash(): Promise<void> {
    const running = this.#ran();
    running.ending = true;
    running.process.signal('SIGKILL');
    await running.process.ended;
  }

  /** Ends it for good, whether it runs, starts or neither. To be called once `Home.closed` has aborted. */
  async end(): Promise<void> {
    if (this.#running) await this.stop();
    await this.#starting?.catch(() => {});
  }

  /** Kills its process, where there is no time to wait. */
  kill(): void {
    this.#running?.process.signal('SIGKILL');
  }

  /** Changes its configuration or what it logs as it runs. Where it refuses, it runs on as it was. */
  async reload(change: Partial<Pick<Running, 'config' | 'logging'>>): Promise<void> {
    const running = this.#ran();
    const done = running.reloaded.then(() => this.#apply(running, change));
    running.reloaded = done.catch(() => {});
    await done;
  }

  /** Connects to one of its ports; to the one for clients if none is given. */
  async dial(port?: number): Promise<ByteStream> {
    this.#ran();
    const here = this.portOf(port);
    if (!here) throw new Error(`server ${this.#name} does not listen on port ${port}`);
    return dialPort(here);
  }

  /** Forgets what it has stored. */
  async wipe(): Promise<void> {
    await rm(this.#dir, { recursive: true, force: true });
  }

  /** Keeps a copy of what it has written up to now, in place of an earlier one. */
  async saveDisk(): Promise<void> {
    await rm(this.#copyDir, { recursive: true, force: true });
    await cp(this.#dir, this.#copyDir, { recursive: true });
  }

  /**
   * Gives it the disk of its copy.
   * @throws Error without one
   */
  async restoreDisk(): Promise<void> {
    if (!existsSync(this.#copyDir)) throw new Error(noCopy(this.#name));
    await this.wipe();
    await cp(this.#copyDir, this.#dir, { recursive: true });
  }

  /** Puts a file where its configuration may name it. */
  async putFile(file: string, text: string): Promise<void> {
    const at = below(this.#filesDir, file);
    await mkdir(path.dirname(at), { recursive: true });
    await writeFile(at, text, { mode: 0o600 });
    this.#files.set(fromRoot(file), { at, text });
  }

  #ran(): Running {
    if (!this.#running) throw new Error(`server ${this.#name} is not running`);
    return this.#running;
  }

  /** Starts a process, which `#running` is until it has ended. */
  async #launch(config: string, resolve: Resolve): Promise<Running> {
    const { binary, events, watchdog, closed } = this.#home;
    const local = await this.#rewrite(config, resolve, quiet);
    await mkdir(this.#dir, { recursive: true });
    await writeFile(this.#file, local.text);
    this.#websocketPort = local.websocketPort;
    closed.throwIfAborted();
    const child = startProcess(binary, this.#file, ({ level, text }) => {
      events.log(this.#name, level, text);
      // The rewriting should have seen to it. Whatever it has overlooked, the server itself tells.
      const beyond = listensBeyond(text);
      if (beyond === undefined) return;
      running.beyond = beyond;
      child.signal('SIGKILL');
    });
    watchdog.guard(child.pid);
    const running: Running = {
      process: child,
      config,
      local,
      resolve,
      logging: quiet,
      reloaded: Promise.resolve(),
      ending: false,
    };
    this.#running = running;
    void child.ended.then(() => {
      watchdog.release(child.pid);
      this.#running = undefined;
    });
    return running;
  }

  async #apply(
    running: Running,
    change: Partial<Pick<Running, 'config' | 'logging'>>,
  ): Promise<void> {
    const next = { config: running.config, logging: running.logging, ...change };
    if (change.config !== undefined) await this.#check(next.config);
    const local = await this.#rewrite(next.config, running.resolve, next.logging);
    await writeFile(this.#file, local.text);
    try {
      await signalReload(running.process);
    } catch (error) {
      await writeFile(this.#file, running.local.text);
      throw new Error(this.#inOwnWords(error), { cause: error });
    }
    Object.assign(running, next, { local });
  }

  async #rewrite(config: string, resolve: Resolve, logging: Logging): Promise<LocalConfig> {
    const files = await this.#filesFor(config);
    const machine = {
      dir: this.#dir,
      textOf: files.textOf,
      file: files.from(this.#home.folder),
      port: (port: number) => this.#ports.here(port),
      monitorPath: this.#monitorPath,
      origins: this.#home.origins,
      resolve,
    };
    return localConfig(config, machine, logging);
  }

  /** Has nats-server read a configuration as it was written, so that lines and columns are the reader's. */
  async #check(config: string): Promise<void> {
    const file = path.join(this.#checkDir, `${this.#name}.conf`);
    const files = await this.#filesFor(config);
    refuseIncludes(config, { dir: this.#dir, textOf: files.textOf });
    const conf = readWhole(config);
    const edits = [
      ...keepInside(conf, path.join(this.#checkDir, this.#name)),
      ...findFiles(conf, files.from(this.#checkDir)),
    ];
    await writeFile(file, applyEdits(config, edits));
    await checkConfig(this.#home.binary, file).catch((error: unknown) => {
      throw new Error(this.#inOwnWords(error), { cause: error });
    });
  }

  /** Where a file is that was put on its machine. */
  fileOf(file: string): string | undefined {
    return this.#files.get(fromRoot(file))?.at;
  }

  /**
   * The files of the machine for one reading of a configuration. It includes copies, so that the server reads the very
   * texts that have been looked at, whatever is put on the machine meanwhile.
   */
  async #filesFor(config: string) {
    const texts = new Map<string, string>();
    for (const { key, text: file } of readWhole(config).scalars) {
      const known = key === 'include' && this.#files.get(fromRoot(file));
      if (known) texts.set(fromRoot(file), known.text);
    }
    const copies = texts.size > 0 ? await mkdtemp(this.#copies) : '';
    for (const [file, text] of texts) {
      const at = below(copies, file);
      await mkdir(path.dirname(at), { recursive: true });
      await writeFile(at, text, { mode: 0o600 });
    }
    const textOf = (file: string): string | undefined => texts.get(fromRoot(file));
    /** Answers where they are for a configuration in a folder. */
    const from =
      (folder: string): FileAt =>
      (file, included) =>
        included ? path.relative(folder, below(copies, file)) : this.fileOf(file);
    return { textOf, from };
  }

  /** Puts the server's own ports and paths back into its words, as on a machine of its own. */
  #inOwnWords(error: unknown): string {
    const roots = [this.#checkDir, this.#filesDir, this.#home.folder];
    // Nor the folder of copies, which it also names from its own folder on; `mkdtemp` ends the name in six characters.
    const copies = new RegExp(`(\\.\\.[\\\\/])?\\.included-${this.#name}-\\w{6}[\\\\/]`, 'g');
    const said = errorText(error)
      .replaceAll(this.#copies, path.basename(this.#copies))
      .replaceAll(copies, '/');
    const shown = roots.reduce((text, root) => text.replaceAll(`${root}${path.sep}`, '/'), said);
    return this.#ports.unmap(shown);
  }
}

const whyEnded = ({ beyond }: Running, reason: string): string =>
  beyond === undefined
    ? reason
    : `The server was ended: it listened at ${beyond}, which other machines reach. Servers of your machine listen on 127.0.0.1 alone; write a listener's address as listen: "127.0.0.1:PORT".`;
