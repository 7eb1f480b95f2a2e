import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import topology from '../../topologies/two-domains/topology.ts';
import { complete } from './complete.ts';
import { commandList } from './run.ts';
import { printed, startConsoles } from '../../tests/support/test-console.ts';

let consoles: Awaited<ReturnType<typeof startConsoles>>;
const leaf = topology.servers.find(({ name }) => name === 'leaf')!;

beforeAll(async () => {
  consoles = await startConsoles(topology);
  await consoles.linked();
}, 30_000);
afterAll(() => consoles.close());

const onLeaf = (line: string) => consoles.run('leaf', line);
const onHub = (line: string) => consoles.run('hub', line);

describe('servers', () => {
  test('server commands read the monitoring of all servers of the lab', async () => {
    const list = await printed(onLeaf('server ls'));
    expect(list).toMatch(/│ hub +│ .*│ hub +│/);
    expect(list).toMatch(/│ leaf +│ .*│ leaf +│/);
    expect(await printed(onLeaf('server report jetstream'))).toMatch(/│ hub +│ +│ hub +│ 0 /);
    const leafs = await printed(onLeaf('server report leafnodes'));
    expect(leafs).toMatch(/│ hub +│ leaf +│ \$G .*│ false │/);
    expect(leafs).toMatch(/│ leaf +│ hub +│ \$G .*│ true +│/);
    const json = await printed(onLeaf('server request leafnodes --name hub --subscriptions'));
    expect(JSON.parse(json)).toMatchObject({ server: { name: 'hub' }, data: { leafnodes: 1 } });
    expect((await onLeaf('server request varz --name moon')).err).toMatch(
      /no server moon\nServers here: hub, leaf/,
    );
  });

  test('account info and rtt ask the server of the console', async () => {
    const account = await printed(onHub('account info'));
    expect(account).toMatch(/Account: \$G/);
    expect(account).toContain('Connected Server Name: hub\n');
    expect(account).toContain('JetStream Account Information for domain hub:');
    expect(await printed(onHub('rtt'))).toMatch(
      /^nats:\/\/hub:\n\n {3}nats:\/\/hub: [\d.]+(µs|ms)\n$/,
    );
  });

  test('without JetStream and without the hub there are no responders', async () => {
    await consoles.host.stopServer('hub');
    await consoles.host.stopServer('leaf');
    await consoles.host.startServer('leaf', leaf.config.replace(/jetstream \{[^}]*\}/, ''));
    const { code, err } = await onLeaf('stream ls');
    expect({ code, err }).toEqual({
      code: 1,
      err: 'nats: error: nats: no responders available for request\nNo JetStream can be reached from this server.',
    });
    const stopped = await onHub('rtt');
    expect(stopped.code).toBe(1);
    expect(stopped.err).toBe(
      'nats: error: nats: no servers available for connection. Is the server running?',
    );
    for (const { name, config } of topology.servers) {
      if (name === 'leaf') await consoles.host.stopServer(name);
      await consoles.host.startServer(name, config);
    }
    await consoles.linked();
  }, 30_000);
});

describe('the line itself', () => {
  test('help is of all commands, of a group, and of one', async () => {
    expect(await printed(onLeaf('help'))).toContain('stream add ');
    expect(await printed(onLeaf('stream'))).toMatch(/^usage: nats stream \[<flags>\]/);
    const help = await printed(onLeaf('stream add --help'));
    expect(help).toMatch(/^usage: nats stream add \[<flags>\] <stream>\n/);
    expect(help).toContain('--subjects=SUBJECTS ...');
    expect(await printed(onLeaf('help stream add'))).toBe(help);
  });

  test.each([
    ['strem ls', /expected command but got "strem", try --help\nDid you mean nats stream\?/],
    [
      'server leafz',
      /got "leafz".*\nDid you mean nats server report leafnodes or nats server request leafnodes\?/,
    ],
    ['stream lst', /expected command but got "lst".*\nDid you mean nats stream ls\?/],
    ['pub a b --cont 2', /unknown long flag '--cont', try --help\nDid you mean --count\?/],
    ['--constructor x', /unknown long flag '--constructor', try --help/],
    ['pub a b --constructor x', /unknown long flag '--constructor', try --help/],
    ['--foo', /unknown long flag '--foo', try --help/],
    ['pub', /required argument 'subject' not provided, try --help/],
    ['pub a b c', /unexpected argument c, try --help/],
    [`pub a 'b`, /the quote ' at column 7 is not closed/],
  ])('%s is refused', async (line, message) => {
    const { code, out, err } = await onLeaf(line);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^nats: error: /);
    expect(err).toMatch(message);
  });

  test('a blank line and a comment do nothing; aliases and flags in front are understood', async () => {
    expect(await onLeaf('  # nothing')).toEqual({ code: 0, out: '', err: '' });
    expect(await printed(onLeaf('--js-domain hub nats str list')).catch(() => 'no')).toBe('no');
    expect(await printed(onLeaf('nats --js-domain hub str list'))).toBe('No Streams defined');
  });

  test('a wildcard that a shell would take is told', async () => {
    const { err } = await onLeaf('pub orders.* x');
    expect(err).toContain(`In a shell, quote this: 'orders.*'`);
  });

  test('Ctrl-C before a server answers ends the line at once', async () => {
    expect(await consoles.start('leaf', 'rtt').stop()).toMatchObject({ code: 130 });
  });

  test('each command has help, and a name of its own', () => {
    expect(commandList.every(({ help }) => help.length > 5)).toBe(true);
    expect(new Set(commandList.map(({ name }) => name)).size).toBe(commandList.length);
  });
});

