// @ts-check
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { binOf } from './paths.mjs';
import { Problem } from './problem.mjs';
import { run, shorten } from './run.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * A Chromium that runs here: the one LEAFWISE_CHROMIUM names, else Playwright's own, else one on the PATH.
 * @returns {Promise<string | null>} The path of its executable.
 * @throws Problem if LEAFWISE_CHROMIUM names none that runs.
 */
export async function findChromium() {
  const named = process.env.LEAFWISE_CHROMIUM;
  if (named) {
    if (await runs(named)) return named;
    throw new Problem(
      `LEAFWISE_CHROMIUM is ${named}, which is no Chromium that runs: correct it or unset it.`,
    );
  }
  const { chromium } = await import('playwright');
  for (const candidate of [chromium.executablePath(), ...onPath(names)]) {
    if (await runs(candidate)) return candidate;
  }
  return null;
}

/**
 * A Chromium that runs here, fetched if there is none.
 * @param {import('./progress.mjs').Say} say
 * @returns {Promise<string>} The path of its executable.
 * @throws Problem saying which command to run, if none could be had.
 */
export async function ensureChromium(say) {
  const found = await findChromium();
  if (found) return found;

  say("fetching Playwright's");
  let attempt = await run(process.execPath, [binOf('playwright'), 'install', 'chromium']);
  const fetched = await findChromium();
  if (fetched) return fetched;

  if (process.getuid?.() === 0 && onPath(['apt-get']).length > 0) {
    say("installing Debian's package");
    await run('apt-get', ['update']);
    const install = ['install', '-y', '--no-install-recommends', 'chromium'];
    attempt = await run('apt-get', install, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
    const installed = await findChromium();
    if (installed) return installed;
  }
  throw new Problem(
    `${shorten(attempt.output, 4)}\n\n` +
      'The end-to-end tests need a Chromium, and none could be found or fetched: run ' +
      '`npx playwright install --with-deps chromium`, or set LEAFWISE_CHROMIUM to the path of one.',
  );
}

/**
 * The arguments Leafwise starts a Chromium with: no traffic of its own, and no sandbox for root, who cannot have one.
 * @returns {string[]}
 */
export function chromiumArgs() {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet;
}

/** @param {string[]} commands */
function onPath(commands) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return commands
    .flatMap((command) => folders.map((folder) => join(folder, command)))
    .filter((path) => existsSync(path));
}

/**
 * Being there is not enough: Playwright's may lack system libraries, and Ubuntu's `chromium-browser` may be a stub
 * that asks for a snap. Windows has no `--version` (it would open a window).
 * @param {string} path
 */
async function runs(path) {
  if (!existsSync(path)) return false;
  return process.platform === 'win32' || (await run(path, ['--version'])).code === 0;
}
