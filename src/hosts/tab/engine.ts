import type { ByteStream } from '../../lab/network/bytes.ts';
import type { Logging, LogLevel } from '../../lab/network/host.ts';
import type { Monitor } from '../../lab/network/monitor-pages.ts';

/**
 * The stand-in for a machine that a server would have to itself. See `machine` in engine/options.go.
 */
export interface Machine {
  /** The IP address it listens on where its configuration names none. */
  host: string;
  /** The folder that its absolute paths are below. */
  dir: string;
  /** Answers the IP address at which this server reaches a port of a host. */
  resolve(host: string, port: string): Promise<string>;
}

/** Events of the module. */
export interface EngineEvents {
  log(server: string, level: LogLevel, text: string): void;
  /** A server ended: after `stop` (reason empty), or by itself, with its last words. */
  ended(server: string, reason: string): void;
  /** The module itself ended: Go panicked, or ran out of memory. */
  engineEnded(reason: string): void;
}

/** nats-server as a module: servers by name, and byte streams on the network inside the module. */
export interface Engine extends Monitor {
  /** The version of nats-server, such as `2.15.2`. */
  version: string;
  /** Answers the address its clients dial. Rejects with the server's own words. */
  start(name: string, config: string, machine: Machine): Promise<string>;
  stop(name: string): Promise<void>;
  reload(name: string, config: string): Promise<void>;
  /** Sets the log levels of a server beyond those of its configuration. */
  setLogging(name: string, logging: Logging): Promise<void>;
  dial(address: string): Promise<ByteStream>;
  listen(
    address: string,
    onStream: (stream: ByteStream) => void,
  ): Promise<{ close: () => Promise<void> }>;
}

type Callback = (value: never) => void;
type Raw = Record<string, (...args: [...unknown[], Callback, Callback]) => void> & {
  version: string;
};

declare global {
  var leafwiseEngineEvents: EngineEvents | undefined;
  var leafwiseEngineReady: ((raw: Raw) => void) | undefined;
  var Go: new () => {
    importObject: WebAssembly.Imports;
    env: Record<string, string>;
    run(instance: WebAssembly.Instance): Promise<void>;
  };
}

/**
 * Runs the module, once per worker (Go's start-up leaves its marks on globalThis).
 * `globalThis.fs` must be in place, and `wasm_exec.js` of the same Go loaded.
 */
export async function runEngine(module: WebAssembly.Module, events: EngineEvents): Promise<Engine> {
  const go = new Go();
  const instance = await WebAssembly.instantiate(module, go.importObject);
  globalThis.leafwiseEngineEvents = events;
  return new Promise((resolve) => {
    globalThis.leafwiseEngineReady = (raw) => resolve(wrap(raw));
    go.run(instance).then(
      () => events.engineEnded('the server module ended'),
      (error: unknown) => events.engineEnded(String(error)),
    );
  });
}

function wrap(raw: Raw): Engine {
  const call = <T>(name: string, ...args: unknown[]): Promise<T> =>
    new Promise((resolve, reject) => {
      raw[name]!(...args, resolve, (message: string) => reject(new Error(message)));
    });

  const stream = (id: number): ByteStream => ({
    read: () => call('read', id),
    write: (chunk) => call('write', id, chunk),
    close: () => void call('close', id),
  });

  return {
    version: raw.version,
    start: (name, config, machine) => call('start', name, config, machine),
    stop: (name) => call('stop', name),
    reload: (name, config) => call('reload', name, config),
    setLogging: (name, { debug, trace }) => call('setLogging', name, debug, trace),
    monitor: async (name, page, options = {}) =>
      // The server's own JSON is what Pages says of it.
      JSON.parse(await call<string>('monitor', name, page, JSON.stringify(options))) as never,
    dial: async (address) => stream(await call<number>('dial', address)),
    listen: async (address, onStream) => {
      const id = await call<number>('listen', address);
      void (async () => {
        for (;;) {
          const conn = await call<number | null>('accept', id);
          if (conn === null) return;
          onStream(stream(conn));
        }
      })();
      return { close: () => call('close', id) };
    },
  };
}
