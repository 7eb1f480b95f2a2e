import type { ByteStream } from '../../lab/network/bytes.ts';
import type { Logging, LogLevel } from '../../lab/network/host.ts';
import type { Monitor } from '../../lab/network/monitor-pages.ts';
import { isMemoryShort, MemoryShort } from './memory-short.ts';
import { ModuleStreams } from './module-streams.ts';

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
  /** The module itself ended, and all servers with it: Go panicked, or ran out of memory. */
  engineEnded(end: ModuleEnd): void;
}

/** The end of the module. All that was asked of it and not yet answered is rejected with it. */
export class ModuleEnd extends Error {
  override name = 'ModuleEnd';
  /** The server whose code it was, where the module's last words tell. */
  readonly server: string | undefined;
  /** Whether no more memory was to be had. */
  readonly memoryShort: boolean;

  /** @param lastWords Go's own, on its way out */
  constructor(lastWords: string, otherwise: string) {
    super(/^(?:panic|fatal error): .*/m.exec(lastWords)?.[0] ?? otherwise);
    this.memoryShort = /^fatal error: .*(?:out of memory|cannot allocate)/m.test(lastWords);
    // The first trace is that of the goroutine at fault.
    const [trace] = /^goroutine \d.*/m.exec(lastWords) ?? [];
    this.server = /"server": "([^"]+)"/.exec(trace ?? '')?.[1];
  }
}

