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
const onHub = (line: string) => consoles.run('hub', line);

/** The API of the domain of the leaf. */
const external = { api: '$JS.leaf.API' };

describe('a stream from a file', () => {
  const write = (path: string, config: object) =>
    consoles.session.files.update((files) => ({
      ...files,
      [path]: new TextEncoder().encode(JSON.stringify(config)),
    }));
  const configOf = async (stream: string) =>
    (JSON.parse(await printed(onHub(`stream info ${stream} --json`))) as { config: object }).config;

  test('is made as the file says, under the name of the line, and edited by it', async () => {
    write('copy.json', { mirror: { name: 'ORDERS', external } });
    expect((await onHub('stream add --config copy.json')).err).toContain(
      'could not create Stream: "" is not a valid stream name',
    );
    expect(await printed(onHub('stream add COPY --config ./copy.json --js-domain hub'))).toContain(
      'Mirror: ORDERS, API Prefix: $JS.leaf.API\n',
    );
    write('copy.json', { description: 'of the leaf', mirror: { name: 'ORDERS', external } });
    await printed(onHub('stream edit COPY --config copy.json -f'));
    expect(await configOf('COPY')).toMatchObject({ name: 'COPY', description: 'of the leaf' });
    await onHub('stream rm COPY -f');
  });

  test('may be the output of stream info, and a few flags count beside it', async () => {
    const source = { name: 'ORDERS', external };
    write('all.json', { config: { name: 'ALL', subjects: ['a'], sources: [source] }, state: {} });
    const { code, err } = await onHub('stream add --config all.json --subjects b --max-msgs 5');
    expect({ code, err }).toEqual({
      code: 0,
      err: 'The nats CLI ignores --max-msgs beside --config: it is to stand in the file.',
    });
    expect(await configOf('ALL')).toMatchObject({ subjects: ['b'], max_msgs: -1, storage: 'file' });
    await onHub('stream rm ALL -f');
  });

  test('that is not there, or cannot be read, is told of', async () => {
    expect((await onHub('stream add --config nope.json')).err).toMatch(
      /^nats: error: path 'nope.json' does not exist\nFiles of this page: .*all.json/,
    );
    write('odd.json', { max_age: '1h' });
    expect((await onHub('stream add ODD --config odd.json')).err).toBe(
      'nats: error: invalid input: json: cannot unmarshal string into Go struct field StreamConfig.max_age of type time.Duration',
    );
  });
});

