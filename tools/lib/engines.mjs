// @ts-check
// The browser engines beside Chromium's: where they are, and what is not here.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { firstThatRuns, installDebian, onPath } from './programs.mjs';

/** Debian's packages of both. */
const packages = ['firefox-esr', 'webkit2gtk-driver', 'xvfb'];

/**
 * A Firefox that runs here: one on the PATH, else that of macOS.
 * @returns {Promise<string | null>} The path of its executable.
 */
export async function findFirefox() {
  const ofMacOs = '/Applications/Firefox.app/Contents/MacOS/firefox';
  return firstThatRuns([...onPath(['firefox-esr', 'firefox']), ofMacOs]);
}

/**
 * WebKitGTK with what drives it: its driver, its small browser, and an X server for that one's window.
 * @returns {{ driver: string, browser: string, xvfb: string } | null} Paths of executables; null if one is missing.
 */
export function findWebKit() {
  const [driver] = onPath(['WebKitWebDriver']);
  const [xvfb] = onPath(['Xvfb']);
  const [browser] = miniBrowsers();
  return driver && xvfb && browser ? { driver, xvfb, browser } : null;
}

/** MiniBrowser is no command of its own: it stands among WebKitGTK's libraries, the newest API first here. */
function miniBrowsers() {
  return ['/usr/libexec', '/usr/lib', ...subfolders('/usr/lib')]
    .flatMap((folder) => subfolders(folder))
    .filter((folder) => /\/webkit2?gtk-[\d.]+$/.test(folder))
    .map((folder) => join(folder, 'MiniBrowser'))
    .filter((path) => existsSync(path))
    .sort()
    .reverse();
}

/** @param {string} folder */
function subfolders(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name));
}

/**
 * Which engines cannot be tried here, a sentence each with its remedy.
 * @returns {Promise<string[]>}
 */
export async function missingEngines() {
  const missing = [];
  if (!(await findFirefox())) missing.push('Firefox was not tried: install firefox-esr.');
  if (!findWebKit()) {
    missing.push('WebKitGTK was not tried: install webkit2gtk-driver and xvfb.');
  }
  return missing;
}

/**
 * Has the engines installed where that can be done. Without them their tests are skipped.
 * @param {import('./progress.mjs').Say} say
 */
export async function ensureEngines(say) {
  if ((await missingEngines()).length > 0) await installDebian(packages, say);
}
