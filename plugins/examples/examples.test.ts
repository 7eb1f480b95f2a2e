import { expect, test } from 'vitest';
import { networkOf } from '../../src/bench/network.ts';
import { emptyBench } from '../../src/bench/begin.ts';
import { readBench } from '../../src/bench/read-bench.ts';
import { benchHref, ownNetworkIn } from '../../src/site-data/bench-href.ts';
import { examples, filesIn } from './examples.ts';

const all = examples();

test('each has a name of its own, which an address can hold', () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  for (const { name } of all)
    expect(ownNetworkIn(benchHref('page', name).split('#')[1]!)).toEqual({ kind: 'page', name });
});

/** The configuration of this page is wrong from its first key on, so that no server can be told from it. */
const notDrawn = 'default-js-domain-unsupported-type';

test.each(all)(
  'the bench has a server for each configuration of $name',
  async ({ name, files }) => {
    const state = readBench({ ...emptyBench('2.14.0'), name: 'Example', files });
    if (name === notDrawn) return expect(networkOf(state)).rejects.toThrow('None of these files');
    const { derived } = await networkOf(state);
    const configurations = files.filter(({ path }) => path.endsWith('.conf'));
    expect(derived.topology.servers).toHaveLength(configurations.length);
  },
);

test('on the page of a message the remedy is no part of it', () => {
  const page = [
    ['conf title="hub.conf" provokes', 'port: 1'],
    ['text title="/etc/nats/a.creds" on=hub', 'a'],
    ['conf title="hub.conf" mends', 'port: 2'],
    ['conf title="leaf.conf"', 'port: 3'],
  ]
    .map(([head, text]) => `\`\`\`${head}\n${text}\n\`\`\`\n`)
    .join('\n');
  expect(filesIn(page, true)).toEqual([
    { path: 'hub.conf', text: 'port: 1\n' },
    { path: 'hub/etc/nats/a.creds', text: 'a\n' },
  ]);
  const shown = '```conf title="hub.conf" opens\nport: 4\n```\n\n```conf title="a.conf"\n```\n';
  expect(filesIn(shown, true)).toEqual([{ path: 'hub.conf', text: 'port: 4\n' }]);
  expect(filesIn('```nats\nport: 1\n```\n', false)).toEqual([]);
});
