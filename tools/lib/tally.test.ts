import { expect, test } from 'vitest';
import {
  failuresOfPlaywright,
  failuresOfVitest,
  formatTally,
  sum,
  tallyCommand,
  tallyPlaywright,
  tallyVitest,
} from './tally.mjs';

/** A file as Vitest reports it, with a test of each status. */
function fileOf(status: string, ...statuses: string[]) {
  return {
    name: 'a.test.ts',
    status,
    message: status === 'failed' && statuses.length === 0 ? 'Cannot find module ./b' : '',
    assertionResults: statuses.map((status, i) => ({
      status,
      fullName: `test ${i}`,
      failureMessages:
        status === 'failed' ? ['Error: expected 1\n  seen 2\n    at a.test.ts:3:4'] : [],
    })),
  };
}

const vitest = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [fileOf('passed', 'passed')],
};
const playwright = {
  stats: { expected: 5, unexpected: 0, flaky: 0, skipped: 2 },
  errors: [],
  suites: [],
};

test('a command counts as one test', () => {
  expect(tallyCommand(0)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  expect(tallyCommand(2)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("Vitest's tests are counted one by one", () => {
  expect(tallyVitest(vitest, 0)).toEqual({ passed: 7, failed: 0, skipped: 2 });
});

test('a test file that cannot be loaded has failed, next to the failed tests of others', () => {
  const report = {
    ...vitest,
    numFailedTests: 1,
    testResults: [
      fileOf('failed', 'passed', 'failed'),
      fileOf('failed'),
      fileOf('passed', 'passed'),
    ],
  };
  expect(tallyVitest(report, 1).failed).toBe(2);
  expect(failuresOfVitest(report)).toEqual([
    'a.test.ts › test 1\n  Error: expected 1\n    seen 2',
    'a.test.ts\n  Cannot find module ./b',
  ]);
});

test("Playwright's tests are counted one by one, and a flaky one has failed", () => {
  expect(tallyPlaywright(playwright, 0)).toEqual({ passed: 5, failed: 0, skipped: 2 });
  const report = { ...playwright, stats: { ...playwright.stats, unexpected: 1, flaky: 1 } };
  expect(tallyPlaywright(report, 1).failed).toBe(2);
});

test("Playwright's failed tests are told with the beginning of their errors", () => {
  const specOf = (title: string, ok: boolean) => ({
    title,
    file: 'a.spec.ts',
    line: 3,
    ok,
    tests: [{ results: [ok ? {} : { error: { message: 'Error: not there\n    at a' } }] }],
  });
  const suites = [{ specs: [specOf('one', true)], suites: [{ specs: [specOf('two', false)] }] }];
  expect(failuresOfPlaywright({ ...playwright, suites })).toEqual([
    'a.spec.ts:3 › two\n  Error: not there',
  ]);
  expect(failuresOfPlaywright(null)).toEqual([]);
});

test('an error outside any test counts: a site that did not start, a file that cannot be loaded', () => {
  const report = {
    stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 },
    errors: [{ message: 'Process from config.webServer exited early' }],
    suites: [],
  };
  expect(tallyPlaywright(report, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a suite that crashed has failed at least once, whether or not it left a report', () => {
  const crashed = { passed: 0, failed: 1, skipped: 0 };
  expect(tallyVitest(null, 1)).toEqual(crashed);
  expect(tallyPlaywright(null, 0)).toEqual(crashed);
  expect(tallyVitest(vitest, 1).failed).toBe(1);
  expect(tallyPlaywright(playwright, 130).failed).toBe(1);
});

test('the last line', () => {
  const total = sum([tallyCommand(0), tallyVitest(vitest, 0), tallyCommand(1)]);
  expect(formatTally(total)).toBe('8 passed, 1 failed, 2 skipped');
  expect(formatTally(tallyCommand(0))).toBe('1 passed, 0 failed');
});
