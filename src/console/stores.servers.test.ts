import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import topology from '../../topologies/two-domains/topology.ts';
import { hasPrinted, printed, startConsoles } from '../../tests/support/test-console.ts';

let consoles: Awaited<ReturnType<typeof startConsoles>>;

beforeAll(async () => {
  consoles = await startConsoles(topology);
  await consoles.linked();
}, 30_000);
afterAll(() => consoles.close());

const onLeaf = (line: string) => consoles.run('leaf', line);
const failure = async (line: string) => (await onLeaf(line)).err.split('\n')[0];

describe('buckets', () => {
  test('a value is changed only by a client that knows the last revision', async () => {
    await onLeaf('kv add PRICES --history 5');
    await onLeaf('kv put PRICES oak 12');
    expect(await failure('kv create PRICES oak 14')).toBe(
      'nats: error: nats: nats: API error: code=400 err_code=10071 description=wrong last sequence: 1: key exists',
    );
    expect(await printed(onLeaf('kv update PRICES oak 14 1'))).toBe('14');
    expect(await failure('kv update PRICES oak 15 1')).toMatch(/: nats: key revision mismatch$/);
    expect(await failure('kv update PRICES oak 15 one')).toContain('parsing "one"');
    expect((await onLeaf('kv revert PRICES oak 1')).out).toBe('Revision: 1\n\n12\n');
    expect(await printed(onLeaf('kv revert PRICES oak 1 --force'))).toMatch(/│ +3 │ PUT .* │ 12 /);
    await onLeaf('kv del PRICES oak -f');
    expect(await printed(onLeaf('kv create PRICES oak 16'))).toBe('16');
    await onLeaf('kv del PRICES oak -f');
    expect(await printed(onLeaf('kv compact PRICES -f'))).toBe('');
    // A marker that is young is kept.
    expect(await printed(onLeaf('kv history PRICES oak'))).toMatch(/│ oak │ +6 │ DELETE /);
    expect(await printed(onLeaf('kv history PRICES oak'))).not.toContain('PUT');
    await onLeaf('kv del PRICES -f');
  });

  test('the configuration of a bucket is told, and changed', async () => {
    const added = await printed(
      onLeaf(
        'kv add FULL --history 2 --compress --metadata team=shop --republish-source ">" --republish-destination "repub.>" --marker-ttl 1m',
      ),
    );
    expect(added).toContain('Compressed: true\n');
    expect(added).toContain('Limit Marker TTL: 1m0s\n');
    expect(added).toContain('Republishing: > to repub.>\n');
    expect(added).toMatch(/\nMetadata:\n\n +team: shop\n/);
    expect(await printed(onLeaf('kv edit FULL --history 4 --description d'))).toMatch(
      /History Kept: 4\n[^]*Compressed: true\n[^]*Description: d\n/,
    );
    const sourced = await printed(onLeaf('kv add ALL --source FULL'));
    expect(sourced).toMatch(/Sources Information:\n\n +Source Bucket: FULL\n/);
    await onLeaf('kv del ALL -f');
    await onLeaf('kv del FULL -f');
  });

  test.each([
    ['kv add bad.name', 'nats: invalid bucket name'],
    ['kv put bad.name a b', 'nats: invalid bucket name'],
    ['kv add OLD --history 65', 'history: must be less than or equal to 64'],
    ['kv add OLD --storage disk', `enum value must be one of file,f,memory,m, got 'disk'`],
    ['kv del NOPE -f', 'nats: bucket not found: NOPE'],
    ['kv info NOPE', 'nats: bucket not found'],
    ['kv ls NOPE', 'unable to load bucket: nats: bucket not found'],
  ])('%s is refused', async (line, words) => {
    expect(await failure(line)).toBe(`nats: error: ${words}`);
  });

  test.each(['kv put KEYS "a b" c', 'kv get KEYS .a', 'kv del KEYS a..b -f'])(
    '%s names no key',
    async (line) => {
      await onLeaf('kv add KEYS');
      expect(await failure(line)).toBe('nats: error: nats: invalid key');
      await onLeaf('kv del KEYS -f');
    },
  );
});

