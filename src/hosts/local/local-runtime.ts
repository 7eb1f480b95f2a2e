import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ByteStream } from '../../lab/network/bytes.ts';
import type { Logging } from '../../lab/network/host.ts';
import type { MonitorPage, Pages } from '../../lab/network/monitor-pages.ts';
import type { Listener, Resolve, Runtime } from '../../lab/network/server-runtime.ts';
import { versionOf } from './binary.ts';
import { LocalServer, type Home, type LocalEvents } from './local-server.ts';
import { readMonitor } from './monitoring.ts';
import { listenAnywhere } from './socket-streams.ts';
import { startWatchdog, type Watchdog } from './watchdog.ts';
import { dialWebSocket } from './websocket.ts';

export interface LocalOptions {
  /** The path of nats-server. */
  binary: string;
  /** The parent of the runtime's own folder; by default the system's folder for temporary files. */
  folder?: string;
  /** The origins of pages that may connect to the servers by WebSocket, such as `http://localhost:3000`. */
  origins?: readonly string[];
  events: LocalEvents;
}

/** The folder for configurations that are checked; no server has this name. */
const checks = '.check';

/**
 * A runtime on native nats-server processes, which listen on free ports of 127.0.0.1 and store below
 * a folder of the runtime. None of it outlives `close`, nor this process.
 */
export class LocalRuntime implements Runtime {
  readonly version: string;
  /** Everything of the runtime: configurations and data. */
  readonly folder: string;
  readonly #watchdog: Watchdog;
  readonly #home: Home;
  readonly #closed = new AbortController();
  readonly #servers = new Map<string, LocalServer>();

  private constructor(version: string, folder: string, { binary, origins, events }: LocalOptions) {
    this.version = version;
    this.folder = folder;
    this.#watchdog = startWatchdog(folder);
    this.#home = {
      binary,
      folder,
      checkFolder: path.join(folder, checks),
      origins,
      events,
      watchdog: this.#watchdog,
      closed: this.#closed.signal,
    };
    process.once('exit', this.#atExit);
  }

  /** @throws Error if there is no nats-server at that path */
  static async open(options: LocalOptions): Promise<LocalRuntime> {
    const version = await versionOf(options.binary);
    const folder = await mkdtemp(path.join(options.folder ?? tmpdir(), 'leafwise-'));
    await mkdir(path.join(folder, checks));
    return new LocalRuntime(version, folder, options);
  }

  /** The port of 127.0.0.1 for a port of a server as its configuration names it; clients' if none. */
  portOf(server: string, port?: number): number | undefined {
    return this.#servers.get(server)?.portOf(port);
  }

  /** Answers the WebSocket URL for clients of a server that has been started, if it has one. */
  websocketOf(server: string): string | undefined {
    return this.#servers.get(server)?.websocketUrl;
  }

  /** The configuration of a server that runs, as it was written. */
  configOf(server: string): string | undefined {
    return this.#servers.get(server)?.config;
  }

  /** Where a file is that was put on the machine of a server. */
  fileOf(server: string, file: string): string | undefined {
    return this.#servers.get(server)?.fileOf(file);
  }

  /** The process of a server that runs. */
  pidOf(server: string): number | undefined {
    return this.#servers.get(server)?.pid;
  }

  async start(server: string, config: string, resolve: Resolve): Promise<void> {
    await this.#server(server).start(config, resolve);
  }

  async stop(server: string): Promise<void> {
    await this.#server(server).stop();
  }

  async crash(server: string): Promise<void> {
    await this.#server(server).crash();
  }

  async wipe(server: string): Promise<void> {
    await this.#server(server).wipe();
  }

  async saveDisk(server: string): Promise<void> {
    await this.#server(server).saveDisk();
  }

  async restoreDisk(server: string): Promise<void> {
    await this.#server(server).restoreDisk();
  }

  async putFile(server: string, file: string, text: string): Promise<void> {
    await this.#server(server).putFile(file, text);
  }

  async reload(server: string, config: string): Promise<void> {
    await this.#server(server).reload({ config });
  }

  async setLogging(server: string, logging: Logging): Promise<void> {
    await this.#server(server).reload({ logging });
  }

  async monitor<P extends MonitorPage>(
    server: string,
    page: P,
    options?: object,
  ): Promise<Pages[P]> {
    return readMonitor(this.#server(server).monitorUrl, page, options);
  }

  async dial(server: string, port?: number): Promise<ByteStream> {
    return this.#server(server).dial(port);
  }

  dialHub(url: string): Promise<ByteStream> {
    return dialWebSocket(url);
  }

  ownAddress(server: string, port: number): string {
    // A port with no listener, until the server listens there.
    return `127.0.0.1:${this.portOf(server, port) ?? 1}`;
  }

  listen(_port: number, onStream: (stream: ByteStream) => void): Promise<Listener> {
    return listenAnywhere(onStream);
  }

  /** Stops all servers and removes all that they stored. */
  async close(): Promise<void> {
    this.#closed.abort(new Error('the runtime is closed'));
    await Promise.all([...this.#servers.values()].map((server) => server.end()));
    process.off('exit', this.#atExit);
    this.#watchdog.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  #server(name: string): LocalServer {
    let server = this.#servers.get(name);
    if (!server) {
      server = new LocalServer(name, this.#home);
      this.#servers.set(name, server);
    }
    return server;
  }

  /** The watchdog sees to every other way in which this process may end. */
  readonly #atExit = (): void => {
    for (const server of this.#servers.values()) server.kill();
    rmSync(this.folder, { recursive: true, force: true });
  };
}
