import { expect, test } from 'vitest';
import { missingLine } from './missing-line.ts';

test('lines are there in their order, with anything for … and others between them', () => {
  const text = 'Stream ORDERS\n\n  Subjects: orders.>\n  Messages: 12 (3 KiB)\n';
  expect(missingLine('Stream …\n\nMessages: … (… KiB)', text)).toBeUndefined();
  expect(missingLine('Messages: …\nSubjects: …', text)).toBe('Subjects: …');
  expect(missingLine('Stream …\nStream …', text)).toBe('Stream …');
  expect(missingLine('Messages: 1.', text)).toBe('Messages: 1.');
});

test('of many lines with many … the one that is not there is told', () => {
  const row = '│ … │ … │ … │ … │ … │';
  const printed = Array.from({ length: 300 }, (_, i) => `│ a${i} │ 1 │ 2 │ 3 │ 4 │`).join('\n');
  const promised = [...Array.from({ length: 12 }, () => row), 'the end'].join('\n');
  expect(missingLine(promised, printed)).toBe('the end');
});
