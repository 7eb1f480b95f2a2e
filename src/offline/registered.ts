import { errorText } from '../lab/error-text.ts';
import { releaseOfPage } from './release-of-page.ts';
import { releaseFile, workerFile } from './release.ts';

let registering: Promise<ServiceWorkerRegistration> | undefined;

/**
 * Registers the worker of the site, once for each page.
 * @throws Error that says why this browser keeps nothing of the site, as a sentence
 */
export const registered = (base: string): Promise<ServiceWorkerRegistration> =>
  (registering ??= register(base));

async function register(base: string): Promise<ServiceWorkerRegistration> {
  if (!window.isSecureContext)
    throw new Error(
      'This page came by http. Browsers keep a site only if it comes by https, or from this machine itself.',
    );
  if (!('serviceWorker' in navigator))
    throw new Error(
      'This browser keeps no sites, or not in this kind of window: some browsers keep none in a private window.',
    );
  const { serviceWorker } = navigator;
  if (releaseOfPage() === undefined || (await isPassing(base))) {
    await (await serviceWorker.getRegistration(base))?.unregister();
    throw new Error(
      'This copy of the site belongs to a class or to its own development. It changes from one start to the next, so nothing of it is kept.',
    );
  }
  const refused = await serviceWorker.register(base + workerFile).then(
    () => undefined,
    (error: unknown) => error,
  );
  // Without a connection the one that is here does.
  const here = await serviceWorker.getRegistration(base);
  if (here) return here;
  const why = refused === undefined ? '' : `: ${errorText(refused)}`;
  throw new Error(`The browser does not keep this site${why}.`, { cause: refused });
}

/** Whether the host says that the site has no release. A host that cannot be reached says nothing. */
const isPassing = async (base: string): Promise<boolean> => (await releaseOfSite(base)) === null;

/** Answers the release that the host has now: null if the site has none, undefined if the host says nothing. */
export const releaseOfSite = (base: string): Promise<string | null | undefined> =>
  fetch(base + releaseFile, { cache: 'no-store' })
    .then(async (response) => {
      const said = response.ok
        ? ((await response.json()) as { release: string } | null)
        : undefined;
      return said === null ? null : said?.release;
    })
    .catch(() => undefined);
