// @ts-check
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

/**
 * Finds the paths of commands, those of the first name first.
 * @param {string[]} commands
 */
export function onPath(commands) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return commands
    .flatMap((command) => folders.map((folder) => join(folder, command)))
    .filter((path) => existsSync(path));
}

/**
 * Being there is not enough: Playwright's Chromium may lack system libraries, and Ubuntu's `chromium-browser` may be a
 * stub that asks for a snap. Windows has no `--version` (it would open a window).
 * @param {string} path
 */
export async function runs(path) {
  if (!existsSync(path)) return false;
  return process.platform === 'win32' || (await run(path, ['--version'])).code === 0;
}

/**
 * The first of some programs that runs here.
 * @param {string[]} paths
 * @returns {Promise<string | null>}
 */
export async function firstThatRuns(paths) {
  for (const path of paths) if (await runs(path)) return path;
  return null;
}

/**
 * Installs packages where that can be done without asking: on Debian and its like, as root.
 * @param {string[]} packages
 * @param {import('./progress.mjs').Say} say
 * @returns {Promise<{ output: string } | null>} What was printed; null where it cannot be done.
 */
export async function installDebian(packages, say) {
  if (process.getuid?.() !== 0 || onPath(['apt-get']).length === 0) return null;
  say(`installing into this system, with apt-get as root: ${packages.join(', ')}`);
  await run('apt-get', ['update']);
  return run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  });
}
