// @ts-check
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverModule } from './steps.mjs';
import { changedFiles } from './changed.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureEngines, missingEngines } from './engines.mjs';
import { farewell } from './farewell.mjs';
import { natsCli } from './nats-cli.mjs';
import { nativeServer } from './native-server.mjs';
import { binOf, root } from './paths.mjs';
import { run } from './run.mjs';
import {
  failedOne,
  failuresOfPlaywright,
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
 * @typedef {{ tally: Tally, output: string, note?: string, failures?: string[] }} Outcome `output` is shown if it
 *   failed; `note` is said beside the tally; `failures` are said again at the end.
 * @typedef {object} Options
 * @property {boolean} live Show the output as it comes.
 * @property {boolean} quick Look only at files that have changed.
 * @typedef {object} Suite
 * @property {string} name
 * @property {import('./steps.mjs').Step[]} [needs] Steps to take before it runs.
 * @property {(options: Options) => Promise<Outcome>} check
 */

const engine = join(root, 'engine');
/**
 * The nats-server source that buildEngine compiles; the engine calls functions that the overlays add to
 * it.
 */
const pinnedSource = join(engine, 'dist/work/go.mod');
const site = join(root, 'build');

/** @type {import('./steps.mjs').Step} */
const chromium = {
  name: 'Chromium',
  work: async (say) => {
    process.env.LEAFWISE_CHROMIUM = await ensureChromium(say);
  },
};
/** @type {import('./steps.mjs').Step} */
const engines = { name: 'other browser engines', work: ensureEngines };

/** @type {Suite} */
const format = { name: 'format', check: checkFormat };
/** @type {Suite} */
const lint = { name: 'lint', check: checkLint };
/** @type {Suite} */
const types = { name: 'types', check: checkTypes };
/** @type {Suite} */
const pure = { name: 'pure', check: (options) => runVitest('pure', options) };

/**
 * How many suites run side by side. Each keeps two cores busy, and servers and pages have deadlines of their own, which two
 * suites on two cores have broken.
 */
export const lanes = availableParallelism() > 2 ? 2 : 1;

/**
 * The suites of `npm test`, in the order in which they begin: a lane that is free takes the next. Those that stand
 * together run in one lane, one after the other.
 * @type {Suite[][]}
 */
export const suites = [
  [
    {
      name: 'servers',
      needs: [serverModule, nativeServer, natsCli],
      check: (options) => runVitest('servers', options),
    },
  ],
  [
    { name: 'build', needs: [serverModule], check: buildSite },
    { name: 'e2e', needs: [nativeServer, chromium], check: runPlaywright },
  ],
  [
    {
      name: 'chromium',
      needs: [serverModule, nativeServer, chromium],
      check: (options) => runVitest('chromium', options),
    },
  ],
  [{ name: 'engines', needs: [serverModule, chromium, engines], check: tryEngines }],
  [lint],
  [types],
  [format],
  [pure],
  [{ name: 'go', needs: [serverModule], check: checkGo }],
  [
    {
      name: 'knip',
      needs: [serverModule],
      check: () => command('knip', ['--no-progress']),
    },
  ],
];

/** The suites of `npm test -- quick`: they need neither a server nor a build. @type {Suite[][]} */
export const quick = [[lint], [types], [format], [pure]];

/** Runs after all others. @type {Suite} */
export const last = { name: 'farewell', check: checkFarewell };

/**
 * Runs a check that passes or fails as a whole.
 * @param {string} packageName
 * @param {string[]} args
 * @param {string} [bin]
 * @returns {Promise<Outcome>}
 */
async function command(packageName, args, bin) {
  const { code, output } = await run(process.execPath, [binOf(packageName, bin), ...args], {
    patient: true,
  });
  return { tally: tallyCommand(code), output };
}

/** @param {Options} options */
async function checkFormat({ quick }) {
  const files = quick ? await changedFiles() : ['.'];
  if (files.length === 0) return { tally: passedOne, output: '' };
  return command('prettier', ['--check', '--ignore-unknown', '--log-level', 'warn', ...files]);
}

/** @param {Options} options */
async function checkLint({ quick }) {
  const files = quick
    ? (await changedFiles()).filter((file) => /\.(m?js|tsx?)$/.test(file))
    : ['.'];
  if (files.length === 0) return { tally: passedOne, output: '' };
  return command('eslint', ['--max-warnings', '0', '--no-warn-ignored', ...files]);
}

/** Keeps what it has found, and looks the next time at what a change concerns. */
async function checkTypes() {
  const kept = join(root, 'node_modules/.cache/leafwise.tsbuildinfo');
  return command('typescript', ['--noEmit', '--incremental', '--tsBuildInfoFile', kept], 'tsc');
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
    patient: true,
  });
  return { tally: tallyCommand(vet.code), output: vet.output };
}

/**
 * @param {string} project One of those in vitest.config.ts.
 * @param {Options} options
 * @returns {Promise<Outcome>}
 */
async function runVitest(project, { live }) {
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

/** @param {Options} options */
async function tryEngines(options) {
  const outcome = await runVitest('engines', options);
  return { ...outcome, note: (await missingEngines()).join(' ') };
}

/** @returns {Promise<Outcome>} */
async function buildSite() {
  // Remove the old site: if the build fails, the end-to-end tests must not pass on it.
  rmSync(site, { recursive: true, force: true });
  // Without its cache, in which the addresses of fonts stay as they were under another base URL.
  const { code, output } = await run(
    process.execPath,
    [binOf('@docusaurus/core', 'docusaurus'), 'build'],
    { env: { DOCUSAURUS_NO_PERSISTENT_CACHE: 'true' } },
  );
  return { tally: tallyCommand(code), output };
}

/**
 * @param {Options} options
 * @returns {Promise<Outcome>}
 */
async function runPlaywright({ live }) {
  if (!existsSync(site)) {
    return { tally: failedOne, output: 'There is no production build: `npm test -- build e2e`.' };
  }
  return withReport(async (file) => {
    const { code, output } = await run(
      process.execPath,
      [binOf('@playwright/test', 'playwright'), 'test', '--reporter=list,json'],
      { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file }, live },
    );
    const report = readReport(file);
    return { tally: tallyPlaywright(report, code), output, failures: failuresOfPlaywright(report) };
  });
}

/** @returns {Promise<Outcome>} */
async function checkFarewell() {
  const checks = await farewell();
  const lines = checks.map(({ name, left }) => {
    const mark = !left ? '↓' : left.length > 0 ? '✗' : '✓';
    return [` ${mark} ${name}`, ...(left ?? [])].join('\n     ');
  });
  const tallies = checks.map(({ left }) => (left ? tallyCommand(left.length) : skippedOne));
  return { tally: sum(tallies), output: lines.join('\n') };
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
