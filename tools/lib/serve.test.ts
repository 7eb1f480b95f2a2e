import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from './serve.mjs';

let folder = '';
let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leafwise-serve-'));
  await mkdir(join(folder, 'site/guides'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'site/index.html'), 'home');
  await writeFile(join(folder, 'site/404.html'), 'nothing here');
  await writeFile(join(folder, 'site/about.html'), 'about');
  await writeFile(join(folder, 'site/guides/index.html'), 'guides');
  await writeFile(join(folder, 'site/module.wasm.br'), 'bytes');
  site = await serve({ folder: join(folder, 'site'), base: '/leafwise/' });
});

afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

test.each([
  ['', 'home'],
  ['about', 'about'],
  ['about.html?x=1#y', 'about'],
  ['guides/', 'guides'],
  ['guides', 'guides'],
])('/leafwise/%s is a page', async (path, text) => {
  const response = await fetch(site.url + path);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await response.text()).toBe(text);
});

test.each(['nowhere', 'about/', '%ff', '../about', '/etc/passwd'])(
  '/leafwise/%s is the page for what is not there',
  async (path) => {
    const response = await fetch(site.url + path);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('nothing here');
  },
);

test('no path leads out of the folder', async () => {
  const { port } = new URL(site.url);
  for (const path of ['/leafwise/../secret.txt', '/leafwise/..%2fsecret.txt']) {
    expect(await statusOf(Number(port), path)).toBe(404);
  }
});

test('a file that was cut off goes on where it was, and begins again where it is another', async () => {
  const url = `${site.url}module.wasm.br`;
  const whole = await fetch(url);
  expect(await whole.text()).toBe('bytes');
  const etag = whole.headers.get('etag')!;
  expect(etag).not.toMatch(/^W/);
  const rest = (from: number, of: string) =>
    fetch(url, { headers: { range: `bytes=${from}-`, 'if-range': of } });
  const same = await rest(2, etag);
  expect([same.status, same.headers.get('content-range')]).toEqual([206, 'bytes 2-4/5']);
  expect(await same.text()).toBe('tes');
  const other = await rest(2, '"other"');
  expect([other.status, await other.text()]).toEqual([200, 'bytes']);
  expect((await rest(5, etag)).status).toBe(416);
});

test('a request for what can be no path is answered, and ends no server', async () => {
  const { port } = new URL(site.url);
  for (const path of ['//', '//elsewhere/guides', 'http://[', '*', '/%']) {
    expect([400, 404]).toContain(await statusOf(Number(port), path));
  }
  for (const name of ['%00', 'x'.repeat(5000), 'about.html/x']) {
    expect(await statusOf(Number(port), `/leafwise/${name}`)).toBe(404);
  }
  expect((await fetch(site.url)).status).toBe(200);
});

test('a directory named without its slash is redirected', async () => {
  const response = await fetch(`${site.url}guides`, { redirect: 'manual' });
  expect(response.status).toBe(301);
  expect(response.headers.get('location')).toBe('/leafwise/guides/');
});

test('text is compressed, and a module that is compressed already is not', async () => {
  const page = await fetch(site.url);
  expect(page.headers.get('content-encoding')).toBe('gzip');
  const module = await fetch(`${site.url}module.wasm.br`);
  expect(module.headers.get('content-encoding')).toBeNull();
  expect(module.headers.get('content-length')).toBe('5');
});

test('what a browser has kept and has not changed is not sent again', async () => {
  const first = await fetch(site.url);
  const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
  expect((await fetch(site.url, { headers })).status).toBe(304);
});

/** `fetch` tidies a path before it asks for it. */
function statusOf(port: number, path: string) {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .once('error', reject)
      .end();
  });
}
