import { expect, test } from 'vitest';
import { originsOf, wantedOf } from './wanted.ts';

test('a topology is named by itself or by its lab', async () => {
  expect((await wantedOf(['ring'], {})).topology.name).toBe('ring');
  expect((await wantedOf(['cross-a-domain'], {})).topology.name).toBe('two-domains');
});

test.each(['moon', 'constructor'])('%s names neither', async (name) => {
  await expect(wantedOf([name], {})).rejects.toThrow(`There is no topology, lab or file ${name}.`);
});

test('configurations are a network of their own', async () => {
  const { topology, ways } = await wantedOf(['labs/troubles/leaf-without-credentials'], {});
  expect(topology.links.map(({ name }) => name)).toEqual(['sidecar-hub']);
  expect([...ways].map(([server, all]) => [server, all.map(({ flags }) => flags)])).toEqual([
    ['hub', [' --user app --password s3cret']],
    ['sidecar', ['']],
  ]);
});

test('an origin is one of a page', () => {
  expect(originsOf(['https://example.org/a'])).toEqual(['https://example.org']);
  expect(() => originsOf(['example.org'])).toThrow('is no origin of a page');
});
