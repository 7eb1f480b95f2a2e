import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Logging, LogLevel } from '../../lab/network/host.ts';
import type { Resolve, Runtime } from '../../lab/network/server-runtime.ts';
import { checkConfig, versionOf } from './binary.ts';
import { readConf } from '../../lab/conf/conf-text.ts';
import { applyEdits, findFiles } from '../../lab/conf/edits.ts';
import { localConfig, type LocalConfig } from './config.ts';
import { readMonitor } from './monitoring.ts';
import { PortMap } from './ports.ts';
import { ready, signalReload, startProcess, type ServerProcess } from './server-process.ts';
import { dialPort, listenAnywhere } from './socket-streams.ts';
import { startWatchdog } from './watchdog.ts';
import { dialWebSocket } from './websocket.ts';
import { errorText } from '../../lab/error-text.ts';

/** What the servers of a local runtime tell without being asked; a `Network` is to hear of it. */
export interface LocalEvents {
  log(server: string, level: LogLevel, text: string): void;
  /** A server that was ready ended: asked to (reason empty), or by itself, with its last words. */
  ended(server: string, reason: string): void;
}

export interface LocalOptions {
  /** The path of nats-server. */
  binary: string;
  /** Where the runtime makes its own folder; the system's for temporary files if none is given. */
  folder?: string;
  /** The origins of pages that may connect to the servers by WebSocket, such as `http://localhost:3000`. */
  origins?: readonly string[];
  events: LocalEvents;
}

/** A runtime on processes of this machine. */
export interface LocalRuntime extends Runtime {
  /** Everything of the runtime: configurations and data. */
  folder: string;
  /** The port of 127.0.0.1 for a port of a server as its configuration names it; clients' if none. */
  portOf(server: string, port?: number): number | undefined;
  /** Where clients connect by WebSocket to a server that has been started, if they can. */
  websocketOf(server: string): string | undefined;
  /** The configuration of a server that runs, as it was written. */
  configOf(server: string): string | undefined;
  /** The process of a server that runs. */
  pidOf(server: string): number | undefined;
  /** Stops all servers and removes all that they stored. */
  close(): Promise<void>;
}

/** What stays of a server from one start to the next. */
interface Machine {
  name: string;
  dir: string;
  /** What the process reads. */
  file: string;
  ports: PortMap;
  /** Where it listened for WebSockets when it was last started. */
  websocketPort?: number | undefined;
  /** Files put on it: where it knows them, and where they are. */
  files: Map<string, string>;
  /** What it was started as, while it runs. */
  running?: Running | undefined;
}

interface Running {
  process: ServerProcess;
  config: string;
  local: LocalConfig;
  resolve: Resolve;
  logging: Logging;
  /** The last reload, so that the next one waits. */
  reloaded: Promise<unknown>;
}

const fileIn = (files: Map<string, string>) => (file: string) => files.get(file);
const quiet: Logging = { debug: false, trace: false };

/**
 * A runtime on native nats-server processes, which listen on free ports of 127.0.0.1 and store below
 * a folder of the runtime. None of it outlives `close`, nor this process.
 * @throws if there is no nats-server at that path
 */
