// @ts-check
import { binOf, isMain } from './paths.mjs';
import { Problem, runTool } from './problem.mjs';
import { startTask } from './progress.mjs';
import { firstThatRuns, installDebian, onPath, runs } from './programs.mjs';
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
  return firstThatRuns([chromium.executablePath(), ...onPath(names)]);
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
  const fetching = await run(process.execPath, [binOf('playwright'), 'install', 'chromium']);
  const fetched = await findChromium();
  if (fetched) return fetched;

  const packaged = await installDebian(['chromium'], say);
  if (packaged) {
    const installed = await findChromium();
    if (installed) return installed;
  }
  throw new Problem(
    `${shorten((packaged ?? fetching).output, 4)}\n\n` +
      'The tests in a browser need a Chromium, and none could be found or fetched: run ' +
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

if (isMain(import.meta.url)) {
  await runTool(async () => {
    const task = startTask('Chromium');
    task.end(await ensureChromium((doing) => task.say(doing)));
  });
}
