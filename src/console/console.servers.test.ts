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
      err: 'nats: error: could not list streams: nats: no responders available for request\nNo JetStream can be reached from this server.',
    });
    const stopped = await onHub('pub a 1');
    expect(stopped.code).toBe(1);
    expect(stopped.err).toBe(
      'nats: error: nats: no servers available for connection\nIs the server running?',
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
    expect(await printed(onLeaf('stream --help'))).toMatch(/^usage: nats stream \[<flags>\]/);
    expect(await printed(onLeaf('nats --version'))).toMatch(/^v\d+\.\d+\.\d+$/);
    expect(await printed(onLeaf('cheat pub'))).toMatch(/^Available Cheats:[\s\S]* stream\n/);
    expect(await printed(onLeaf('cheat stream'))).toMatch(/^# .*\nnats stream add /);
    const help = await printed(onLeaf('stream add --help'));
    expect(help).toMatch(/^usage: nats stream add \[<flags>\] \[<stream>\]\n/);
    expect(help).toContain('--subjects=SUBJECTS ...');
    expect(await printed(onLeaf('help stream add'))).toBe(help);
  });

  test.each([
    [
      'strem ls',
      /^error: expected command but got "strem", use --help.*\nDid you mean nats stream\?/,
    ],
    [
      'server leafz',
      /got "leafz".*\nDid you mean nats server report leafnodes or nats server request leafnodes\?/,
    ],
    ['stream lst', /^error: expected command but got "lst".*\nDid you mean nats stream ls\?/],
    ['stream', /^error: a subcommand from the list below is required.*\n\nusage: nats stream /],
    ['pub a b --cont 2', /^error: unknown long flag '--cont'\nDid you mean --count\?/],
    ['--constructor x', /^error: unknown long flag '--constructor'/],
    ['pub a b --constructor x', /^error: unknown long flag '--constructor'/],
    ['pub', /^error: required argument 'subject' not provided\nusage: nats publish /],
    ['pub a b c', /^error: unexpected argument c/],
    ['pub a b --count x', /^nats: error: strconv.ParseInt: parsing "x": invalid syntax/],
    [`pub a 'b`, /^nats: error: the quote ' at column 7 is not closed/],
    ['rtt | grep x', /^nats: error: unexpected \| at column 5/],
  ])('%s is refused', async (line, message) => {
    const { code, out, err } = await onLeaf(line);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(message);
  });

  test('a blank line and a comment do nothing; aliases and flags in front are understood', async () => {
    expect(await onLeaf('  # nothing')).toEqual({ code: 0, out: '', err: '' });
    expect(await printed(onLeaf('nats --js-domain hub str list'))).toBe('No Streams defined');
    expect(await printed(onLeaf('str --domain hub ls'))).toBe('No Streams defined');
  });

  test('several lines run in turn, and lists as in a shell', async () => {
    const script = `$ nats stream add SCRIPT \\
  --subjects 'script.>' --defaults # as on a page
nats pub script.a "{
  1}" && nats stream rm NONE -f && pub script.b 2 || stream rm SCRIPT -f; nats stream ls`;
    const { code, out, err } = await onLeaf(script);
    expect(err).toMatch(/^nats: error: .*stream not found/);
    expect(out).toMatch(
      /Stream SCRIPT was created[\s\S]*Published 6 bytes to "script.a"\n.*No Streams defined$/,
    );
    expect(code).toBe(0);
  });

  test('a word that a shell would change is told', async () => {
    const { code, err } = await onLeaf('pub orders $JS --reply a.*');
    expect(code).toBe(0);
    expect(err).toContain(`In a shell, quote this: 'a.*'`);
    expect(err).toContain(`In a shell, quote this: '$JS'. A shell reads ""`);
  });

  test.each([
    [
      'nats -s nats://127.0.0.1:4222 stream ls',
      '-s has no place here. This console is a client of leaf already.',
    ],
    [
      'NATS_URL=nats://x nats stream ls',
      'NATS_URL has no place here. This console is a client of leaf already.',
    ],
    [
      'NATS_USER=x stream ls',
      'NATS_USER has no place here. There is no environment: add --user to the command.',
    ],
    [
      'stream ls --context hub',
      '--context has no place here. This console is a client of leaf already.',
    ],
  ])('%s says so and goes on', async (line, remark) => {
    const { code, out, err } = await onLeaf(line);
    expect({ code, out }).toEqual({ code: 0, out: 'No Streams defined' });
    expect(err).toContain(remark);
    expect((await onLeaf('--context leaf stream ls')).err).toBe('');
  });

  test('contexts are the servers of the lab', async () => {
    expect(await printed(onLeaf('ctx ls'))).toMatch(/│ hub +│.*│\n│ leaf\* +│/);
    expect(await printed(onLeaf('context ls --names'))).toBe('hub\nleaf');
    expect(await printed(onLeaf('context select leaf'))).toContain('Server URLs: nats://leaf');
    expect((await onLeaf('context select hub')).err).toContain('Open the console of hub.');
    expect((await onLeaf('context info moon')).err).toMatch(
      /^nats: error: context not found: "moon"/,
    );
    expect((await onLeaf('context add moon')).err).toContain('nats context add is not here.');
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
    expect(await options('consumer add ALPHA x --ack ')).toEqual([
      'all',
      'explicit',
      'flow_control',
      'none',
    ]);
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
