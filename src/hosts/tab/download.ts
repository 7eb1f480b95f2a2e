import { inOnePiece } from '../../lab/in-one-piece.ts';
import type { Arrived } from '../../lab/network/host.ts';
import { whyNotLoaded, whyWords } from '../../loading/why-not.ts';
import { Pace } from './pace.ts';

/** How long a connection may be silent before it is told of, and before it is taken for broken, in seconds. */
const silence = 5;
const silenceLimit = 20;

/** How long an attempt waits before it goes on by itself, in milliseconds. */
const pause = 1000;

/** How an error begins that tells why something of nats-server did not arrive. */
export const unfetched = 'nats-server could not be fetched. ';

/** The file has changed on the site, or the site does not go on in the middle of one: the bytes kept so far are of no use. */
export class Changed extends Error {
  constructor() {
    super(
      `${unfetched}The line broke, and this site sends the file only from its beginning. Start again.`,
    );
  }
}

/** The site answers, with something else. To ask again at once is of no use. */
class Refused extends Error {}

/** A part of a file, for a later visit to go on from. */
export interface FilePart {
  /** Which byte of the file is its first. */
  from: number;
  bytes: Uint8Array<ArrayBuffer>;
  /** How many bytes the file has, where the site has told. */
  total: number | undefined;
  /** What the file is known by. */
  validator: string;
}

/**
 * A file of the site as it arrives. It keeps all bytes that have come, so that a fetch that breaks or is cancelled goes
 * on from there: with `Range`, and `If-Range` so that parts of two releases are never put together.
 */
export class Download {
  readonly #url: string | URL;
  #chunks: Uint8Array<ArrayBuffer>[] = [];
  #received = 0;
  #total: number | undefined;
  #validator: string | undefined;
  #pace = new Pace();
  #onArrived: (arrived: Arrived) => void = () => {};
  readonly #keep: (part: FilePart) => Promise<boolean>;
  /** How many of the chunks are kept. */
  #kept = 0;

  /**
   * @param earlier what an earlier visit has kept of the file
   * @param keep is given what has come, each second and when the line breaks, and answers whether it is kept; it is not
   * given what comes at the end
   */
  constructor(
    url: string | URL,
    earlier: readonly FilePart[] = [],
    keep: (part: FilePart) => Promise<boolean> = () => Promise.resolve(false),
  ) {
    this.#url = url;
    this.#keep = keep;
    for (const part of earlier) this.#goOnFrom(part);
    this.#kept = this.#chunks.length;
  }

