// @ts-check
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, deflateSync } from 'node:zlib';
import { applyOverlay } from './apply-overlay.mjs';
import { joinSegments } from './join-segments.mjs';
import { overlays } from './overlays.mjs';

const run = promisify(execFile);
const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(here, 'dist');
/** What unpacks the module where there is no brotli: in a browser. */
const unpacker = path.join(here, '../node_modules/brotli-dec-wasm/pkg/brotli_dec_wasm_bg.wasm');
/** The Go module of nats-server. */
export const serverModule = 'github.com/nats-io/nats-server/v2';

/**
 * Packages in which functions are inlined: the server, which is worth half as much again in messages per second, and what
 * it and each start spend their time in. No slower than with most of Go's own packages, and 2 % less to fetch.
 */
const inlined = [
  `${serverModule}/server`,
  ...['runtime', 'internal/runtime/...', 'internal/abi', 'internal/sync', 'sync', 'sync/atomic'],
  // With errors.New inlined, the errors of a package are data, and no code that makes them at the start.
  'errors',
  ...['bufio', 'bytes', 'math', 'math/bits', 'strings', 'syscall', 'syscall/js', 'time'],
  ...['internal/bytealg', 'internal/byteorder', 'internal/stringslite', 'unicode/utf8'],
  // Each server makes its keys when it starts.
  ...['crypto/internal/fips140/edwards25519/...', 'crypto/internal/fips140deps/...'],
];

const flags = [
  '-trimpath',
  // The module tells of its pins, but not of the checkout that it was built in.
  '-buildvcs=false',
  // Servers here speak no HTTP/2: it is 3 % of the module, packed.
  '-tags=nethttpomithttp2',
  // The last for engine/events.go.
  '-ldflags=-s -w -checklinkname=0',
  // Of two flags that fit a package the last one counts.
  '-gcflags=all=-l',
  ...inlined.map((path) => `-gcflags=${path}=`),
];

/**
 * Builds the server module into `engine/dist` if its inputs changed since the last time:
 * `nats-server.wasm.br`, `unpacker.wasm.deflate` for it, and `wasm_exec.js` of the Go that built it.
 * @param {(line: string) => void} say told what is being done
 * @returns {Promise<boolean>} whether anything was built
 * @throws Error with the Go command's own output
 */
export async function buildEngine(say) {
  const stamp = await inputsHash();
  const stampFile = path.join(dist, 'stamp');
  if (existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === stamp) return false;

  await mkdir(dist, { recursive: true });
  say('fetching the nats-server source');
  await go(['mod', 'download']);
  const work = path.join(dist, 'work');
  const modfile = await writeSource(work);
  say('compiling nats-server to WebAssembly');
  const wasm = path.join(work, 'nats-server.wasm');
  await go(['build', ...flags, `-modfile=${modfile}`, '-o', wasm, '.'], {
    GOOS: 'js',
    GOARCH: 'wasm',
  });
  say('packing the module, which takes a minute or two');
  const module = joinSegments(await readFile(wasm));
  await writeFile(path.join(dist, 'nats-server.wasm.br'), await pack(module));
  // Any browser unpacks this one by itself.
  const { Z_BEST_COMPRESSION: level } = constants;
  const small = deflateSync(await readFile(unpacker), { level });
  await writeFile(path.join(dist, 'unpacker.wasm.deflate'), small);
  const root = (await go(['env', 'GOROOT'])).trim();
  await copyFile(path.join(root, 'lib/wasm/wasm_exec.js'), path.join(dist, 'wasm_exec.js'));
  // The source and its go.mod stay, for `go vet`.
  await rm(wasm);
  await writeFile(stampFile, stamp);
  return true;
}

/**
 * Packs as small as brotli can, once for all who fetch it.
 * @param {Buffer} bytes
 * @returns {Promise<Buffer>}
 */
function pack(bytes) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    // 4 MB. With 16 it is 1 % smaller, and takes a browser a quarter longer to unpack.
    [constants.BROTLI_PARAM_LGWIN]: 22,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return promisify(brotliCompress)(bytes, { params });
}

/**
 * Builds the native `nats-server` of the same version, for tests, the bench and people.
 * @param {string} [release] another release, such as `2.12.15`; it is built once
 * @returns {Promise<string>} the path of the binary
 */
export async function buildNativeServer(release) {
  const name = process.platform === 'win32' ? 'nats-server.exe' : 'nats-server';
  if (release === undefined) {
    const binary = path.join(dist, name);
    await go(['build', '-o', binary, serverModule]);
    return binary;
  }
  const folder = path.join(dist, 'releases', release);
  const binary = path.join(folder, name);
  // It has pins of its own: as a module beside ours, it would be built with newer packages.
  if (!existsSync(binary)) await go(['install', `${serverModule}@v${release}`], { GOBIN: folder });
  return binary;
}

/** @returns {Promise<string[]>} the releases that Go's proxy has, the oldest first: `2.12.15` */
export async function serverReleases() {
  const [, ...versions] = (await go(['list', '-m', '-versions', serverModule])).trim().split(' ');
  return versions.map((name) => name.replace(/^v/, '')).filter((name) => !name.includes('-'));
}

/** @returns {Promise<string>} the folder of the pinned nats-server source, as it was released */
export async function pinnedSource() {
  return (await go(['list', '-m', '-f', '{{.Dir}}', serverModule])).trim();
}

/** @returns {Promise<string>} a hash of all that the module is made from */
async function inputsHash() {
  const hash = createHash('sha256').update(await go(['version']));
  hash.update(await readFile(unpacker));
  for (const file of (await readdir(here)).sort()) {
    if (/\.(go|mjs|mod|sum)$/.test(file)) hash.update(await readFile(path.join(here, file)));
  }
  return hash.digest('hex');
}

/**
 * Writes the pinned source with its overlays, and a go.mod that builds from it. A copy, since Go
 * allows `-overlay` on no file of its module cache.
 * @param {string} work the folder to write into
 * @returns {Promise<string>} the path of that go.mod
 */
async function writeSource(work) {
  const pinned = await pinnedSource();
  const wanted = /(?<!_test)\.go$|^go\.mod$/;
  for (const file of await readdir(pinned, { recursive: true })) {
    if (!wanted.test(file)) continue;
    const source = await readFile(path.join(pinned, file), 'utf8');
    const changes = overlays.filter((overlay) => path.normalize(overlay.file) === file);
    const copy = path.join(work, 'source', file);
    await mkdir(path.dirname(copy), { recursive: true });
    await writeFile(copy, changes.reduce(applyOverlay, source));
  }
  const modfile = path.join(work, 'go.mod');
  const pins = await readFile(path.join(here, 'go.mod'), 'utf8');
  // Relative: Go writes it into the module that the site publishes.
  const source = `./${path.relative(here, path.join(work, 'source')).replaceAll(path.sep, '/')}`;
  await writeFile(modfile, `${pins}\nreplace ${serverModule} => ${source}\n`);
  await copyFile(path.join(here, 'go.sum'), path.join(work, 'go.sum'));
  return modfile;
}

/**
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<string>} what the command printed
 */
async function go(args, env = {}) {
  try {
    const options = { cwd: here, env: { ...process.env, ...env }, maxBuffer: 1 << 26 };
    return (await run('go', args, options)).stdout;
  } catch (error) {
    const { stderr, message } = /** @type {{ stderr?: string, message: string }} */ (error);
    throw new Error(`go ${args[0]} failed:\n${stderr || message}`, { cause: error });
  }
}
