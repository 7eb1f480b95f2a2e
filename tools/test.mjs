// @ts-check
// `npm test`: set-up, then every check. `npm test -- servers e2e` runs those alone, `npm test -- quick` what needs
// neither a server nor a build. The last line counts the tests.
import { inspect } from 'node:util';
import { beginRun } from './lib/farewell.mjs';
import { Problem, runTool } from './lib/problem.mjs';
import { formatSeconds, startTask } from './lib/progress.mjs';
import { lanes, last, quick, suites } from './lib/suites.mjs';
import { failedOne, formatTally, sum } from './lib/tally.mjs';
import { packages, prepare, takeOnce } from './lib/steps.mjs';

/**
 * @typedef {import('./lib/suites.mjs').Suite} Suite
 * @typedef {import('./lib/suites.mjs').Options} Options
 * @typedef {import('./lib/tally.mjs').Tally} Tally
 * @typedef {{ name: string, ms: number, tally: Tally, note: string | undefined, failures: string[] | undefined }} Result
 */

await runTool(async () => {
  const names = process.argv.slice(2);
  const isQuick = names.includes('quick');
  const chosen = isQuick ? quick : suitesOf(names);
  const isLast = !isQuick && (names.length === 0 || names.includes(last.name));
  const options = { quick: isQuick, live: names.length === 1 && !isQuick };
  beginRun();
  await prepare([packages]);
  const results = await runAll(chosen, options);
  if (isLast) results.push(await runSuite(last, options));

  const total = sum(results.map(({ tally }) => tally));
  console.log(`\n${summarize(results)}\n\n${formatTally(total)}`);
  return total.failed > 0 ? 1 : 0;
});

/**
 * @param {string[]} names All suites, if none is named.
 * @throws Problem on a name that is none.
 */
function suitesOf(names) {
  const known = [...suites.flat(), last].map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const choice = ['quick', ...known].join(', ');
    throw new Problem(`There is no suite ${unknown.join(', ')}: choose from ${choice}.`);
  }
  const wanted = (/** @type {Suite} */ { name }) => names.length === 0 || names.includes(name);
  return suites.map((together) => together.filter(wanted));
}

/**
 * Answers the results in the order of the suites.
 * @param {Suite[][]} chosen
 * @param {Options} options
 */
async function runAll(chosen, options) {
  /** @type {Result[][]} */
  const results = chosen.map(() => []);
  const rest = chosen.entries();
  const runLane = async () => {
    // Each lane takes what no other has taken.
    for (const [at, together] of rest)
      for (const suite of together) results[at]?.push(await runSuite(suite, options));
  };
  await Promise.all(Array.from({ length: lanes }, runLane));
  return results.flat();
}

/**
 * @param {Suite} suite
 * @param {Options} options
 * @returns {Promise<Result>}
 */
async function runSuite({ name, needs = [], check }, options) {
  let started = performance.now();
  const attempt = async () => {
    for (const step of needs) await takeOnce(step);
    started = performance.now();
    const task = startTask(name);
    const outcome = await check(options).catch(crashed);
    task.end(formatTally(outcome.tally));
    return outcome;
  };
  const { tally, output, note, failures } = await attempt().catch(crashed);
  if (tally.failed > 0 && output) console.log(`\n${output.trimEnd()}\n`);
  return { name, ms: performance.now() - started, tally, note, failures };
}

/**
 * @param {unknown} error
 * @returns {import('./lib/suites.mjs').Outcome}
 */
function crashed(error) {
  // Somebody has stopped us: that is no failure of a suite.
  if (error instanceof Problem && error.exitCode !== 1) throw error;
  return { tally: failedOne, output: error instanceof Problem ? error.message : inspect(error) };
}

/** @param {Result[]} results */
function summarize(results) {
  const table = results
    .map(({ name, ms, tally, note }) => {
      const mark = tally.failed > 0 ? '✗' : '✓';
      return `${mark} ${name.padEnd(8)}${formatSeconds(ms).padStart(7)}   ${formatTally(tally)}${note ? `. ${note}` : ''}`;
    })
    .join('\n');
  const failures = results.flatMap((result) => result.failures ?? []);
  return [table, ...failures.map((failure) => `✗ ${failure}`)].join('\n\n');
}
