import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

test('a topology is named by itself or by its lab', () => {
  expect(readArguments(['ring']).topology.name).toBe('ring');
  expect(readArguments(['cross-a-domain']).topology.name).toBe('two-domains');
});

test.each(['moon', 'constructor'])('%s names neither', (name) => {
  expect(() => readArguments([name])).toThrow(`There is no topology or lab ${name}.`);
});
