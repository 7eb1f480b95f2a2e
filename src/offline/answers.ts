import type { Keeper } from './keeper.ts';
import { notKeptPage } from './not-kept-page.ts';
import { isHashed, isModule, type SiteFile } from './release.ts';
import type { FetchEvent } from './scope.ts';

/** How long the site may take to answer before what is kept is shown, in milliseconds. */
const patience = 4000;

/**
 * Answers a request of a page; undefined where it is left to the browser: what is no plain request for a file of the
 * site, such as a part of any but the module, a WebSocket or what a class says, and what a page asks the site itself.
 */
export function answer(keeper: Keeper, event: FetchEvent): Promise<Response> | undefined {
  const { request } = event;
  const url = new URL(request.url);
  const path = keeper.pathOf(url);
  const asksSite = request.cache === 'no-store' || request.cache === 'reload';
  if (path === undefined || request.method !== 'GET') return;
  const range = request.headers.get('range');
  if (range !== null) return isModule(path) ? partOfModule(keeper, event, path, range) : undefined;
  if (request.mode === 'navigate') return pageAt(keeper, event, path);
  if (url.search !== '' || asksSite) return;
  const file = keeper.fileAt(path);
  if (isModule(path)) return keptOrSite(keeper, event, path, undefined);
  if (isHashed(path)) return keptOrSite(keeper, event, path, file);
  return file && siteOrKept(keeper, event, file);
}

/** The rest of the server module, which a page asks for that has had some of it. Its name says its content. */
async function partOfModule(
  keeper: Keeper,
  event: FetchEvent,
  path: string,
  range: string,
): Promise<Response> {
  const [, first] = /^bytes=(\d+)-$/.exec(range) ?? [];
  const kept = first === undefined ? undefined : await keeper.keptOfAny(path);
  if (!kept) return fetch(event.request);
  const whole = await kept.blob();
  const from = Number(first);
  const headers = { 'content-range': `bytes ${from}-${whole.size - 1}/${whole.size}` };
  return new Response(whole.slice(from), { status: from < whole.size ? 206 : 416, headers });
}

async function pageAt(keeper: Keeper, event: FetchEvent, path: string): Promise<Response> {
  const file = keeper.fileAt(path);
  try {
    return await (file ? siteOrKept(keeper, event, file) : askSite(event.request));
  } catch {
    const missing = (await keeper.whole()) && keeper.fileAt('404');
    const page = missing && (await keeper.kept(missing));
    if (page) return new Response(page.body, { status: 404, headers: page.headers });
    return notKeptPage(keeper);
  }
}

/** A file whose name says its content: once it is kept, the site is not asked. */
async function keptOrSite(
  keeper: Keeper,
  event: FetchEvent,
  path: string,
  file: SiteFile | undefined,
): Promise<Response> {
  const kept = await keeper.keptOfAny(path);
  return kept ? seen(keeper, event, file, kept) : fetchAndKeep(keeper, event, file);
}

/**
 * A file that another release may have under the same name: where the whole site is kept all are of that release; else
 * the site is asked first.
 */
async function siteOrKept(keeper: Keeper, event: FetchEvent, file: SiteFile): Promise<Response> {
  const kept = await keeper.kept(file);
  if (!kept) return fetchAndKeep(keeper, event, file);
  if (await keeper.whole()) return seen(keeper, event, file, kept);
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience));
  const fromSite = fetchAndKeep(keeper, event, file).catch(() => undefined);
  event.waitUntil(fromSite);
  const response = await Promise.race([fromSite, late]);
  return response && response.status < 500 ? response : kept;
}

/** Answers what is kept, which a page has loaded now. */
function seen(
  keeper: Keeper,
  event: FetchEvent,
  file: SiteFile | undefined,
  kept: Response,
): Response {
  if (file) event.waitUntil(keeper.keepAsSeen(file, kept.clone()).catch(() => {}));
  return kept;
}

/** Asks the site, and keeps what it answers if it is of this release. */
async function fetchAndKeep(
  keeper: Keeper,
  event: FetchEvent,
  file: SiteFile | undefined,
): Promise<Response> {
  const response = await (file && !isHashed(file.path)
    ? askSite(event.request)
    : fetch(event.request));
  if (file && response.ok) event.waitUntil(keeper.keepSeen(file, response.clone()).catch(() => {}));
  return response;
}

/**
 * Asks the site for what another release may have under the same name: the browser's own copy may be of the release
 * before, for as long as the host lets it be kept. A file that has not changed costs an answer without content.
 */
function askSite(request: Request): Promise<Response> {
  const asks = ['no-store', 'reload', 'no-cache'].includes(request.cache);
  // With an option a navigation becomes a request within the site. Its redirects are still the browser's to follow.
  return asks ? fetch(request) : fetch(request, { cache: 'no-cache' });
}
