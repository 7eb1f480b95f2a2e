// @ts-check
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from './paths.mjs';
import { Problem } from './problem.mjs';
import { run, shorten } from './run.mjs';

/** The module that pins the `nats` CLI, and all that it is built from. */
const pins = join(root, 'tools/nats-cli');
const program = process.platform === 'win32' ? 'nats.exe' : 'nats';
const binary = join(root, 'engine/dist/nats-cli', program);
/** The pins of the build that is there. */
const built = join(dirname(binary), 'go.sum');

/**
 * Builds the pinned `nats` CLI once. LEAFWISE_NATS names one that is there already.
 * @param {import('./progress.mjs').Say} [say]
 * @returns {Promise<string>} The path of the binary.
 * @throws Problem with Go's own words
 */
export async function buildNatsCli(say = () => {}) {
  const given = process.env['LEAFWISE_NATS'];
  if (given) return given;
  const wanted = await readFile(join(pins, 'go.sum'), 'utf8');
  if (existsSync(built) && (await readFile(built, 'utf8')) === wanted) return binary;
  say('fetching and compiling it');
  const args = ['build', ...(await flags()), '-o', binary, 'github.com/nats-io/natscli/nats'];
  const { code, output } = await run('go', args, { cwd: pins, patient: true });
  if (code !== 0) throw new Problem(`${shorten(output)}\n\nThe nats CLI could not be built.`);
  await mkdir(dirname(built), { recursive: true });
  await copyFile(join(pins, 'go.sum'), built);
  return binary;
}

/**
 * Optimization is off, except for what the native server is made of: that has been compiled already. Of two flags that
 * fit a package the last one counts.
 */
async function flags() {
  const others = ['github.com', 'golang.org', 'google.golang.org', 'gopkg.in'];
  const engine = await readFile(join(root, 'engine/go.mod'), 'utf8');
  const shared = [...engine.matchAll(/^\t?(?:require )?(\S+\.\S+) v\d/gm)].map(
    ([, module]) => module,
  );
  return [
    '-ldflags=-s -w',
    ...others.map((host) => `-gcflags=${host}/...=-N -l`),
    ...shared.map((module) => `-gcflags=${module}/...=`),
  ];
}

/**
 * Builds the `nats` CLI up front, as the native server is built.
 * @type {import('./steps.mjs').Step}
 */
export const natsCli = { name: 'nats CLI', work: buildNatsCli };
