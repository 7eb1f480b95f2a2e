import type { ByteStream } from '../../lab/network/bytes.ts';

/** Stands for a call among the numbers of connections. */
const event = -(2 ** 31);

/** How many bytes of a connection wait to be read before its writer does. */
const room = 256 << 10;

/** What one end in JavaScript has of a connection. */
interface End {
  /** What has arrived and is not read yet, and how many bytes that is. */
  arrived: Uint8Array[];
  waiting: number;
  reader: Answer<Uint8Array | null> | undefined;
  /** What is being written, and the rest of it. */
  rest: Uint8Array | undefined;
  writer: Answer<void> | undefined;
  ended: boolean;
}

interface Answer<T> {
  resolve: (value: T) => void;
  reject: (error: Error) => void;
}

/**
 * The connections that JavaScript holds, by the numbers that the module gives them. See engine/streams.go, which has the
 * other end of these calls. None of them calls the module: it has called.
 */
export class ModuleStreams {
  readonly #ends = new Map<number, End>();
  /** The numbers that the module is to be told of: negative ones have room. */
  #awaiting: number[] = [];
  /** Set once the module has ended: what it ended with. */
  #end: Error | undefined;
  #memory: WebAssembly.Memory | undefined;
  readonly #wake: () => void;
  readonly #isCalled: () => boolean;

  /**
   * @param resume has the module ask which connections await it
   * @param isCalled whether a function of the module has been called, which awaits it too
   */
  constructor(resume: () => void, isCalled: () => boolean) {
    // It may have asked meanwhile.
    this.#wake = () => this.#awaiting.length > 0 && resume();
    this.#isCalled = isCalled;
  }

  /** Gives them the memory of the module, before it runs. */
  useMemory(memory: WebAssembly.Memory): void {
    this.#memory = memory;
  }

  /** The bytes of the module's memory, until it grows. */
  bytes(at: number, size: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#memory!.buffer, at >>> 0, size);
  }

  readonly imports = {
    arrived: (id: number, at: number, size: number): number => {
      const end = this.#ends.get(id);
      if (!end) return 1;
      const chunk = this.bytes(at, size).slice();
      const { reader } = end;
      if (reader) {
        end.reader = undefined;
        reader.resolve(chunk);
      } else {
        end.arrived.push(chunk);
        end.waiting += size;
      }
      return end.waiting < room ? 1 : 0;
    },
    ended: (id: number): void => {
      const end = this.#ends.get(id);
      if (end) finish(end);
    },
    awaiting: (): number => this.#awaiting.shift() ?? (this.#isCalled() ? event : 0),
    take: (id: number, into: number, size: number): number => {
      const end = this.#ends.get(id);
      if (!end?.rest) return 0;
      const part = end.rest.subarray(0, size);
      this.bytes(into, part.length).set(part);
      end.rest = end.rest.subarray(part.length);
      if (part.length > 0) return part.length;
      end.rest = undefined;
      end.writer!.resolve();
      return 0;
    },
  };

  /**
   * Takes a connection of the module.
   * @param close closes it there
   */
  open(id: number, close: () => void): ByteStream {
    const end: End = {
      arrived: [],
      waiting: 0,
      reader: undefined,
      rest: undefined,
      writer: undefined,
      ended: false,
    };
    this.#ends.set(id, end);
    this.#tell(-id);
    return {
      read: async () => {
        const chunk = end.arrived.shift();
        if (chunk) {
          if (end.waiting >= room && end.waiting - chunk.length < room) this.#tell(-id);
          end.waiting -= chunk.length;
          return chunk;
        }
        if (this.#end) throw this.#end;
        if (end.ended) return null;
        return new Promise((resolve, reject) => {
          end.reader = { resolve, reject };
        });
      },
      write: async (chunk) => {
        if (this.#end) throw this.#end;
        if (end.ended) throw closed();
        if (chunk.length === 0) return;
        return new Promise((resolve, reject) => {
          end.rest = chunk;
          end.writer = { resolve, reject };
          this.#tell(id);
        });
      },
      close: () => {
        if (!this.#ends.delete(id)) return;
        end.arrived = [];
        finish(end);
        close();
      },
    };
  }

  /** Ends all of them with the module. */
  endAll(error: Error): void {
    this.#end = error;
    for (const { reader, writer } of this.#ends.values()) {
      reader?.reject(error);
      writer?.reject(error);
    }
    this.#ends.clear();
  }

  /** Tells the module, once for all that are to be told of in this turn: each time it is called has its price. */
  #tell(id: number): void {
    if (this.#awaiting.push(id) === 1) queueMicrotask(this.#wake);
  }
}

function finish(end: End): void {
  end.ended = true;
  end.rest = undefined;
  end.reader?.resolve(null);
  end.writer?.reject(closed());
}

const closed = () => new Error('connection is closed');
