import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { formatSeconds, startTask } from './progress.mjs';

let shown = '';
const terminal = { write: (text: string) => (shown += text), isTTY: true };
const logFile = { write: terminal.write };

beforeEach(() => {
  shown = '';
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

test('a log gets a line for each thing done, one every half minute, and one at the end', () => {
  const task = startTask('packages', logFile);
  task.say('npm ci');
  vi.advanceTimersByTime(65_000);
  task.end('ready');
  vi.advanceTimersByTime(60_000);
  expect(shown.split('\n')).toEqual([
    'packages: npm ci …',
    'packages: npm ci (30 s)',
    'packages: npm ci (60 s)',
    'packages: ready (65 s)',
    '',
  ]);
});

test('a terminal gets one line that counts the seconds', () => {
  const task = startTask('packages', terminal);
  task.say('npm ci');
  vi.advanceTimersByTime(2_000);
  task.end('ready');
  const clear = '\r\x1b[2K';
  expect(shown).toBe(
    [
      'packages: npm ci (0.0 s)',
      'packages: npm ci (1.0 s)',
      'packages: npm ci (2.0 s)',
      'packages: ready (2.0 s)\n',
    ]
      .map((line) => clear + line)
      .join(''),
  );
});

test('seconds', () => {
  expect([40, 9_940, 61_400].map(formatSeconds)).toEqual(['0.0 s', '9.9 s', '61 s']);
});
