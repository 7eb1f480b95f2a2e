// @ts-check
// Runs before `npm install`, so it needs only Node. Old versions must be able to read it, to be told
// that they are old.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagesMatch } from './packages.mjs';
import { root } from './paths.mjs';
import { Problem } from './problem.mjs';
import { startTask } from './progress.mjs';
import { run, shorten } from './run.mjs';
import { toolProblems } from './versions.mjs';

/**
 * @typedef {import('./progress.mjs').Say} Say
 * @typedef {{ name: string, work: (say: Say) => Promise<unknown> }} Step `work` is silent when there is no work.
 */

/** @type {Step} */
export const packages = { name: 'packages', work: installPackages };
/** @type {Step} */
export const serverModule = { name: 'server module', work: buildServerModule };

/**
 * Makes a clone ready: tools checked, packages installed, server module built. What is done already is skipped.
 * @param {Step[]} [more] What the caller needs besides.
 * @throws Problem naming what is missing and its remedy.
 */
export async function setup(more = []) {
  await prepare([packages, serverModule, ...more]);
}

/**
 * Checks the tools and takes some steps, one after the other.
 * @param {Step[]} steps
 * @throws Problem naming what is missing and its remedy.
 */
export async function prepare(steps) {
  await checkTools();
  let worked = false;
  for (const [index, { name, work }] of steps.entries()) {
    const step = { name: `[${index + 1}/${steps.length}] ${name}`, work };
    worked = (await takeStep(step)) || worked;
  }
  if (!worked) console.log(`Set-up: ${steps.map(({ name }) => name).join(', ')} up to date.`);
}

/**
 * Takes a step, and shows it if there is anything to do.
 * @param {Step} step
 * @returns {Promise<boolean>} Whether there was.
 */
async function takeStep({ name, work }) {
  /** @type {import('./progress.mjs').Task | undefined} */
  let task;
  try {
    await work((text) => {
      task = task ?? startTask(name);
      task.say(text);
    });
    task?.end('ready');
  } catch (error) {
    task?.end('failed');
    throw error;
  }
  return task !== undefined;
}

/** The steps that have been taken, or are being. @type {Map<Step, Promise<unknown>>} */
const taken = new Map();

/**
 * Takes a step once in this process, however many ask for it.
 * @param {Step} step
 */
export function takeOnce(step) {
  const taking = taken.get(step) ?? takeStep(step);
  taken.set(step, taking);
  return taking;
}

async function checkTools() {
  // GOTOOLCHAIN: the version that is installed, not one that it would fetch to answer.
  const go = await run('go', ['version'], { env: { GOTOOLCHAIN: 'local' } });
  const problems = toolProblems({
    node: process.version,
    go: go.code === 0 ? go.output : null,
  });
  if (problems.length > 0) throw new Problem(problems.join('\n'));
}

/** @param {Say} say */
async function installPackages(say) {
  const locked = readPackages(join(root, 'package-lock.json'));
  if (packagesMatch(locked, readPackages(join(root, 'node_modules/.package-lock.json')))) return;
  say('npm ci');
  // npm says where it is when it started us; started by hand, it is on the PATH.
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const { code, output } = npm
    ? await run(process.execPath, [npm, ...args])
    : await run('npm', args);
  if (code !== 0) throw new Problem(`${shorten(output)}\n\nThe packages could not be installed.`);
}

/**
 * @param {string} file
 * @returns {any}
 */
function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : null;
}

/** @param {Say} say */
async function buildServerModule(say) {
  const { buildEngine } = await import('../../engine/build.mjs');
  try {
    await buildEngine(say);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new Problem(`${shorten(words)}\n\nThe server module could not be built.`);
  }
}
