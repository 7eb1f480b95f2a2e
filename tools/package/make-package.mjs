// @ts-check
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { root } from '../lib/paths.mjs';
import { Problem } from '../lib/problem.mjs';

const run = promisify(execFile);
const engine = join(root, 'engine');

/** What `npm pack` may come to, in bytes. */
const largest = 10e6;

/**
 * Makes the package: the command in one file, the server module, and what is said of both. It needs no other package.
 * @param {string} folder is made new
 */
export async function makePackage(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { metafile } = await build({
    entryPoints: [join(root, 'cli/bin.ts')],
    outfile: join(folder, 'leafwise.mjs'),
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    // Names stay, for the words of an error that a person reports.
    keepNames: false,
    loader: { '.conf': 'text' },
    // Packages in CommonJS ask for Node's modules.
    banner: {
      js: "import { createRequire as leafwiseRequire } from 'node:module'; const require = leafwiseRequire(import.meta.url);",
    },
    logLevel: 'warning',
    metafile: true,
  });
  await copyFile(join(engine, 'dist/nats-server.wasm.br'), join(folder, 'nats-server.wasm.br'));
  await copyFile(join(root, 'src/hosts/local/watchdog.mjs'), join(folder, 'watchdog.mjs'));
  await copyFile(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  await copyFile(join(root, 'NOTICE'), join(folder, 'NOTICE'));
  await copyFile(join(root, 'cli/package-readme.md'), join(folder, 'README.md'));
  const licences = [...(await ofGo()), ...(await ofPackages(Object.keys(metafile.inputs)))];
  await writeFile(join(folder, 'THIRD-PARTY.txt'), licences.join('\n\n'));
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(await manifest(), null, 2)}\n`);
}

/**
 * The tarball of the package, as npm makes it.
 * @param {string} folder
 * @param {string} into
 * @returns {Promise<{ file: string, size: number }>}
 * @throws Problem if it is larger than it may be
 */
export async function packTarball(folder, into) {
  const args = ['pack', folder, '--pack-destination', into, '--json', '--offline'];
  const { stdout } = await run('npm', args, { cwd: into });
  /** @type {[{ filename: string, size: number }]} */
  const [{ filename, size }] = JSON.parse(stdout);
  if (size > largest) throw new Problem(`The package has ${size} bytes: ${largest} are the most.`);
  return { file: join(into, filename), size };
}

async function manifest() {
  const { version, license, engines } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  );
  const site = process.env.LEAFWISE_URL;
  return {
    name: 'leafwise',
    version,
    description:
      'Reads NATS configurations, runs the network that they describe, and says what is wrong.',
    license,
    type: 'module',
    bin: { leafwise: 'leafwise.mjs' },
    engines,
    // Where a finding's page is.
    ...(site && { homepage: new URL(process.env.LEAFWISE_BASE_URL ?? '/', site).href }),
    files: ['leafwise.mjs', 'watchdog.mjs', 'nats-server.wasm.br', 'NOTICE', 'THIRD-PARTY.txt'],
  };
}

/** The licences of what the server module is made of. */
async function ofGo() {
  const { stdout } = await run('go', ['mod', 'download', '-json'], { cwd: engine, maxBuffer: 1e7 });
  /** @type {{ Path: string, Version: string, Dir: string }[]} */
  const modules = JSON.parse(`[${stdout.trim().replace(/\}\s*\{/g, '},{')}]`);
  const { stdout: goRoot } = await run('go', ['env', 'GOROOT'], { cwd: engine });
  return Promise.all([
    licencesIn(goRoot.trim(), 'Go'),
    ...modules.map(({ Path, Version, Dir }) => licencesIn(Dir, `${Path} ${Version}`)),
  ]);
}

/**
 * The licences of packages of which a file is in the bundle.
 * @param {string[]} inputs
 */
async function ofPackages(inputs) {
  const folders = inputs.flatMap(
    (file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
  );
  return Promise.all(
    [...new Set(folders)].sort().map(async (folder) => {
      const at = join(root, folder);
      const { name, version, license } = JSON.parse(
        await readFile(join(at, 'package.json'), 'utf8'),
      );
      return licencesIn(at, `${name} ${version} (${license})`);
    }),
  );
}

/**
 * @param {string} folder
 * @param {string} title
 */
async function licencesIn(folder, title) {
  const names = (await readdir(folder)).filter((name) =>
    /^(licen[cs]e|notice|copying|patents)/i.test(name),
  );
  if (names.length === 0) throw new Problem(`${title} has no licence in its folder.`);
  const texts = await Promise.all(names.sort().map((name) => readFile(join(folder, name), 'utf8')));
  return [title, '='.repeat(title.length), ...texts.map((text) => text.trim())].join('\n\n');
}
