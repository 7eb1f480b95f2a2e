/** The service worker of the site, which plugins/offline bundles into one script with the list of the site's files. */
import { answer } from './answers.ts';
import { bytesOf, Keeper } from './keeper.ts';
import {
  openKeptChannel,
  whyNotKept,
  type Answered,
  type Asked,
  type KeptState,
} from './messages.ts';
import type { PageMessage, WorkerScope } from './scope.ts';

const scope = self as unknown as WorkerScope;
const base = new URL(scope.registration.scope);
const channel = openKeptChannel(base.pathname);
const keeper = new Keeper(scope.leafwiseRelease, base, () => channel.postMessage('changed'));

scope.addEventListener('install', (event) => event.waitUntil(install()));
scope.addEventListener('activate', (event) => {
  keeper.lookAgain();
  event.waitUntil(Promise.all([scope.clients.claim(), removeBegun()]));
});
scope.addEventListener('fetch', (event) => {
  const response = answer(keeper, event);
  if (response) event.respondWith(response);
});
scope.addEventListener('message', (event) => event.waitUntil(reply(event)));

/** Where the whole site is kept, a release is ready once all of it is there. Until then, and if it fails, the one before stays. */
async function install(): Promise<void> {
  if (!(await keeper.isWholeWanted())) return;
  await keeper.keepWhole(() => {});
}

async function reply({ data, ports }: PageMessage): Promise<void> {
  const tell = (answered: Answered) => ports[0]?.postMessage(answered);
  try {
    await act(data as Asked, tell);
    tell({ type: 'state', state: await state() });
  } catch (error) {
    tell({ type: 'failed', why: whyNotKept(error) });
  }
}

async function act(asked: Asked, tell: (answered: Answered) => void): Promise<void> {
  switch (asked.type) {
    case 'state':
      return;
    case 'keep':
      return keeper.keepWhole((bytes) => tell({ type: 'keeping', bytes }));
    case 'follow':
      return keeper.followWhole((bytes) => tell({ type: 'keeping', bytes }));
    case 'cancel':
      return keeper.cancelWhole();
    case 'remove':
      return keeper.removeWhole();
    case 'seen':
      if (asked.release !== keeper.release.id) return;
      await keeper.keepLoaded(asked.urls);
      return tidy();
    case 'take over':
      return scope.skipWaiting();
  }
}

/**
 * Removes what is of earlier releases once no page of them can be open: the one page that is, is of this release. What a
 * later release has begun to keep stays.
 */
async function tidy(): Promise<void> {
  const pages = await scope.clients.matchAll({ includeUncontrolled: true });
  if (pages.length === 1 && !hasLater()) await keeper.removeOthers();
}

/** Removes what earlier releases have begun to keep of a whole site: none of their pages uses it. */
async function removeBegun(): Promise<void> {
  if (!hasLater()) await keeper.removeOthersBegun();
}

/** Whether a later release is on its way. */
const hasLater = (): boolean =>
  Boolean(scope.registration.installing ?? scope.registration.waiting);

async function state(): Promise<KeptState> {
  const { id, files } = keeper.release;
  return {
    release: id,
    whole: (await keeper.whole()) !== undefined,
    seen: (await keeper.seenPages()).length,
    files: files.length,
    bytes: bytesOf(files),
    here: await keeper.bytesHere(),
    isKeeping: keeper.isKeeping,
  };
}