describe('object stores', () => {
  test('are there for a page without crypto.subtle too', async () => {
    // As in a page that came by http:// from another machine.
    Object.defineProperty(crypto, 'subtle', { configurable: true, value: undefined });
    try {
      await onLeaf('object add PLAIN');
      expect(await printed(onLeaf('object ls PLAIN'))).toContain('No entries found');
    } finally {
      Reflect.deleteProperty(crypto, 'subtle');
    }
    await onLeaf('object rm PLAIN -f');
  });

  const files = () => consoles.session.files.get();

  test('a file is put, told of, read into a file, and deleted', async () => {
    const plan = new TextEncoder().encode('Hello from the leaf');
    consoles.session.files.update((all) => ({ ...all, 'plan.txt': plan }));
    expect(await printed(onLeaf('object add FILES --metadata team=shop'))).toContain(
      '             Metadata: team: shop\n',
    );
    expect(await printed(onLeaf('object put FILES plan.txt -H Kind:plan'))).toMatch(
      /^\nObject information for FILES > plan.txt\n\n +Size: 19 B\n[^]* Digest: SHA-256 [0-9a-f]{64}\n +Headers: Kind: plan$/,
    );
    expect((await onLeaf('object put FILES plan.txt')).err).toMatch(
      /without a terminal\n.*--force/,
    );
    expect(await failure('object put FILES none.txt')).toBe(
      `nats: error: path 'none.txt' does not exist`,
    );
    expect(await failure('object get FILES plan.txt')).toMatch(/without a terminal$/);
    expect(await printed(onLeaf('object get FILES plan.txt -O copy.txt --no-progress'))).toMatch(
      /^Wrote: 19 B to copy.txt in /,
    );
    expect(files()['copy.txt']).toEqual(plan);
    expect(await printed(onLeaf('object ls FILES'))).toContain('│ plan.txt │ 19 B │');
    expect(await printed(onLeaf('object rm FILES plan.txt -f'))).toMatch(
      /^Removed FILES > plan.txt\n/,
    );
    expect(await failure('object get FILES plan.txt')).toBe('nats: error: nats: object not found');
    expect(await printed(onLeaf('object edit FILES --description new'))).toContain(
      'Description: new\n',
    );
    expect(await printed(onLeaf('object seal FILES -f'))).toMatch(
      /^FILES has been sealed\n[^]*Sealed: true\n/,
    );
    expect(await failure('object put FILES copy.txt')).toContain('err_code=10109 ');
    expect(await printed(onLeaf('object rm FILES -f'))).toBe('');
    expect(await failure('object ls FILES')).toBe('nats: error: nats: bucket not found');
    expect(await failure('object add a.b')).toBe('nats: error: nats: invalid object-store name');
  });
});

describe('accounts', () => {
  test('the server of the console tells of the account, its limits and its connections', async () => {
    const info = await printed(onLeaf('account info'));
    expect(info).toMatch(/ Account: \$G \(\$G\)\n +System Account: false\n +Expires: never\n/);
    expect(info).toMatch(
      /\n +TLS Connection: no\n\nJetStream Account Information for domain leaf:\n\nA/,
    );
    expect(info).toMatch(/\n {2}Tier: Default:\n\n {6}Configuration Requirements:\n/);
    const connections = await printed(onLeaf('account report connections --sort cid'));
    expect(connections).toMatch(/│ L\d+ +│ leaf +│ hub /);
    expect(connections).toMatch(/Connections per server/);
    expect(await printed(onLeaf('account report statistics'))).toMatch(/│ Server .*│ Leafnodes /);
    expect(await failure('account tls')).toBe('nats: error: nats: connection is not tls');
    const [target] = JSON.parse(await printed(onLeaf('rtt 2 --json'))) as unknown[];
    expect(target).toMatchObject({ url: 'nats://leaf', results: [{ url: 'nats://leaf' }] });
  });
});

