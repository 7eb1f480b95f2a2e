// @ts-check
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binOf, root } from './paths.mjs';
import { run } from './run.mjs';
import { failedOne, passedOne, tallyCommand, tallyPlaywright, tallyVitest } from './tally.mjs';

/**
 * @typedef {import('./tally.mjs').Tally} Tally
 * @typedef {{ tally: Tally, output: string }} Outcome
 * @typedef {object} Suite
 * @property {string} name
 * @property {boolean} [live] It shows its own progress.
 * @property {() => Promise<Outcome>} check
 */

const engine = join(root, 'engine');
/** Where buildEngine leaves the nats-server source it compiles; the engine calls what the overlays add to it. */
const pinnedSource = join(engine, 'dist/work/go.mod');
const site = join(root, 'build');

/** What `npm test` checks, in order. @type {Suite[]} */
export const suites = [
  { name: 'format', check: () => command('prettier', ['--check', '.', '--log-level', 'warn']) },
  { name: 'lint', check: () => command('eslint', ['.', '--max-warnings', '0']) },
  { name: 'types', check: () => command('typescript', ['--noEmit'], 'tsc') },
  { name: 'knip', check: () => command('knip', ['--no-progress']) },
  { name: 'go', check: checkGo },
  { name: 'unit', check: runVitest },
  { name: 'build', check: buildSite },
  { name: 'e2e', check: runPlaywright, live: true },
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
  const sources = readdirSync(engine).filter((name) => name.endsWith('.go'));

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

/** @returns {Promise<Outcome>} */
async function runVitest() {
  return withReport(async (file) => {
    const { code, output } = await run(process.execPath, [
      binOf('vitest'),
      ...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    ]);
    return { tally: tallyVitest(readReport(file), code), output };
  });
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
