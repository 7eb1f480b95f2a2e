import type { Keeper } from './keeper.ts';

/** Answers a page that says that the one asked for is not kept, and which are. */
export async function notKeptPage(keeper: Keeper): Promise<Response> {
  const pages = (await keeper.seenPages()).map(async ({ url, html }) => ({
    url,
    // As the page has it, so with its escapes.
    title: /<title[^>]*>([^<]*)/.exec(await html())?.[1] ?? url,
  }));
  const links = (await Promise.all(pages))
    .sort((a, b) => a.title.localeCompare(b.title))
    .map(({ url, title }) => `<li><a href="${url}">${title}</a></li>`);
  const kept =
    links.length === 0
      ? '<p>No page of it is kept in this browser.</p>'
      : `<p>These pages are kept in this browser, and open without a connection:</p><ul>${links.join('')}</ul>`;
  const body = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>This page is not kept | Leafwise</title>
<style>
:root { color-scheme: light dark }
body { font: 17px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1.25rem }
</style>
<main>
<h1>This page is not kept.</h1>
<p>The site cannot be reached. Look at your connection, then load this page again.</p>
${kept}
</main>
</html>`;
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return new Response(body, { status: 503, headers });
}
