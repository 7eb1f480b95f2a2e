// @ts-check

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */
/** @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: { name: string, status: string, message: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[] }} VitestReport */
/** @typedef {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[], suites: PlaywrightSuite[] }} PlaywrightReport */
/** @typedef {{ specs: { title: string, file: string, line: number, ok: boolean, tests: { results: { error?: { message?: string } }[] }[] }[], suites?: PlaywrightSuite[] }} PlaywrightSuite */

/** @param {number} code A command's exit code: it counts as one test. */
export function tallyCommand(code) {
  return code === 0 ? passedOne : failedOne;
}

/**
 * @param {VitestReport | null} report Vitest's JSON; null if it wrote none.
 * @param {number} code
 * @returns {Tally}
 */
export function tallyVitest(report, code) {
  if (!report) return failedOne;
  // A file that could not be loaded has failed without a test of it having run.
  const broken = report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return atLeastOneFailed(code, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  });
}

/**
 * Lists the failed tests and their errors: the end of a long run is all that some records keep.
 * @param {VitestReport | null} report
 * @returns {string[]} The name of each test, its file before it, with the beginning of its error below
 * it.
 */
export function failuresOfVitest(report) {
  return (report?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [`${name}\n${beginning(message)}`] : [];
    return failed.map(
      (test) => `${name} › ${test.fullName}\n${beginning(test.failureMessages.join('\n'))}`,
    );
  });
}

/** @param {string} error Its message, or its first lines, without the stack. */
function beginning(error) {
  const lines = error.split('\n');
  const stack = lines.findIndex((line) => /^\s+at /.test(line));
  return lines
    .slice(0, stack < 0 ? 10 : Math.min(stack, 10))
    .map((line) => `  ${line}`)
    .join('\n');
}

/**
 * @param {PlaywrightReport | null} report Playwright's JSON; null if it wrote none.
 * @param {number} code
 * @returns {Tally}
 */
export function tallyPlaywright(report, code) {
  if (!report) return failedOne;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return atLeastOneFailed(code, {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    skipped,
  });
}

/**
 * Lists the failed tests and their errors, as for Vitest.
 * @param {PlaywrightReport | null} report
 * @returns {string[]}
 */
export function failuresOfPlaywright(report) {
  /** @param {PlaywrightSuite} suite @returns {string[]} */
  const failuresIn = ({ specs, suites = [] }) => [
    ...specs
      .filter(({ ok }) => !ok)
      .map(({ title, file, line, tests }) => {
        const errors = tests.flatMap(({ results }) => results.map(({ error }) => error?.message));
        return `${file}:${line} › ${title}\n${beginning(errors.filter(Boolean).join('\n'))}`;
      }),
    ...suites.flatMap(failuresIn),
  ];
  return (report?.suites ?? []).flatMap(failuresIn);
}

/**
 * @param {Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of tallies) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/**
 * `12 passed, 0 failed`, and what was skipped if anything was.
 * @param {Tally} tally
 */
export function formatTally({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed` + (skipped > 0 ? `, ${skipped} skipped` : '');
}

/** A suite that ends badly without naming a failed test (a crash, an unhandled rejection, no tests) has failed. */
function atLeastOneFailed(/** @type {number} */ code, /** @type {Tally} */ tally) {
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** @type {Tally} */
export const passedOne = { passed: 1, failed: 0, skipped: 0 };
/** @type {Tally} */
export const failedOne = { passed: 0, failed: 1, skipped: 0 };
/** @type {Tally} */
export const skippedOne = { passed: 0, failed: 0, skipped: 1 };
