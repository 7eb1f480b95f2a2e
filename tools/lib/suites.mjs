// @ts-check
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { ensureEngines, missingEngines } from './engines.mjs';
import { farewell } from './farewell.mjs';
import { nativeServer } from './native-server.mjs';
import { binOf, root } from './paths.mjs';
import { run } from './run.mjs';
import {
  failedOne,
  failuresOfVitest,
  passedOne,
  skippedOne,
  sum,
  tallyCommand,
  tallyPlaywright,
  tallyVitest,
} from './tally.mjs';

/**
 * @typedef {import('./tally.mjs').Tally} Tally
 * @typedef {{ tally: Tally, output: string, note?: string, failures?: string[] }} Outcome `note` is said beside
 *   the tally; `failures` are said again at the end.
 * @typedef {object} Suite
 * @property {string} name
 * @property {boolean} [live] It shows its own progress.
 * @property {boolean} [reads] It only reads the sources: it runs beside others of its kind, before the rest.
 * @property {import('../setup.mjs').Step[]} [needs] What must be done before any suite runs.
 * @property {() => Promise<Outcome>} check
 */

const engine = join(root, 'engine');
/** Where buildEngine leaves the nats-server source it compiles; the engine calls what the overlays add to it. */
const pinnedSource = join(engine, 'dist/work/go.mod');
const site = join(root, 'build');

/** @type {import('../setup.mjs').Step} */
const chromium = {
  name: 'Chromium',
  work: async (say) => {
    process.env.LEAFWISE_CHROMIUM = await ensureChromium(say);
  },
};
/** @type {import('../setup.mjs').Step} */
const engines = { name: 'other browser engines', work: ensureEngines };

/**
 * @param {string} name
 * @param {Suite['check']} check
 * @returns {Suite}
 */
function reading(name, check) {
  return { name, check, reads: true };
}

/** What `npm test` checks, in order. @type {Suite[]} */
export const suites = [
  reading('format', () => command('prettier', ['--check', '.', '--log-level', 'warn'])),
  reading('lint', () => command('eslint', ['.', '--max-warnings', '0'])),
  reading('types', () => command('typescript', ['--noEmit'], 'tsc')),
  reading('knip', () => command('knip', ['--no-progress'])),
  reading('go', checkGo),
  { name: 'unit', needs: [nativeServer], check: () => runVitest('unit') },
  { name: 'chromium', needs: [chromium], check: () => runVitest('chromium') },
  { name: 'engines', needs: [chromium, engines], check: tryEngines, live: true },
  { name: 'build', check: buildSite },
  { name: 'e2e', needs: [nativeServer, chromium], check: runPlaywright, live: true },
  { name: 'farewell', check: checkFarewell, live: true },
];

/**
 * A check that passes or fails as a whole.
 * @param {string} packageName
 * @param {string[]} args
 * @param {string} [bin]
 * @returns {Promise<Outcome>}
 */
async function command(packageName, args, bin) {
  const { code, output } = await run(process.execPath, [binOf(packageName, bin), ...args]);
  return { tally: tallyCommand(code), output };
}

/** @returns {Promise<Outcome>} */
async function checkGo() {
  const wasm = { GOOS: 'js', GOARCH: 'wasm' };
  const goroot = (await run('go', ['env', 'GOROOT'], { cwd: engine })).output.trim();
  const own = readdirSync(engine).filter((name) => name.endsWith('.go'));
  const sources = [...own, 'read-source'];

  const unformatted = await run(join(goroot, 'bin', 'gofmt'), ['-l', ...sources], { cwd: engine });
  if (unformatted.code !== 0 || unformatted.output !== '') {
    return { tally: failedOne, output: `gofmt would change:\n${unformatted.output}` };
  }
  const vet = await run('go', ['vet', `-modfile=${pinnedSource}`, './...'], {
    cwd: engine,
    env: wasm,
  });
  if (vet.code !== 0) return { tally: failedOne, output: vet.output };

  if (!(await hasNativeGoTests())) return { tally: passedOne, output: '' };
  const test = await run('go', ['test', './...'], { cwd: engine });
  return { tally: tallyCommand(test.code), output: test.output };
}

/** Most of the engine is built for the tab alone; `go test` of a package without a file for this system fails. */
async function hasNativeGoTests() {
  const format = '{{range .TestGoFiles}}{{.}} {{end}}{{range .XTestGoFiles}}{{.}} {{end}}';
  const { output } = await run('go', ['list', '-e', '-f', format, './...'], { cwd: engine });
  return output.trim() !== '';
}

/**
 * @param {string} project One of those in vitest.config.ts.
 * @param {{ live?: boolean }} [options] `live` shows each test.
 * @returns {Promise<Outcome>}
 */
async function runVitest(project, { live = false } = {}) {
  return withReport(async (file) => {
    const reporters = [live ? '--reporter=verbose' : '--reporter=default', '--reporter=json'];
    const { code, output } = await run(
      process.execPath,
      [binOf('vitest'), 'run', '--project', project, ...reporters, `--outputFile.json=${file}`],
      { live },
    );
    const report = readReport(file);
    return { tally: tallyVitest(report, code), output, failures: failuresOfVitest(report) };
  });
}

/** @returns {Promise<Outcome>} */
async function tryEngines() {
  const outcome = await runVitest('engines', { live: true });
  return { ...outcome, note: (await missingEngines()).join(' ') };
}

/** @returns {Promise<Outcome>} */
async function buildSite() {
  // Without the old one, so that a build that fails leaves nothing for the end-to-end tests to pass on.
  rmSync(site, { recursive: true, force: true });
  // Without its cache, in which the addresses of fonts stay as they were under another base URL.
  const { code, output } = await run(
    process.execPath,
    [binOf('@docusaurus/core', 'docusaurus'), 'build'],
    { env: { DOCUSAURUS_NO_PERSISTENT_CACHE: 'true' } },
  );
  return { tally: tallyCommand(code), output };
}

/** @returns {Promise<Outcome>} */
async function runPlaywright() {
  if (!existsSync(site)) {
    return { tally: failedOne, output: 'There is no production build: `npm test -- build e2e`.' };
  }
  return withReport(async (file) => {
    const { code } = await run(
      process.execPath,
      [binOf('@playwright/test', 'playwright'), 'test', '--reporter=list,json'],
      { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file }, live: true },
    );
    return { tally: tallyPlaywright(readReport(file), code), output: '' };
  });
}

/** @returns {Promise<Outcome>} */
async function checkFarewell() {
  const checks = await farewell();
  const tallies = checks.map(({ name, left }) => {
    const mark = !left ? '↓' : left.length > 0 ? '✗' : '✓';
    console.log([` ${mark} ${name}`, ...(left ?? [])].join('\n     '));
    return left ? tallyCommand(left.length) : skippedOne;
  });
  return { tally: sum(tallies), output: '' };
}

/**
 * Lends a file name for a report, and removes the file afterwards.
 * @template T
 * @param {(file: string) => Promise<T>} borrow
 */
async function withReport(borrow) {
  const folder = mkdtempSync(join(tmpdir(), 'leafwise-'));
  try {
    return await borrow(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
