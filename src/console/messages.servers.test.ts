import { getEventListeners } from 'node:events';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import topology from '../../topologies/two-domains/topology.ts';
import { hasPrinted, printed, startConsoles } from '../../tests/support/test-console.ts';
import { patience } from '../../tests/support/pass.ts';

let consoles: Awaited<ReturnType<typeof startConsoles>>;
const leaf = topology.servers.find(({ name }) => name === 'leaf')!;

beforeAll(async () => {
  consoles = await startConsoles(topology);
  await consoles.linked();
}, 30_000);
afterAll(() => consoles.close());

const onLeaf = (line: string) => consoles.run('leaf', line);

/** How many consoles are connected to a server. */
async function connected(server: string): Promise<number> {
  const connz = await consoles.host.monitor(server, 'connz');
  const { connections } = connz as { connections: { name?: string }[] };
  return connections.filter(({ name }) => name === `console-at-${server}`).length;
}

describe('messages', () => {
  test('sub prints what pub publishes, across the link, and Ctrl-C ends it and its connection', async () => {
    const sub = consoles.start('hub', `sub 'news.>' --count 5`);
    await hasPrinted(sub, 'Subscribing on news.>');
    await vi.waitFor(async () => {
      const leafz = await consoles.host.monitor('leaf', 'leafz', { subscriptions: true });
      expect(JSON.stringify(leafz)).toContain('news.>');
    }, patience);
    const pub = await printed(onLeaf(`pub news.today 'hello {{Count}}' -H From:leaf --count 2`));
    expect(pub.split('\n')).toHaveLength(2);
    expect(pub).toMatch(/^\d\d:\d\d:\d\d Published 7 bytes to "news.today"$/m);
    await hasPrinted(sub, 'hello 2');
    const { code, out } = await sub.stop();
    expect(code).toBe(130);
    expect(out).toContain('[#1] Received on "news.today"\nFrom: leaf\n\nhello 1\n');
    await vi.waitFor(async () => expect(await connected('hub')).toBe(0), patience);
  });

  test('sub ends after --count messages, raw or of a queue group', async () => {
    const sub = consoles.start('leaf', 'nats sub q.a --queue workers --count 2 --raw');
    const subscribed = () => consoles.host.monitor('leaf', 'subsz', { subscriptions: true });
    await vi.waitFor(
      async () => expect(JSON.stringify(await subscribed())).toContain('q.a'),
      patience,
    );
    await onLeaf(`pub q.a one`);
    await onLeaf(`pub q.a ''`);
    expect(await printed(sub.ended)).toBe('one\nnil body');
  });

  test('answers arrive below --inbox-prefix, of requests and of the API', async () => {
    const sub = consoles.start('leaf', 'sub who --count 1');
    await hasPrinted(sub, 'Subscribing on who');
    await onLeaf(`req who '' --timeout 10ms --inbox-prefix _INBOX_app`);
    expect((await sub.ended).out).toMatch(/Received on "who" with reply "_INBOX_app\./);
    expect((await onLeaf('stream ls --inbox-prefix _INBOX.>')).err).toContain('prefix');
    expect(await printed(onLeaf('stream ls --inbox-prefix _INBOX_app'))).toContain('No Streams');
  });

  test('reply answers req with templates; its body and headers know the request and its number', async () => {
    const reply = consoles.start(
      'leaf',
      `reply 'weather.*' '{{Request}} {{Count}}' -H 'No:{{Count}}' --count 2`,
    );
    await hasPrinted(reply, 'Listening on "weather.*" in group "NATS-RPLY-22"');
    expect(await printed(onLeaf('req weather.oslo please --raw'))).toBe('please 0\n\n');
    expect(await printed(onLeaf('req weather.rome now'))).toMatch(
      /Sending request on "weather.rome"\n.* Received with rtt .*s\n.* No: 1\n.*\nnow 1\n/,
    );
    expect(await printed(reply.ended)).toMatch(
      /\[#1\] Received on subject "weather.rome":[^]*\nDraining...\n.* Exiting$/,
    );
  });

  test('req tells of nobody, and waits for as many replies as asked for', async () => {
    expect(await printed(onLeaf('req nobody hi'))).toMatch(/No responders are available$/);
    const echoes = [1, 2].map((n) =>
      consoles.start('leaf', `reply echo --echo --count 1 -q group-${n}`),
    );
    await Promise.all(echoes.map((echo) => hasPrinted(echo, 'Listening')));
    expect(await printed(onLeaf('req echo hi --replies 2 -r'))).toBe('hi\n\n\nhi\n\n');
    await Promise.all(echoes.map(({ ended }) => ended));
  });

  test('req says so where somebody listens and does not answer', async () => {
    const sub = consoles.start('leaf', 'sub silent');
    await hasPrinted(sub, 'Subscribing');
    const { code, err } = await onLeaf('req silent hi --timeout 50ms');
    expect({ code, err }).toEqual({ code: 0, err: 'No reply came within 50ms.' });
    await sub.stop();
  });
});

describe('connections', () => {
  test('sub outlives a crash of its server and says so', async () => {
    const sub = consoles.start('leaf', 'sub alive --count 1');
    await hasPrinted(sub, 'Subscribing');
    await consoles.host.crashServer('leaf');
    await hasPrinted(sub, '>>> Disconnected due to: EOF, will attempt reconnect');
    await consoles.host.startServer('leaf', leaf.config);
    await hasPrinted(sub, 'Reconnected');
    await onLeaf('pub alive again');
    expect((await sub.ended).out).toContain('Received on "alive"\nagain');
    await consoles.linked();
  }, 20_000);

  test('a server that wants a login takes --user and --password', async () => {
    await consoles.host.stopServer('leaf');
    const config = `${leaf.config}\nauthorization { user: ann, password: secret }`;
    await consoles.host.startServer('leaf', config);
    const { code, err } = await onLeaf('pub a 1');
    expect({ code, err }).toEqual({
      code: 1,
      err: 'nats: error: nats: Authorization Violation\nLog in with --creds, or with --user and --password.',
    });
    expect((await onLeaf('pub a 1 --user ann --password x')).err).toBe(
      'nats: error: nats: Authorization Violation\nThe server knows no user ann with this password.',
    );
    expect(await printed(onLeaf('rtt --user ann --password secret'))).toContain('nats://leaf: ');
    await consoles.host.stopServer('leaf');
    await consoles.host.startServer('leaf', leaf.config);
    await consoles.linked();
  }, 20_000);

  test('Ctrl-C ends a request that waits, and nothing is printed after that', async () => {
    const sub = consoles.start('leaf', 'sub waits');
    await hasPrinted(sub, 'Subscribing');
    const request = consoles.start('leaf', 'req waits hi');
    await hasPrinted(request, 'Sending request');
    const { code, err } = await request.stop();
    expect({ code, err }).toEqual({ code: 130, err: 'nats: error: context canceled' });
    await sub.stop();
    await vi.waitFor(async () => expect(await connected('leaf')).toBe(0), patience);
  });

  test('of many requests none still listens for Ctrl-C once it is answered', async () => {
    const reply = consoles.start('leaf', 'reply many yes');
    await hasPrinted(reply, 'Listening');
    const requests = consoles.start('leaf', 'req many hi --count 5');
    await requests.ended;
    // The line's own, and the command's.
    expect(getEventListeners(requests.signal, 'abort')).toHaveLength(2);
    await reply.stop();
  });
});
