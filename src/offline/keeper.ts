import { readPacked } from '../hosts/tab/kept-module.ts';
import { isOfRoom } from './messages.ts';
import { digestOf, isHashed, isModule, type Release, type SiteFile } from './release.ts';

/** The header of a kept file that says which content it has. */
const digestHeader = 'leafwise-digest';

/** How many files are fetched at a time. */
const lanes = 6;

/**
 * What this browser keeps of a release: the files that pages have loaded, and the whole site where the reader wants it,
 * each in a cache of its own. A file is kept only if it has the content that the release gives it, so neither a page of
 * another release nor one that a network puts in its place is ever kept.
 */
export class Keeper {
  readonly release: Release;
  readonly base: URL;
  readonly #files: ReadonlyMap<string, SiteFile>;
  readonly #names: { all: string; seen: string; whole: string };
  #whole: Promise<Cache | undefined> | undefined;
  #keeping: Keeping | undefined;
  readonly #changed: () => void;

  /** @param changed is called when the whole site has begun or ceased to be kept */
  constructor(release: Release, base: URL, changed: () => void) {
    this.#changed = changed;
    this.release = release;
    this.base = base;
    this.#files = new Map(release.files.map((file) => [file.path, file]));
    // An origin may have several sites, each under a path of its own.
    const all = `leafwise ${base.pathname} `;
    this.#names = { all, seen: `${all}seen ${release.id}`, whole: `${all}whole ${release.id}` };
  }

  /** Answers the path of an address below that of the site; undefined if it is elsewhere. */
  pathOf(url: URL): string | undefined {
    if (url.origin !== this.base.origin || !url.pathname.startsWith(this.base.pathname)) return;
    return url.pathname.slice(this.base.pathname.length);
  }

  /** Answers the file of the release at a path; of a page also where its address is written in another way. */
  fileAt(path: string): SiteFile | undefined {
    return (
      this.#files.get(path) ??
      this.#files.get(path.replace(/(^|\/)index\.html$|\.html$/, '$1')) ??
      this.#files.get(path.replace(/\/$/, ''))
    );
  }