/** nats-server as a module: servers by name, and byte streams on the network inside the module. */
export interface Engine extends Monitor {
  /** The version of nats-server, such as `2.15.2`. */
  version: string;
  /** Runs the module again, after its end. Until then each call waits, and is rejected if it fails. */
  renew(): Promise<void>;
  /** Sets the most that the streams of a server hold in memory and on disk, in bytes. */
  limit(memory: number, storage: number): Promise<void>;
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

interface GoProgram {
  importObject: WebAssembly.Imports;
  env: Record<string, string>;
  exit: (code: number) => void;
  run(instance: WebAssembly.Instance): Promise<void>;
  _resume: () => void;
  _pendingEvent: object | null;
  _scheduledTimeouts: Map<number, ReturnType<typeof setTimeout>>;
}

declare global {
  var leafwiseEngineEvents: EngineEvents | undefined;
  var leafwiseEngineReady: ((raw: Raw) => void) | undefined;
  var Go: new () => GoProgram;
}

/** As much of `globalThis.fs` as is used here: see `createFs`. */
interface ModuleFiles {
  writeSync: (fd: number, bytes: Uint8Array) => number;
  pwrite: (fd: number, bytes: Uint8Array, at: number) => boolean;
}

/** How much of the module's last words is kept, in characters: their beginning tells the cause. */
const lastWordsKept = 1 << 14;

/**
 * Runs the module, once per worker (Go's start-up leaves its marks on globalThis), or again after its end.
 * `globalThis.fs` must be in place, and `wasm_exec.js` of the same Go loaded.
 */
export async function runEngine(module: WebAssembly.Module, events: EngineEvents): Promise<Engine> {
  let program = await startProgram(module, events);
  /** Set from the end of the module until it runs again. */
  let renewing: Promise<void> | undefined;

  /** Answers the program that runs, or that is about to. */
  const running = async (): Promise<Program> => {
    if (program.ended && !renewing) throw program.ended;
    await renewing;
    return program;
  };
  const call: Call = async (...question) =>
    program.ended ? (await running()).call(...question) : program.call(...question);
  const renew = () =>
    (renewing ??= startProgram(module, events)
      .then((next) => {
        program = next;
      })
      .finally(() => {
        renewing = undefined;
      }));

  return {
    version: program.version,
    renew,
    limit: (memory, storage) => call('limit', memory, storage),
    start: (name, config, machine) => call('start', name, config, machine),
    stop: (name) => call('stop', name),
    reload: (name, config) => call('reload', name, config),
    setLogging: (name, { debug, trace }) => call('setLogging', name, debug, trace),
    monitor: async (name, page, options = {}) =>
      // The server's own JSON is what Pages says of it.
      JSON.parse(await call<string>('monitor', name, page, JSON.stringify(options))) as never,
    dial: async (address) => {
      const within = await running();
      return streamOf(within, await within.call<number>('dial', address));
    },
    listen: async (address, onStream) => {
      const within = await running();
      const id = await within.call<number>('listen', address);
      void acceptAll(within, id, onStream);
      // A listener ends with its program.
      return { close: () => within.call<undefined>('close', id).catch(() => {}) };
    },
  };
}

async function acceptAll(
  program: Program,
  listener: number,
  onStream: (stream: ByteStream) => void,
): Promise<void> {
  for (;;) {
    const id = await program.call<number | null>('accept', listener).catch(() => null);
    if (id === null) return;
    onStream(streamOf(program, id));
  }
}

/** A connection of a program, by its number there. It ends with its program. */
const streamOf = (program: Program, id: number): ByteStream =>
  program.streams.open(id, () => void program.call('close', id).catch(() => {}));

type Call = <T>(name: string, ...args: unknown[]) => Promise<T>;

/** One run of the module, from its start to its end. */
interface Program {
  version: string;
  /** Set once it has ended. */
  ended: ModuleEnd | undefined;
  call: Call;
  streams: ModuleStreams;
}

async function startProgram(module: WebAssembly.Module, events: EngineEvents): Promise<Program> {
  const go = new Go();
  // The trace of the goroutine at fault, with the name of its server.
  Object.assign(go.env, { GOTRACEBACK: 'single', GODEBUG: 'tracebacklabels=1' });
  let raw: Raw | undefined;
  const streams = new ModuleStreams(
    () => go._resume(),
    () => Boolean(go._pendingEvent),
  );
  const { fs } = globalThis as unknown as { fs: ModuleFiles };
  const pwrite = (fd: number, from: number, size: number, at: number) =>
    Number(fs.pwrite(fd, streams.bytes(from, size), at));
  const imports = { ...go.importObject, leafwise: { ...streams.imports, pwrite } };
  const instance = await WebAssembly.instantiate(module, imports).catch((error: unknown) => {
    if (!isMemoryShort(error)) throw error;
    throw new MemoryShort('Too little memory is free to run nats-server.', 'module', error);
  });
  streams.useMemory(instance.exports.mem as WebAssembly.Memory);
  globalThis.leafwiseEngineEvents = events;
  const waiting = new Set<(end: ModuleEnd) => void>();
  let lastWords = '';

  return new Promise((resolve, reject) => {
    const program: Program = {
      version: '',
      ended: undefined,
      streams,
      call: (name, ...args) =>
        new Promise((answer, refuse) => {
          if (program.ended) return refuse(program.ended);
          const done = () => waiting.delete(refuse);
          waiting.add(refuse);
          raw![name]!(
            ...args,
            (value: never) => {
              done();
              answer(value);
            },
            (message: string) => {
              done();
              refuse(new Error(message));
            },
          );
        }),
    };
    const end = (otherwise: string) => {
      if (program.ended) return;
      // Its timers would wake a program that is no more.
      for (const timer of go._scheduledTimeouts.values()) clearTimeout(timer);
      go._scheduledTimeouts.clear();
      const ended = new ModuleEnd(lastWords, otherwise);
      program.ended = ended;
      if (lastWords) console.info(lastWords);
      for (const refuse of waiting) refuse(ended);
      waiting.clear();
      streams.endAll(ended);
      if (raw) events.engineEnded(ended);
      else reject(ended);
    };
    keepLastWords((words) => {
      if (lastWords.length < lastWordsKept) lastWords += words;
    });
    go.exit = () => end('the server module ended');
    const resume = go._resume.bind(go);
    go._resume = () => {
      if (program.ended) return;
      try {
        resume();
      } catch (error) {
        end(`the server module ended: ${String(error)}`);
      }
    };
    globalThis.leafwiseEngineReady = (ready) => {
      raw = ready;
      program.version = ready.version;
      resolve(program);
    };
    go.run(instance).catch((error: unknown) => end(`the server module ended: ${String(error)}`));
  });
}

/** Has the words that Go writes on its way out go to `keep`; only the runtime itself writes so. */
function keepLastWords(keep: (words: string) => void): void {
  const { fs } = globalThis as unknown as { fs: ModuleFiles };
  const decoder = new TextDecoder();
  fs.writeSync = (_fd, bytes) => {
    keep(decoder.decode(bytes));
    return bytes.length;
  };
}