describe('streams and consumers', () => {
  test('a stream is made, filled, read, purged and removed', async () => {
    const added = await printed(
      onLeaf(`stream add ORDERS --subjects 'orders.>' --max-age 1h --defaults`),
    );
    expect(added).toMatch(/^Stream ORDERS was created\n\nInformation for Stream ORDERS created /);
    expect(added).toContain('                     Subjects: orders.>\n');
    expect(added).toContain('                  Maximum Age: 1h0m0s\n');
    expect(await printed(onLeaf('pub -J orders.new one -H Item:oak'))).toContain(
      'Stored in Stream: ORDERS Sequence: 1 Domain: "leaf"',
    );
    await onLeaf('pub orders.new two');
    expect(await printed(onLeaf('stream ls -n'))).toBe('ORDERS');
    expect(await printed(onLeaf('stream ls'))).toMatch(/│ ORDERS │ +│ .* │ 2 +│/);
    expect(await printed(onLeaf('stream info ORDERS'))).toContain('Messages: 2\n');
    const view = await printed(onLeaf('stream view ORDERS'));
    expect(view).toMatch(/^\[1\] Subject: orders.new Received: .*\n\n {2}Item: oak\none\n/);
    expect(view).toMatch(/Reached apparent end of data$/);
    expect(await printed(onLeaf('stream get ORDERS -S orders.new'))).toMatch(
      /^Item: ORDERS#2 received .* on Subject orders.new\n\ntwo\n/,
    );
    expect(await printed(onLeaf('stream edit ORDERS --max-msgs 10 -f'))).toMatch(
      /Maximum Messages: 10\n[^]*Cluster Information:\n[^]*Leader: leaf\n/,
    );
    expect(await printed(onLeaf('stream rmm ORDERS 1 -f'))).toBe('');
    expect((await onLeaf('stream rmm ORDERS 1 -f')).err).toContain('no message found (10057)');
    expect(await printed(onLeaf('stream purge ORDERS -f'))).toMatch(
      /^Purged 1 messages from ORDERS\n/,
    );
    expect(await printed(onLeaf('stream rm ORDERS -f'))).toBe('');
    expect(await printed(onLeaf('stream ls'))).toBe('No Streams defined');
  });

  test('what is missing or refused is told in the words of the server', async () => {
    const unknown = await onLeaf('stream info NOPE');
    expect(unknown).toEqual({
      code: 1,
      out: '',
      err: 'nats: error: could not pick a Stream to operate on: no Streams are defined\nThat name was answered with: stream not found (10059)',
    });
    for (const line of ['stream info a.b', 'stream add a.b --subjects x --defaults']) {
      const { err } = await onLeaf(line);
      expect(err).toContain('"a.b" is not a valid stream name');
    }
    expect((await onLeaf('stream rm NOPE -f')).err).toBe('nats: error: stream not found (10059)');
    expect((await onLeaf('stream add NONE --defaults')).err).toMatch(
      /needs subjects, a mirror or a source\n.*--subjects/,
    );
    expect((await onLeaf('pub -J nobody.stores x')).err).toBe(
      'nats: error: nats: no responders available for request\nNo stream that can be reached takes the subject nobody.stores.',
    );
    const reply = consoles.start('leaf', 'reply not.stored plain --count 1');
    await hasPrinted(reply, 'Listening');
    expect((await onLeaf('pub -J not.stored x')).err).toBe(
      'nats: error: nats: invalid jetstream publish response\nThe answer was: plain',
    );
    await onLeaf('stream add KEPT --subjects kept --defaults');
    expect((await onLeaf('stream rm KEPT')).err).toMatch(
      /could not obtain confirmation.*\n.*--force/,
    );
    expect((await onLeaf('stream add KEPT --subjects other --defaults')).err).toBe(
      'nats: error: could not create Stream: stream name already in use with a different configuration (10058)\nChange it with nats stream edit KEPT, or remove it with nats stream rm KEPT -f.',
    );
    expect((await onLeaf('stream get KEPT 9')).err).toBe(
      'nats: error: could not retrieve KEPT#9: no message found (10037)',
    );
    await onLeaf('stream rm KEPT -f');
  });

  test('a consumer hands out messages, acknowledged or not', async () => {
    await onLeaf(`stream add WORK --subjects 'work.*' --defaults`);
    await onLeaf('pub work.a first');
    await onLeaf('pub work.b second -H Kind:b');
    expect(await printed(onLeaf('consumer add WORK c1 --pull --defaults'))).toContain(
      'Ack Policy: Explicit\n',
    );
    const next = await printed(onLeaf('consumer next WORK c1'));
    expect(next).toMatch(
      /^\[\d\d:\d\d:\d\d\] subj: work.a \/ tries: 1 \/ cons seq: 1 \/ str seq: 1 \/ pending: 1\n\nfirst\n\nAcknowledged message\n/,
    );
    expect(await printed(onLeaf('consumer next WORK c1 --no-ack'))).toContain(
      'Headers:\n\n  Kind: b\n\nData:',
    );
    expect(await printed(onLeaf('consumer info WORK c1'))).toContain(
      'Outstanding Acks: 1 out of maximum 1,000',
    );
    expect(await printed(onLeaf('consumer ls WORK'))).toContain('│ c1 ');
    expect((await onLeaf('consumer next WORK c1 --timeout 200ms')).err).toBe(
      'nats: error: no message received: nats: timeout',
    );
    expect((await onLeaf('consumer next WORK c9')).err).toBe(
      'nats: error: could not load consumer "c9": consumer not found (10014)',
    );
    expect(await printed(onLeaf('consumer rm WORK c1 -f'))).toBe('');
    expect(await printed(onLeaf('consumer ls WORK'))).toBe('No Consumers defined');
    await onLeaf('stream rm WORK -f');
  });

  test('a consumer beyond a slow link says itself that it has no message', async () => {
    await onLeaf('stream add FAR_WORK --defaults --subjects far.work');
    await onLeaf('consumer add FAR_WORK c1 --pull --defaults');
    await consoles.host.shapeLink('leaf-hub', { delay: 150 });
    expect((await onHub('consumer next FAR_WORK c1 --timeout 200ms --js-domain leaf')).err).toBe(
      'nats: error: no message received: nats: timeout',
    );
    await consoles.host.shapeLink('leaf-hub', {});
    await onLeaf('stream rm FAR_WORK -f');
  });

  test('--js-domain reaches the JetStream at the other end, and a mirror copies from there', async () => {
    await printed(onHub(`stream add FAR --subjects 'far.*' --js-domain leaf --defaults`));
    expect(await printed(onLeaf('stream ls -n'))).toBe('FAR');
    expect(await printed(onHub('stream ls -n'))).toBe('');
    await printed(onLeaf('pub -J far.a hello'));
    const far = JSON.stringify({ name: 'FAR', external });
    const mirror = await printed(onHub(`stream add COPY --mirror '${far}' --defaults`));
    expect(mirror).toContain('Mirror: FAR, API Prefix: $JS.leaf.API\n');
    await vi.waitFor(
      async () =>
        expect(await printed(onLeaf('stream get COPY 1 --js-domain hub'))).toContain('hello'),
      10_000,
    );
    const source = `stream add MERGED --source '${far}' --retention work --defaults`;
    const merged = await printed(onHub(source));
    expect(merged).toContain('Sources: FAR, API Prefix: $JS.leaf.API\n');
    expect(merged).toContain('Retention: WorkQueue\n');
    const flags = '--source A --source B --source-domain leaf --defaults';
    expect((await onHub(`stream add NONE ${flags}`)).err).toBe(
      `error: unknown long flag '--source-domain'\n` +
        'Only kv add has --mirror-domain. Of a stream in another domain, --source takes JSON:\n' +
        `--source '{"name":"A","external":{"api":"$JS.leaf.API"}}' --source '{"name":"B","external":{"api":"$JS.leaf.API"}}'`,
    );
    expect((await onHub('stream add NONE --mirror A --mirror-api imported.API')).err).toBe(
      `error: unknown long flag '--mirror-api'\n` +
        'Of a stream in another domain or account, --mirror takes JSON:\n' +
        `--mirror '{"name":"A","external":{"api":"imported.API"}}'`,
    );
    expect((await onHub(`stream add NONE --mirror '{"domain":"leaf"}'`)).err).toBe(
      'The nats CLI knows no field "domain", and leaves it out.\n' +
        'nats: error: invalid mirror: name is required',
    );
    const unknown = await onHub('stream ls --js-domain lief');
    expect(unknown.code).toBe(1);
    expect(unknown.err).toBe(
      'nats: error: could not list streams: nats: no responders available for request\n' +
        'No JetStream that can be reached from this server has the domain lief.',
    );
    await onHub('stream rm COPY -f');
    await onHub('stream rm MERGED -f');
    await onLeaf('stream rm FAR -f');
  }, 20_000);

  test('--trace shows what is asked and answered', async () => {
    const out = await printed(onLeaf('stream ls --trace --js-domain hub'));
    expect(out).toMatch(
      />>> \$JS\.hub\.API\.STREAM\.LIST\n[\d:]+ \{"offset":0\}\n.* <<< .*\n\{.*stream_list_response/,
    );
  });
});

describe('buckets', () => {
  test('kv: put, get, history, list, delete', async () => {
    const added = await printed(onLeaf('kv add CONF --history 3 --ttl 1h'));
    expect(added).toContain('            Bucket Name: CONF\n           History Kept: 3\n');
    expect(await printed(onLeaf('kv put CONF color red'))).toBe('red');
    expect(await printed(onLeaf('kv put CONF color blue'))).toBe('blue');
    expect(await printed(onLeaf('kv get CONF color'))).toMatch(
      /^CONF > color revision: 2 created @ .*\n\nblue\n$/,
    );
    expect(await printed(onLeaf('kv get CONF color --revision 1 --raw'))).toBe('red');
    expect((await onLeaf('kv create CONF color green')).code).toBe(1);
    expect(await printed(onLeaf('kv history CONF color'))).toMatch(
      /│ color │ +2 │ PUT │ .* │ 4 +│ blue +│/,
    );
    expect(await printed(onLeaf('kv ls'))).toContain('│ CONF ');
    expect(await printed(onLeaf('kv del CONF color -f'))).toBe('');
    expect((await onLeaf('kv get CONF color')).err).toBe('nats: error: nats: key not found');
    expect((await onLeaf('kv get NOPE color')).err).toBe('nats: error: nats: bucket not found');
    expect(await printed(onLeaf('kv del CONF -f'))).toBe('');
    expect(await printed(onLeaf('kv ls'))).toBe('No Key-Value buckets found');
  });

  test('kv watch shows what is there and what comes, until Ctrl-C', async () => {
    await onLeaf('kv add SEEN');
    await onLeaf('kv put SEEN a 1');
    const watch = consoles.start('leaf', 'kv watch SEEN');
    await hasPrinted(watch, 'PUT SEEN > a: 1');
    await onLeaf('kv put SEEN b 2');
    await onLeaf('kv del SEEN a -f');
    await hasPrinted(watch, 'DELETE SEEN > a');
    const { code, out } = await watch.stop();
    expect(code).toBe(130);
    expect(out.replaceAll(/\[.*?\] /g, '')).toBe(
      'PUT SEEN > a: 1\nPUT SEEN > b: 2\nDELETE SEEN > a',
    );
    await onLeaf('kv del SEEN -f');
  });

  test('a bucket mirrored from another domain is written at its origin', async () => {
    await onLeaf('kv add HOME');
    const mirror = await printed(onHub('kv add HOME --mirror HOME --mirror-domain leaf'));
    expect(mirror).toContain('External API: $JS.leaf.API\n');
    expect(await printed(onHub('kv put HOME a far'))).toBe('far');
    expect(await printed(onLeaf('kv get HOME a --raw'))).toBe('far');
    await vi.waitFor(
      async () => expect(await printed(onHub('kv get HOME a --raw'))).toBe('far'),
      10_000,
    );
    await onHub('kv del HOME -f');
    await onLeaf('kv del HOME -f');
  }, 20_000);
});