describe('services', () => {
  test('a service at the leaf is found, asked and counted from the hub', async () => {
    const onHub = (line: string) => printed(consoles.run('hub', line));
    expect(await failure('service ls')).toBe('nats: error: no service instances found');
    const serve = consoles.start('leaf', 'service serve demo -H Kind:oak');
    await hasPrinted(serve, 'Requests Log:');
    await vi.waitFor(async () => expect(await onHub('micro ls')).toContain('│ demo │ 1.0.0 '), {
      timeout: 10_000,
    });
    expect(await onHub('service request demo echo hello -H A:b')).toMatch(
      /Kind: oak\n[^]*\nhello\n/,
    );
    await hasPrinted(serve, 'Handling request on subject demo.echo');
    expect(await onHub('service info demo')).toMatch(/ Requests: 1 in group "q"\n/);
    expect(await onHub('service stats demo')).toMatch(/│ echo +│ 1 +│ q +│ 0 /);
    expect(await onHub('service ping --timeout 500ms')).toMatch(/^demo \w+ +rtt=/);
    expect(await failure('service request demo nope x')).toBe(
      'nats: error: service "demo" has no endpoint "nope" (available: echo)',
    );
    expect(await failure('service serve a.b')).toContain('validation: service name');
    await serve.stop();
  });
});

describe('benchmarks', () => {
  test('messages of several clients are sent, stored, read and counted', async () => {
    const subscriber = consoles.start('hub', 'bench sub test --msgs 200');
    await hasPrinted(subscriber, 'expecting 200 messages');
    const sent = consoles.start('leaf', 'bench pub test --msgs 200 --sleep 1ms --clients 2');
    await sent.ended;
    expect(sent.printed()).toMatch(
      /clients=2, msg-size=128 B, msgs=200, [^]*\n {2}\[2\] .* \(100 msgs\)\n\n NATS Core NATS publisher aggregated stats: /,
    );
    await subscriber.stop();
    expect(await failure('bench js pub sync stored')).toMatch(
      /could not access stream benchstream: .*10059/,
    );
    expect(await printed(onLeaf('bench js pub async stored --create --msgs 60'))).toMatch(
      /NATS JetStream asynchronous publisher stats: [\d,]+ msgs\/sec/,
    );
    for (const way of ['ordered', 'consume --doubleack', 'fetch', 'get sync']) {
      if (way === 'fetch') await onLeaf('consumer rm benchstream nats-bench -f');
      expect(await printed(onLeaf(`bench js ${way} --msgs 60`))).toMatch(/ stats: [\d,]+ msgs/);
    }
    await onLeaf('consumer rm benchstream nats-bench -f');
    const shared = await printed(onLeaf('bench js consume --msgs 60 --clients 3'));
    expect(shared.match(/ \(20 msgs\)$/gm)).toHaveLength(3);
    expect(await printed(onLeaf('bench kv put --msgs 20'))).toContain('KV putter stats: ');
    expect(await printed(onLeaf('bench kv get --msgs 20'))).toContain('KV getter stats: ');
    await onLeaf('kv del benchbucket -f');
    await onLeaf('stream rm benchstream -f');
  }, 60_000);

  test('requests are answered by a benchmark at the other side', async () => {
    const serve = consoles.start('hub', 'bench service serve answers');
    await hasPrinted(serve, 'hit control-c to stop');
    const asked = () => printed(onLeaf('bench service request answers --msgs 20'));
    await vi.waitFor(async () => expect(await asked()).toContain(' requester stats: '), 10_000);
    await serve.stop();
  });

  test.each([
    ['bench pub test --msgs 0', 'number of messages should be greater than 0'],
    [
      'bench pub test --size big',
      'can not parse or invalid the value specified for the message size: big',
    ],
    ['bench pub test --msgs 200000', '200,000 messages are more than a page takes'],
    ['bench pub test --duration 1s', '--duration requires --throughput to be set'],
    ['bench js pub sync test --stream a.b', '"a.b" is not a valid stream name'],
  ])('%s is refused', async (line, words) => {
    expect(await failure(line)).toBe(`nats: error: ${words}`);
  });

  test('the time between two servers is measured', async () => {
    const took = await printed(onLeaf('latency --server-b hub --duration 1s --rate 50'));
    expect(took).toMatch(/Pub Server RTT : [^]* Median Latency : [\d.]+(µs|ms)\n/);
    expect(await failure('latency --server-b moon')).toMatch(
      /^nats: error: second connection failed: /,
    );
  });
});