describe('completion', () => {
  const options = async (line: string) => (await complete(line, consoles.context('leaf'))).options;

  test('commands, their groups and flags', async () => {
    expect(await options('nats str')).toEqual(['stream']);
    expect(await options('stream p')).toEqual(['purge']);
    expect(await options('pub a b --co')).toEqual(['--count']);
    expect((await complete('stream p', consoles.context('leaf'))).from).toBe(7);
    expect(await options('help str')).toEqual(['stream']);
    expect(await options('help stream ed')).toEqual(['edit']);
    expect(await options('rtt; stream ed')).toEqual(['edit']);
    expect(await options('cle')).toEqual(['clear']);
    expect(await options('consumer add X --no-h')).toEqual(['--no-headers-only']);
  });

  test('flags and their values are told from arguments', async () => {
    await onLeaf('stream add ALPHA --subjects a --defaults');
    await onLeaf('consumer add ALPHA worker --pull --defaults');
    expect(await options('stream info --js-domain ')).toEqual(['hub', 'leaf']);
    expect(await options('stream info --js-domain=h')).toEqual(['hub']);
    expect(await options('stream add COPY --mirror ')).toEqual(['ALPHA']);
    expect(await options('consumer add ALPHA x --ack ')).toEqual(['all', 'explicit', 'none']);
    expect(await options('stream info --timeout ')).toEqual([]);
    expect(await options('server request varz --name l')).toEqual(['leaf']);
    expect(await options('stream get -S ')).toEqual([]);
    expect(await options('stream get -S a ')).toEqual(['ALPHA']);
    expect(await options('stream get --last-for="a b" A')).toEqual(['ALPHA']);
    expect(await options('consumer next --no-ack ALPHA ')).toEqual(['worker']);
    expect(await options('consumer next -- ALPHA ')).toEqual(['worker']);
    expect(await options('consumer next -- -')).toEqual([]);
    expect(await options(`consumer next 'ALPHA' w`)).toEqual(['worker']);
    expect(await options('stream info # A')).toEqual([]);
    await onLeaf('stream rm ALPHA -f');
  });

  test('names that the server knows, in the domain that is asked', async () => {
    await onLeaf('stream add ALPHA --subjects a --defaults');
    await onLeaf('stream add BETA --subjects b --defaults --js-domain hub');
    await onLeaf('consumer add ALPHA worker --pull --defaults');
    await onLeaf('kv add CONF');
    await onLeaf('kv put CONF color red');
    expect(await options('stream info ')).toEqual(['ALPHA']);
    expect(await options('stream info --js-domain hub ')).toEqual(['BETA']);
    expect(await options('consumer info ALPHA w')).toEqual(['worker']);
    expect(await options('kv get C')).toEqual(['CONF']);
    expect(await options('kv get CONF ')).toEqual(['color']);
    expect(await options('kv get CONF "c')).toEqual(['color']);
    expect(await complete('rtt && kv get CONF "c', consoles.context('leaf'))).toEqual({
      from: 19,
      options: ['color'],
      text: '"color" ',
    });
    expect(await options('kv get --js-domain moon C')).toEqual([]);
    expect(await options('nonsense ')).toEqual([]);
    await onLeaf('stream rm ALPHA -f');
    await onLeaf('stream rm BETA -f --js-domain hub');
    await onLeaf('kv del CONF -f');
  });
});
