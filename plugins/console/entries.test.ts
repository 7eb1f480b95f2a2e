import { expect, test } from 'vitest';
import { consoleEntries } from './entries.ts';

const entries = consoleEntries();
const named = (name: string) => entries.find((entry) => entry.name === name)!;

test('a command is as in the CLI, differs and says how, or is absent and says why', () => {
  for (const { name, standing, note, refused } of entries) {
    const says = note !== undefined || refused.length > 0;
    expect(says, name).toBe(standing !== 'same');
  }
  expect(named('kv get').standing).toBe('same');
  expect(named('stream view')).toMatchObject({
    standing: 'differs',
    refused: [['--translate', expect.stringContaining('commands')]],
  });
  expect(named('top').note).toContain('picture');
});

test('no command is listed twice', () => {
  const names = entries.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