  /** Answers the cache with the whole site of this release, if all of it is there. */
  whole(): Promise<Cache | undefined> {
    return (this.#whole ??= this.#openWhole(this.#names.whole));
  }

  /** Looks again whether the whole site is kept: another release's worker may have removed it. */
  lookAgain(): void {
    this.#whole = undefined;
  }

  /** Answers a kept file: of the whole site, or one that a page has loaded. */
  async kept({ path }: SiteFile): Promise<Response | undefined> {
    const url = this.#url(path);
    const whole = await (await this.whole())?.match(url);
    return whole ?? (await caches.open(this.#names.seen)).match(url);
  }

  /** Answers a file whose name changes with its content, of whatever release: pages of an earlier one may be open. */
  async keptOfAny(path: string): Promise<Response | undefined> {
    for (const name of await this.#own()) {
      const kept = await (await caches.open(name)).match(this.#url(path));
      if (kept) return kept;
    }
    return undefined;
  }

  /**
   * Keeps a file that a page has loaded.
   * @throws Error where it is of another release, or the browser has no room
   */
  async keepSeen(file: SiteFile, response: Response): Promise<void> {
    await put(await caches.open(this.#names.seen), this.#url(file.path), file, response);
  }

  /** Keeps a file that a page has got from what is kept, so that it stays when the whole site is removed. */
  async keepAsSeen(file: SiteFile, kept: Response): Promise<void> {
    const seen = await caches.open(this.#names.seen);
    if (!(await seen.match(this.#url(file.path)))) await this.keepSeen(file, kept);
  }

  /** Keeps what pages have loaded before this worker was there, or without it, as far as it can be had. */
  async keepLoaded(urls: readonly string[]): Promise<void> {
    for (const url of urls) {
      const path = URL.canParse(url) ? this.pathOf(new URL(url)) : undefined;
      const file = path === undefined ? undefined : this.fileAt(path);
      if (!file || isModule(file.path)) continue;
      const kept = await this.kept(file);
      await (
        kept
          ? this.keepAsSeen(file, kept)
          : this.#fetch(file).then((response) => this.keepSeen(file, response))
      ).catch(() => {});
    }
  }

  /** Answers the pages that are kept because they were opened. */
  async seenPages(): Promise<{ url: string; html: () => Promise<string> }[]> {
    const cache = await caches.open(this.#names.seen);
    const responses = (await cache.keys()).map(async ({ url }) => ({
      url,
      response: await cache.match(url),
    }));
    return (await Promise.all(responses)).flatMap(({ url, response }) =>
      response?.headers.get('content-type')?.startsWith('text/html')
        ? [{ url, html: () => response.text() }]
        : [],
    );
  }

  /**
   * Keeps the whole site. What has come when that fails or is cancelled stays for the next try, which goes on from there;
   * it counts as no whole site, and no page is answered from it. Where the browser has no room, it goes.
   * @param tell is called with the bytes that are there
   * @throws Error that says what failed, or that it was cancelled; an error of the browser where it has no room
   */
  async keepWhole(tell: (bytes: number) => void): Promise<void> {
    if (await this.whole()) return;
    this.#keeping ??= this.#begin();
    await this.followWhole(tell);
  }

  /** Does as `keepWhole` where the whole site is on its way, and else nothing. */
  async followWhole(tell: (bytes: number) => void): Promise<void> {
    this.#keeping?.told.add(tell);
    await this.#keeping?.done;
  }

  /** Whether the whole site is on its way. */
  get isKeeping(): boolean {
    return this.#keeping !== undefined;
  }

  /** Answers how many bytes of the whole site are here, also where the rest is missing. */
  async bytesHere(): Promise<number> {
    const { whole } = this.#names;
    return (await caches.has(whole)) ? bytesOf(await this.#filesIn(await caches.open(whole))) : 0;
  }

  /** Ends the keeping of the whole site, where that is under way. Resolves once it has ended. */
  async cancelWhole(): Promise<void> {
    this.#keeping?.stop.abort(new Error('It was cancelled.'));
    await this.#keeping?.done.catch(() => {});
  }

  /** Removes the whole site, of every release, and what is here of one. Pages that were opened stay. */
  async removeWhole(): Promise<void> {
    await this.cancelWhole();
    await this.#delete(await this.#wholes());
  }

  /** Whether the reader keeps the whole site, be it of another release. */
  async isWholeWanted(): Promise<boolean> {
    const caches = (await this.#wholes()).map((name) => this.#openWhole(name));
    return (await Promise.all(caches)).some(Boolean);
  }

  /** Removes what is of other releases. */
  async removeOthers(): Promise<void> {
    const { seen, whole } = this.#names;
    await this.#delete((await this.#own()).filter((name) => name !== seen && name !== whole));
  }

  /** Removes what has come of the whole site of other releases, where it is not all there. */
  async removeOthersBegun(): Promise<void> {
    for (const name of await this.#wholes())
      if (name !== this.#names.whole && !(await this.#openWhole(name))) await caches.delete(name);
  }

  #begin(): Keeping {
    const told: Keeping['told'] = new Set();
    const stop = new AbortController();
    const tell = (bytes: number) => told.forEach((each) => each(bytes));
    const done = this.#fetchWhole(tell, stop).finally(() => {
      this.#keeping = undefined;
      this.#whole = undefined;
      this.#changed();
    });
    this.#changed();
    return { done, told, stop };
  }

  async #fetchWhole(tell: (bytes: number) => void, stop: AbortController): Promise<void> {
    const cache = await caches.open(this.#names.whole);
    const here = new Set(await this.#filesIn(cache));
    const left = this.release.files.filter((file) => !here.has(file));
    let bytes = bytesOf([...here]);
    tell(bytes);
    const lane = async () => {
      for (let file = left.pop(); file && !stop.signal.aborted; file = left.pop()) {
        const url = this.#url(file.path);
        await put(cache, url, file, await this.#bring(file, stop.signal));
        tell((bytes += file.bytes));
      }
    };
    const all = Array.from({ length: lanes }, lane);
    try {
      await Promise.all(all);
      stop.signal.throwIfAborted();
      await cache.put(this.#mark(), new Response(this.release.id));
    } catch (error) {
      stop.abort(error);
      await Promise.allSettled(all);
      // A try that has no room needs what this one takes.
      if (isOfRoom(error)) await caches.delete(this.#names.whole);
      throw error;
    }
  }

  /** Answers the files of this release in a cache of it. Each has its content: see `put`. */
  async #filesIn(cache: Cache): Promise<SiteFile[]> {
    const urls = new Set((await cache.keys()).map(({ url }) => url));
    return this.release.files.filter(({ path }) => urls.has(this.#url(path)));
  }

  /** Answers a file from what is kept already, else from the site. */
  async #bring(file: SiteFile, signal: AbortSignal): Promise<Response> {
    for (const name of await this.#own()) {
      const kept = await (await caches.open(name)).match(this.#url(file.path));
      if (kept?.headers.get(digestHeader) === file.digest) return kept;
    }
    const url = this.#url(file.path);
    const module = isModule(file.path) ? await readPacked(new URL(url)) : undefined;
    if (module && (await digestOf(module)) === file.digest) return new Response(module);
    const response = await whileReached(this.#fetch(file, signal), signal);
    if (!response.ok)
      throw new Error(
        `The site answers ${response.status} for ${file.path || 'the home page'}. Press again later.`,
      );
    // The line may also break in the middle of a file.
    const content = await whileReached(response.arrayBuffer(), signal);
    return new Response(content, { headers: response.headers });
  }

  /** Asks the host itself for what another release may have changed, and has the browser keep that in one place only. */
  #fetch({ path }: SiteFile, signal: AbortSignal | null = null): Promise<Response> {
    return fetch(this.#url(path), { signal, cache: isHashed(path) ? 'default' : 'no-store' });
  }

  #url(path: string): string {
    return new URL(path, this.base).href;
  }

  /** What stands in the cache of a whole site as the last, once all is there. */
  #mark(): string {
    return new URL('?whole', this.base).href;
  }

  async #openWhole(name: string): Promise<Cache | undefined> {
    if (!(await caches.has(name))) return undefined;
    const cache = await caches.open(name);
    return (await cache.match(this.#mark())) && cache;
  }

  async #own(): Promise<string[]> {
    return (await caches.keys()).filter((name) => name.startsWith(this.#names.all));
  }

  async #wholes(): Promise<string[]> {
    return (await this.#own()).filter((name) => name.startsWith(`${this.#names.all}whole `));
  }

  async #delete(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    await Promise.all(names.map((name) => caches.delete(name)));
    this.#whole = undefined;
    this.#changed();
  }
}

/** The whole site on its way. */
interface Keeping {
  done: Promise<void>;
  /** Called with the bytes that are there. */
  told: Set<(bytes: number) => void>;
  stop: AbortController;
}

/** Answers how many bytes files have. */
export const bytesOf = (files: readonly SiteFile[]): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0);

/** Says in place of the browser's own words that the site could not be reached. */
async function whileReached<T>(asked: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    // It was cancelled, or another file has failed: that is why.
    signal.throwIfAborted();
    throw new Error(
      'The site could no longer be reached. Look at your connection, then press again.',
      { cause: error },
    );
  }
}

/** Puts a file into a cache, if it has the content that it should have. */
async function put(cache: Cache, url: string, file: SiteFile, response: Response): Promise<void> {
  const content = await response.arrayBuffer();
  if ((await digestOf(content)) !== file.digest)
    throw new Error(
      `The site gives another ${file.path || 'home page'} than this release has. Load this page again, then try again.`,
    );
  const headers = new Headers(response.headers);
  // The content is unpacked here.
  headers.delete('content-encoding');
  headers.delete('vary');
  headers.set('content-length', String(content.byteLength));
  headers.set(digestHeader, file.digest);
  await cache.put(url, new Response(content, { headers }));
}