  /** Takes a part that an earlier visit has kept, if it continues those before it. Two pages may have kept some of it twice. */
  #goOnFrom({ from, bytes, total, validator }: FilePart): void {
    if (from > this.#received || from + bytes.length <= this.#received) return;
    if (this.#received > 0 && validator !== this.#validator) return;
    this.#chunks.push(bytes.subarray(this.#received - from));
    this.#received = from + bytes.length;
    this.#total = total;
    this.#validator = validator;
  }

  /** Whether some of it has come. */
  get hasBegun(): boolean {
    return this.#received > 0;
  }

  /** Forgets all that has come. */
  forget(): void {
    this.#chunks = [];
    this.#received = 0;
    this.#kept = 0;
  }

  /** Answers all bytes that have come, in one piece. */
  whole(): Uint8Array<ArrayBuffer> {
    return inOnePiece(this.#chunks);
  }

  /**
   * Answers the bytes of the file: those kept, then the others as they come. Goes on by itself where the line breaks or falls
   * silent after some have come, and once where none have.
   * @throws Error that says at which byte it broke, and why; Changed if the site now has another file
   */
  async *bytes(
    signal: AbortSignal,
    onArrived: (arrived: Arrived) => void = () => {},
  ): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    this.#onArrived = onArrived;
    if (this.hasBegun) this.#tell();
    yield* this.#chunks;
    for (let again = false; ;) {
      const line = new AbortController();
      const before = this.#received;
      const watch = this.#watch(line);
      try {
        yield* this.#rest(AbortSignal.any([signal, line.signal]));
        return;
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof Changed || error instanceof Refused) throw error;
        if (again && this.#received === before) throw await this.#broken(error);
        again = true;
      } finally {
        clearInterval(watch);
        this.#keepNew();
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
      signal.throwIfAborted();
    }
  }

  /** Each second keeps what has come, and tells of a silent line. Ends it where that lasts. */
  #watch(line: AbortController) {
    let last = this.#received;
    let silent = 0;
    return setInterval(() => {
      silent = this.#received === last ? silent + 1 : 0;
      last = this.#received;
      this.#keepNew();
      if (silent >= silence) this.#tell(silent);
      if (silent >= silenceLimit) line.abort(new Error('no data'));
    }, 1000);
  }

  /** Keeps what has come since the last time. A file that is here to its end is kept as a whole, by whoever wants it. */
  #keepNew(): void {
    const total = this.#total;
    const validator = this.#validator;
    const chunks = this.#chunks;
    const fresh = chunks.slice(this.#kept);
    if (fresh.length === 0 || !validator || this.#received === total) return;
    const bytes = inOnePiece(fresh);
    const upTo = chunks.length;
    const part = { from: this.#received - bytes.length, bytes, total, validator };
    void this.#keep(part).then((isKept) => {
      if (isKept && chunks === this.#chunks) this.#kept = Math.max(this.#kept, upTo);
    });
  }

  #tell(silent?: number): void {
    const rate = this.#pace.note(this.#received, performance.now());
    this.#onArrived({
      received: this.#received,
      total: this.#total,
      ...(rate !== undefined && { rate }),
      ...(silent !== undefined && { silent }),
    });
  }

  async *#rest(signal: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    if (this.#received > 0 && this.#received === this.#total) return;
    const reader = (await this.#ask(signal)).getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        // Whoever has left it may have begun anew.
        signal.throwIfAborted();
        if (done) break;
        this.#chunks.push(value);
        this.#received += value.length;
        this.#tell();
        yield value;
      }
    } finally {
      void reader.cancel().catch(() => {});
    }
    if (this.#total !== undefined && this.#received < this.#total)
      throw new Error('it ended early');
  }

  async #ask(signal: AbortSignal): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    const from = this.#received;
    this.#pace = new Pace();
    const goesOn = from > 0;
    if (goesOn && !this.#validator) throw new Changed();
    const headers: HeadersInit = goesOn
      ? { Range: `bytes=${from}-`, 'If-Range': this.#validator! }
      : {};
    const response = await fetch(this.#url, { headers, signal });
    signal.throwIfAborted();
    const { status, body } = response;
    // It says nothing of the bytes that have come.
    if (response.ok && response.headers.get('content-type')?.startsWith('text/html')) {
      void body?.cancel();
      throw new Refused(unfetched + whyWords.portal);
    }
    if (goesOn && [200, 412, 416].includes(status)) {
      void body?.cancel();
      throw new Changed();
    }
    if (!response.ok || !body)
      throw new Refused(`${unfetched}${whyWords[await whyNotLoaded()]} Its answer was ${status}.`);
    const isPacked = response.headers.has('content-encoding');
    if (goesOn) {
      const [, first, total] =
        /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '') ?? [];
      const all = Number(total) || undefined;
      const isOther = this.#total !== undefined && all !== undefined && all !== this.#total;
      if (isPacked || isOther || Number(first) !== from) {
        void body.cancel();
        throw new Changed();
      }
      this.#total ??= all;
    } else {
      // Of what the browser unpacks, no byte says which one of the file it is.
      const length = Number(response.headers.get('content-length')) || undefined;
      this.#total = isPacked ? undefined : length;
      this.#validator = isPacked ? undefined : validatorOf(response.headers);
    }
    this.#tell();
    return body;
  }

  async #broken(cause: unknown): Promise<Error> {
    const of = this.#total ? ` of ${figure(this.#total)}` : '';
    const at = this.#received > 0 ? `The line broke at byte ${figure(this.#received)}${of}. ` : '';
    const now = await whyNotLoaded();
    const words = at && now === 'missing' ? 'The site answers again.' : whyWords[now];
    return new Error(`${at || unfetched}${words}`, { cause });
  }
}

const figure = (bytes: number): string => bytes.toLocaleString('en');

/** What a file is known by, byte for byte; a weak ETag does not do. */
function validatorOf(headers: Headers): string | undefined {
  const etag = headers.get('etag');
  if (etag && !etag.startsWith('W/')) return etag;
  return headers.get('last-modified') ?? undefined;
}
