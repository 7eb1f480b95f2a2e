// @ts-check
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { extname, join, normalize } from 'node:path';
import { createGzip } from 'node:zlib';
import { isMain, root } from './paths.mjs';
import { runTool } from './problem.mjs';

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};
const compressible = new Set([
  '.html',
  '.css',
  '.js',
  '.mjs',
  '.json',
  '.webmanifest',
  '.txt',
  '.xml',
  '.svg',
]);

/**
 * Serves a folder of static files as GitHub Pages does: `/a` is `a`, `a.html` or (after a redirect) `a/index.html`,
 * text is compressed, answers may be kept for ten minutes, what is cut off goes on where it was, and what is not there gets
 * `404.html`.
 * @param {{
 *   folder: string,
 *   base?: string,
 *   port?: number,
 *   host?: string,
 *   tls?: { cert: string | Buffer, key: string | Buffer },
 *   made?: Record<string, () => string>,
 *   upgrade?: (request: import('node:http').IncomingMessage, socket: import('node:stream').Duplex, head: Buffer) => void,
 * }} options `base` is the path the site is published under; port 0 is a free one; `made` are JSON files that are made
 *   when they are asked for, by their paths below `base`; `upgrade` takes WebSockets, which are refused without.
 * @returns {Promise<{ url: string, port: number, close(): Promise<void> }>}
 */
export async function serve(options) {
  const { folder, base = '/', port = 0, host = '127.0.0.1', tls, made = {}, upgrade } = options;
  /** @type {import('node:http').RequestListener} */
  const listener = (request, response) => {
    const pathname = pathOf(request.url ?? '');
    if (pathname === null) {
      response.writeHead(400, { 'content-type': 'text/plain' }).end('Bad request\n');
      return;
    }
    const path = pathname.startsWith(base) ? decodePath(pathname.slice(base.length)) : null;
    const make =
      path !== null && Object.hasOwn(made, path.slice(1)) ? made[path.slice(1)] : undefined;
    const found = path === null ? null : locate(folder, path);
    if (make) {
      response.writeHead(200, { 'content-type': types['.json'], 'cache-control': 'no-store' });
      response.end(make());
    } else if (found?.redirect) {
      response.writeHead(301, { location: `${pathname}/` }).end();
    } else if (found) {
      send(request, response, found.file, 200);
    } else {
      send(request, response, join(folder, '404.html'), 404);
    }
  };
  const server = tls ? createSecureServer(tls, listener) : createServer(listener);
  /** @type {Set<import('node:stream').Duplex>} */
  const upgraded = new Set();
  if (upgrade) {
    server.on('upgrade', (request, socket, head) => {
      upgraded.add(socket);
      socket.once('close', () => upgraded.delete(socket));
      upgrade(request, socket, head);
    });
  }
  await new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => resolve(undefined));
  });
  // A connection that could not be accepted, such as one too many for this process, ends no server.
  server.on('error', () => {});
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${address.port}${base}`,
    port: address.port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      // Those are no longer the server's, and it waits for them.
      for (const socket of upgraded) socket.destroy();
      await closed;
    },
  };
}

/**
 * @param {string} target What a request asks for. One that begins with two slashes would redirect to another host.
 * @returns {string | null} Null for what has no path.
 */
function pathOf(target) {
  if (target.startsWith('//') || !URL.canParse(target, 'http://127.0.0.1')) return null;
  return new URL(target, 'http://127.0.0.1').pathname;
}

/**
 * @param {string} path
 * @returns {string | null} Null for what is no path.
 */
function decodePath(path) {
  try {
    return normalize(`/${decodeURIComponent(path)}`);
  } catch {
    return null;
  }
}

/**
 * @param {string} folder
 * @param {string} path Normalised, so that it does not lead out of the folder.
 */
function locate(folder, path) {
  const file = join(folder, path);
  if (path.endsWith('/')) {
    const index = join(file, 'index.html');
    return isFile(index) ? { file: index, redirect: false } : null;
  }
  for (const candidate of [file, `${file}.html`]) {
    if (isFile(candidate)) return { file: candidate, redirect: false };
  }
  return isFile(join(file, 'index.html')) ? { file, redirect: true } : null;
}

/** @param {string} path */
const isFile = (path) => statOf(path)?.isFile() === true;

/**
 * @param {string} path One that no file can have, such as one with a NUL or too long a name, is not there.
 * @returns {import('node:fs').Stats | undefined}
 */
function statOf(path) {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/**
 * The byte from which a request wants the rest of a file; 0 for all of it. No other ranges are answered, as HTTP allows.
 * @param {import('node:http').IncomingMessage} request
 * @param {string} etag of the file as it is now
 */
function rangeOf({ headers }, etag) {
  const from = /^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1];
  const condition = headers['if-range'];
  return from === undefined || (condition !== undefined && condition !== etag) ? 0 : Number(from);
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} file
 * @param {number} status
 */
function send(request, response, file, status) {
  const stat = statOf(file);
  if (!stat) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
    return;
  }
  const extension = extname(file);
  const acceptsGzip = /\bgzip\b/.test(request.headers['accept-encoding']?.toString() ?? '');
  const gzip = acceptsGzip && compressible.has(extension);
  const version = `"${stat.size.toString(16)}-${stat.mtimeMs.toString(16)}"`;
  // Bytes that are compressed again may be others.
  const etag = gzip ? `W/${version}` : version;
  /** @type {Record<string, string | number>} */
  const headers = {
    'content-type': types[extension] ?? 'application/octet-stream',
    'cache-control': 'max-age=600',
    etag,
    vary: 'accept-encoding',
  };
  if (status === 200 && request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const from = gzip || status !== 200 ? 0 : rangeOf(request, etag);
  if (from > 0 && from >= stat.size) {
    response.writeHead(416, { 'content-range': `bytes */${stat.size}` }).end();
    return;
  }
  if (gzip) headers['content-encoding'] = 'gzip';
  else Object.assign(headers, { 'accept-ranges': 'bytes', 'content-length': stat.size - from });
  if (from > 0) headers['content-range'] = `bytes ${from}-${stat.size - 1}/${stat.size}`;

  response.writeHead(from > 0 ? 206 : status, headers);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const content = createReadStream(file, { start: from });
  response.once('close', () => content.destroy());
  // A file that cannot be read to its end, such as one that a build replaces: what was promised does not come.
  content.once('error', () => response.destroy());
  if (gzip) content.pipe(createGzip()).pipe(response);
  else content.pipe(response);
}

if (isMain(import.meta.url)) {
  await runTool(async () => {
    const base = process.env.LEAFWISE_BASE_URL ?? '/';
    const { url } = await serve({ folder: join(root, 'build'), base });
    console.log(`The production build is at ${url}`);
  });
}
