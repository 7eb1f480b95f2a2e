import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyBench, hubAndLeaf } from '../../src/bench/begin.ts';
import { linkOf } from '../../src/bench/link.ts';
import { notUpText } from './why-down.ts';
import { originsOf, wantedOf } from './wanted.ts';

test('a topology is named by itself or by its lab', async () => {
  expect((await wantedOf(['ring'], {})).topology.name).toBe('ring');
  expect((await wantedOf(['cross-a-domain'], {})).topology.name).toBe('two-domains');
});

test('a topology of the site takes nothing that is for configurations', async () => {
  await expect(wantedOf(['ring'], { assign: ['a=b'] })).rejects.toThrow('--assign is for');
  await expect(wantedOf(['ring'], { 'stand-ins': true })).rejects.toThrow('--stand-ins is for');
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

test('the system account comes after those for messages', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wanted-test-'));
  const file = join(folder, 'hub.conf');
  writeFileSync(
    file,
    'server_name: hub\nport: 4222\nsystem_account: SYS\naccounts {\n  SYS { users: [ { user: sys, password: s } ] }\n  APP { users: [ { user: app, password: "$2a$11$hashed" } ] }\n}\n',
  );
  const { ways } = await wantedOf([file], {}).finally(() => rmSync(folder, { recursive: true }));
  expect(ways.get('hub')!.map(({ account, flags }) => [account, flags])).toEqual([
    ['APP', ' --user app --password PASSWORD'],
    ['SYS', ' --user sys --password s'],
  ]);
});

test('the link of a bench brings what it has cut, and its commands', async () => {
  const commands = [{ server: 'hub', line: 'nats pub orders.new one' }];
  const { fragment } = await linkOf({
    ...emptyBench('2.15.0'),
    ...hubAndLeaf,
    commands,
    cut: ['leaf-hub', 'of another network'],
  });
  const wanted = await wantedOf([`https://example.org/bench#${fragment}`], {});
  expect(wanted).toMatchObject({ cut: ['leaf-hub'], commands });
});

test('a link that is down has its cause, and words for what was taken out are told', async () => {
  const files = [
    {
      path: 'hub.conf',
      text: 'server_name: hub\nleafnodes { port: 7422 }\nauthorization { user: a, password: right }\n',
    },
    {
      path: 'leaf.conf',
      text: 'server_name: leaf\nleafnodes { remotes: [\n  { url: "nats-leaf://a:wrong@hub:7442" }\n] }\n',
    },
  ];
  const { fragment } = await linkOf({ ...emptyBench('2.15.0'), files });
  const wanted = await wantedOf([`https://example.org/bench#${fragment}`], {});
  const [link] = wanted.topology.links;
  expect(wanted.whyDown(link!)).toEqual([
    expect.stringMatching(/leaf\.conf:3 hub refuses .* another password/),
    expect.stringMatching(/leaf\.conf:3 hub does not listen on port 7442\. .* Dial port 7422/),
  ]);
  expect(notUpText([link!], wanted.whyDown, true).split('\n')).toEqual([
    expect.stringContaining('Not up yet: leaf-hub.'),
    ...wanted.whyDown(link!).map((line) => `  ${line}`),
    expect.stringContaining('leafwise check tells why'),
  ]);
  expect(wanted.takenOut).toBe('taken-out-1');
  const shared = await linkOf({ ...emptyBench('2.15.0'), ...hubAndLeaf });
  const sound = await wantedOf([shared.fragment], {});
  expect(sound.whyDown(sound.topology.links[0]!)).toEqual([]);
  expect(sound.takenOut).toBeUndefined();
});

test('an origin is one of a page', () => {
  expect(originsOf(['https://example.org/a'])).toEqual(['https://example.org']);
  expect(() => originsOf(['example.org'])).toThrow('is no origin of a page');
});