export async function localRuntime({
  binary,
  folder,
  origins,
  events,
}: LocalOptions): Promise<LocalRuntime> {
  const version = await versionOf(binary);
  const home = await mkdtemp(path.join(folder ?? tmpdir(), 'leafwise-'));
  await mkdir(path.join(home, '.check'));
  const machines = new Map<string, Machine>();
  const watchdog = startWatchdog(home);
  let closed = false;

  // The watchdog sees to every other way in which this process may end.
  const atExit = () => {
    for (const { running } of machines.values()) running?.process.signal('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  };
  process.once('exit', atExit);

  const machineOf = (name: string): Machine => {
    // It names a folder, and a page may have said it.
    if (!/^[\w-]+$/.test(name)) throw new Error(`${name} is no name of a server`);
    let machine = machines.get(name);
    if (!machine) {
      const at = path.join(home, name);
      machine = { name, dir: at, file: `${at}.conf`, ports: new PortMap(), files: new Map() };
      machines.set(name, machine);
    }
    return machine;
  };
  const runningOf = (name: string): Running => {
    const running = machines.get(name)?.running;
    if (!running) throw new Error(`server ${name} is not running`);
    return running;
  };

  /** What a server says, as it would on a machine of its own. */
  const words = ({ name, ports }: Machine, error: unknown): string => {
    const text = errorText(error);
    const roots = [path.join(home, '.check'), path.join(home, '.files', name), home];
    const shown = roots.reduce((said, root) => said.replaceAll(`${root}${path.sep}`, '/'), text);
    return ports.unmap(shown);
  };

  const rewrite = (machine: Machine, config: string, resolve: Resolve, logging: Logging) => {
    const { dir, ports, files } = machine;
    const place = {
      dir,
      port: (port: number) => ports.here(port),
      file: fileIn(files),
      origins,
      resolve,
    };
    return localConfig(config, place, logging);
  };

  /** Has the server read a configuration as it was written, so that lines and columns are the reader's. */
  const check = async (machine: Machine, config: string): Promise<void> => {
    const file = path.join(home, '.check', `${machine.name}.conf`);
    const edits = findFiles(readConf(config, process.env), fileIn(machine.files));
    await writeFile(file, applyEdits(config, edits));
    await checkConfig(binary, file).catch((error: unknown) => {
      throw new Error(words(machine, error), { cause: error });
    });
  };

  /** Starts a process that `machine.running` is from here on, until it has ended. */
  const launch = async (machine: Machine, config: string, resolve: Resolve): Promise<void> => {
    const { name } = machine;
    const local = await rewrite(machine, config, resolve, quiet);
    await mkdir(machine.dir, { recursive: true });
    await writeFile(machine.file, local.text);
    machine.websocketPort = local.websocketPort;
    if (closed) throw new Error('the runtime is closed');
    const process = startProcess(binary, machine.file, ({ level, text }) =>
      events.log(name, level, text),
    );
    watchdog.guard(process.pid);
    machine.running = {
      process,
      config,
      local,
      resolve,
      logging: quiet,
      reloaded: Promise.resolve(),
    };
    void process.ended.then(() => {
      watchdog.release(process.pid);
      machine.running = undefined;
    });
  };

  const reload = (name: string, change: Partial<Pick<Running, 'config' | 'logging'>>) => {
    const running = runningOf(name);
    const machine = machineOf(name);
    const done = running.reloaded.then(async () => {
      const next = { config: running.config, logging: running.logging, ...change };
      if (change.config !== undefined) await check(machine, next.config);
      const local = await rewrite(machine, next.config, running.resolve, next.logging);
      await writeFile(machine.file, local.text);
      try {
        await signalReload(running.process);
      } catch (error) {
        await writeFile(machine.file, running.local.text);
        throw new Error(words(machine, error), { cause: error });
      }
      Object.assign(running, next, { local });
    });
    running.reloaded = done.catch(() => {});
    return done;
  };

  const portOf = (name: string, port?: number): number | undefined => {
    const machine = machines.get(name);
    return port ? machine?.ports.known(port) : machine?.running?.local.clientPort;
  };

  const stopping = new Set<ServerProcess>();
  const starting = new Set<string>();
  const end = async (name: string, by: (process: ServerProcess) => Promise<unknown>) => {
    const { process } = runningOf(name);
    stopping.add(process);
    await by(process);
    stopping.delete(process);
  };

  return {
    version,
    folder: home,
    portOf,
    websocketOf: (name) => {
      const port = machines.get(name)?.websocketPort;
      return port ? `ws://127.0.0.1:${port}` : undefined;
    },
    configOf: (name) => machines.get(name)?.running?.config,
    pidOf: (name) => machines.get(name)?.running?.process.pid,
    start: async (name, config, resolve) => {
      const machine = machineOf(name);
      if (machine.running || starting.has(name)) {
        throw new Error(`server ${name} is already running`);
      }
      starting.add(name);
      try {
        await launch(machine, config, resolve);
        const { process } = runningOf(name);
        await ready(name, process);
        void process.ended.then((reason) =>
          events.ended(name, stopping.has(process) ? '' : words(machine, reason)),
        );
      } catch (error) {
        await machines.get(name)?.running?.process.stop();
        await check(machine, config);
        throw new Error(words(machine, error), { cause: error });
      } finally {
        starting.delete(name);
      }
    },
    stop: (name) => end(name, (process) => process.stop()),
    crash: (name) =>
      end(name, (process) => {
        process.signal('SIGKILL');
        return process.ended;
      }),
    wipe: async (name) => {
      await rm(machineOf(name).dir, { recursive: true, force: true });
    },
    putFile: async (name, file, text) => {
      // From its root on, so that no `..` leads out of it.
      const at = path.join(home, '.files', machineOf(name).name, path.posix.resolve('/', file));
      await mkdir(path.dirname(at), { recursive: true });
      await writeFile(at, text, { mode: 0o600 });
      machineOf(name).files.set(file, at);
    },
    reload: async (name, config) => reload(name, { config }),
    setLogging: async (name, logging) => reload(name, { logging }),
    monitor: async (name, page, options) =>
      readMonitor(runningOf(name).local.monitorUrl, page, options),
    dial: async (name, port) => {
      runningOf(name);
      const here = portOf(name, port);
      if (!here) throw new Error(`server ${name} does not listen on port ${port}`);
      return dialPort(here);
    },
    dialHub: dialWebSocket,
    // Until the server listens there, nobody does.
    ownAddress: (name, port) => `127.0.0.1:${portOf(name, port) ?? 1}`,
    listen: (_port, onStream) => listenAnywhere(onStream),
    close: async () => {
      closed = true;
      const all = [...machines.values()].filter(({ running }) => running);
      await Promise.all(all.map(({ name }) => end(name, (process) => process.stop())));
      process.off('exit', atExit);
      watchdog.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
