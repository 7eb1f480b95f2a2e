import { expect, test } from 'vitest';
import type { CheckResult } from './check.ts';
import { eventually, insist } from './eventually.ts';

const failure: CheckResult = { type: 'fail', expected: 'yes', seen: 'no' };

test('a check is repeated until it passes', async () => {
  let tries = 0;
  const check = async (): Promise<CheckResult> => (++tries < 3 ? failure : { type: 'pass' });
  expect(await eventually(check, { timeoutMs: 5000 })).toEqual({ type: 'pass' });
  expect(tries).toBe(3);
});

test('one that never passes gives its last failure', async () => {
  expect(await eventually(async () => failure, { timeoutMs: 120 })).toBe(failure);
});

test('one that cannot ask gives the words of its error', async () => {
  const check = async () => Promise.reject(new Error('server hub is not running'));
  expect(await eventually(check, { timeoutMs: 0 })).toMatchObject({
    seen: 'server hub is not running',
  });
});

test('what is insisted on is done until it works', async () => {
  let tries = 0;
  await insist(async () => {
    if (++tries < 3) throw new Error('nobody answers yet');
  });
  expect(tries).toBe(3);
});

test('a signal ends the repetition with its reason', async () => {
  const stop = new AbortController();
  const waiting = eventually(async () => failure, { timeoutMs: 60_000, signal: stop.signal });
  stop.abort(new Error('the reader left'));
  await expect(waiting).rejects.toThrow('the reader left');
});
