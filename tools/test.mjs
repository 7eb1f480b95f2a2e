// @ts-check
// `npm test`: set-up, then every check. `npm test -- unit e2e` runs those alone. The last line counts the tests.
import { inspect } from 'node:util';
import { beginRun } from './lib/farewell.mjs';
import { Problem, runTool } from './lib/problem.mjs';
import { formatSeconds, startTask } from './lib/progress.mjs';
import { suites } from './lib/suites.mjs';
import { failedOne, formatTally, sum } from './lib/tally.mjs';
import { setup } from './setup.mjs';

/**
 * @typedef {import('./lib/suites.mjs').Suite} Suite
 * @typedef {import('./lib/tally.mjs').Tally} Tally
 * @typedef {{ name: string, ms: number, tally: Tally, note?: string, failures?: string[] }} Result
 */

await runTool(async () => {
  const chosen = chooseSuites(process.argv.slice(2));
  beginRun();
  await prepare(chosen);
  const results = await Promise.all(chosen.filter(({ reads }) => reads).map(runSuite));
  for (const suite of chosen.filter(({ reads }) => !reads)) results.push(await runSuite(suite));

  const total = sum(results.map(({ tally }) => tally));
  console.log(`\n${summarize(results)}\n\n${formatTally(total)}`);
  return total.failed > 0 ? 1 : 0;
});

/**
 * @param {string[]} names All suites, if none is named.
 * @throws Problem on a name that is none.
 */
function chooseSuites(names) {
  const known = suites.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Problem(`There is no suite ${unknown.join(', ')}: choose from ${known.join(', ')}.`);
  }
  return names.length > 0 ? suites.filter(({ name }) => names.includes(name)) : suites;
}

/** @param {Suite[]} chosen */
async function prepare(chosen) {
  try {
    await setup([...new Set(chosen.flatMap(({ needs = [] }) => needs))]);
  } catch (error) {
    // Nothing ran, and that is a failure for whoever reads only the last line.
    process.once('exit', () => console.log(`\n${formatTally(failedOne)}`));
    throw error;
  }
}

/**
 * @param {Suite} suite
 * @returns {Promise<Result>}
 */
async function runSuite({ name, live, check }) {
  const started = performance.now();
  const task = live ? undefined : startTask(name);
  if (live) console.log(`${name}:`);
  const { tally, output, note, failures } = await check().catch(crashed);
  task?.end(formatTally(tally));
  if (tally.failed > 0 && output) console.log(`\n${output.trimEnd()}\n`);
  return { name, ms: performance.now() - started, tally, note, failures };
}

/**
 * @param {unknown} error
 * @returns {import('./lib/suites.mjs').Outcome}
 */
function crashed(error) {
  if (error instanceof Problem) throw error;
  return { tally: failedOne, output: inspect(error) };
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
