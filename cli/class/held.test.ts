import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { holdFolder } from './held.ts';

const made = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'leafwise-held-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
};

test('a class that another process holds is not held twice', () => {
  const folder = made();
  writeFileSync(path.join(folder, 'held'), String(process.ppid));
  expect(() => holdFolder(folder)).toThrow('This class runs already');
});

test.each(['', '0', '2147483646', 'x'])(
  'what a killed process has left (%s) is no hold',
  (left) => {
    const folder = made();
    writeFileSync(path.join(folder, 'held'), left);
    holdFolder(folder)();
    expect(readdirSync(folder)).toEqual([]);
  },
);
