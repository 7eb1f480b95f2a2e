/** A file of the built site. */
export interface SiteFile {
  /** Its address below the base URL, such as `guides/hub-spoke` or `assets/js/main.1a2b3c4d.js`. */
  path: string;
  /** What its content is: see `digestOf`. */
  digest: string;
  bytes: number;
}

/** One build of the site: what a worker keeps is of this one, or is not kept. */
export interface Release {
  id: string;
  files: readonly SiteFile[];
}

/** The name of the `<meta>` in which a page says of which release it is. Pages of the dev server say none. */
export const releaseMeta = 'leafwise-release';

/** The script of the worker, below the base URL. */
export const workerFile = 'sw.js';

/**
 * What a host says of the site's release, below the base URL. `null` where the site changes from one start to the next
 * under the same address, as that of a class: nothing of it is kept.
 */
export const releaseFile = 'offline.json';

/** Answers the address at which a static host gives a file of the build: without `.html`, and without `index`. */
export const addressOf = (file: string): string =>
  file.replace(/\.html$/, '').replace(/(^|\/)index$/, '$1');

/** Answers a short digest of some content, by which two contents differ. */
export async function digestOf(content: BufferSource): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return btoa(String.fromCharCode(...hash.subarray(0, 15)))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}

/** Whether a file's name changes with its content, so that no release has another under it. */
export const isHashed = (path: string): boolean => path.startsWith('assets/');

/** Whether it is the server module, which a lab keeps by itself. */
export const isModule = (path: string): boolean => path.startsWith('assets/engine/');
