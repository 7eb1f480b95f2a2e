import { afterAll, beforeAll, expect, test } from 'vitest';
import topology from '../../topologies/two-domains/topology.ts';
import { printed, startConsoles } from '../../tests/support/test-console.ts';

let consoles: Awaited<ReturnType<typeof startConsoles>>;

beforeAll(async () => {
  consoles = await startConsoles(topology);
  await consoles.linked();
}, 30_000);
afterAll(() => consoles.close());

const onLeaf = (line: string) => consoles.run('leaf', line);
const onHub = (line: string) => consoles.run('hub', line);

test('a stream is backed up, and restored in another domain with its numbers and its consumers', async () => {
  await printed(onHub(`stream add ORDERS --subjects 'orders.>' --defaults`));
  // Past one chunk: the server sends 128 KB at a time, and packs what repeats.
  for (let i = 0; i < 3; i++)
    await printed(onHub(`pub orders.new '{{ Random 150000 150000 }}' -J`));
  await printed(onHub('stream rmm ORDERS 1 -f'));
  await printed(onHub('consumer add ORDERS packing --pull --defaults'));
  await printed(onHub('consumer next ORDERS packing'));
  await printed(onHub('consumer next ORDERS packing --no-ack'));

  const made = await printed(onHub('backup stream ORDERS monday/ORDERS'));
  expect(made).toMatch(
    /^Starting backup of Stream "ORDERS" with 29\d KiB\n\nReceived .* in [2-9] chunks/,
  );
  expect(Object.keys(consoles.session.files.get())).toEqual([
    'monday/ORDERS/backup.json',
    'monday/ORDERS/stream.arc.s2',
  ]);
  expect((await onHub('backup stream ORDERS monday/ORDERS')).err).toContain(
    'backup already exists in monday/ORDERS',
  );
  expect((await onHub('backup restore stream monday/ORDERS')).err).toContain(
    'Stream "ORDERS" already exist',
  );

  expect((await onHub('backup stream a.b monday/a')).err).toContain('not a valid stream name');

  const restored = await printed(onHub('backup restore stream monday/ORDERS --js-domain leaf'));
  expect(restored).toMatch(
    /^Starting restore of Stream "ORDERS" from file "monday\/ORDERS"\n\n\nRestored /,
  );
  expect(restored).toContain('First Sequence: 2 @');
  expect(restored).toContain('Last Sequence: 3 @');
  const consumer = await printed(onLeaf('consumer info ORDERS packing'));
  expect(consumer).toContain('Acknowledgment Floor: Consumer sequence: 1 Stream sequence: 2');
  expect(consumer).toContain('Outstanding Acks: 1 out of');

  await printed(onLeaf('stream rm ORDERS -f'));
  consoles.session.files.update((files) => ({
    ...files,
    'other.json': new TextEncoder().encode('{"name":"OTHER"}'),
    'wider.json': new TextEncoder().encode('{"name":"ORDERS","subjects":["orders.>","old.>"]}'),
  }));
  const changed = 'backup restore stream monday/ORDERS --js-domain leaf --config';
  expect((await onHub(`${changed} other.json`)).err).toContain(
    'stream names may not be changed during restore',
  );
  expect(await printed(onHub(`${changed} wider.json --tag a`))).toMatch(
    /Subjects: orders\.>, old\.>[^]*Placement Tags: a/,
  );
  await printed(onLeaf('stream rm ORDERS -f'));
  expect((await onLeaf('backup restore stream tuesday')).err).toMatch(
    /path 'tuesday' does not exist\nBackups here: monday\/ORDERS/,
  );
});

test('an account is backed up stream by stream, and the old names of the commands are taken with a warning', async () => {
  await printed(onLeaf(`stream add A --subjects a --defaults`));
  await printed(onLeaf(`stream add B --subjects b --storage memory --defaults`));
  const asked = await onLeaf('backup account all');
  expect(asked.out).toMatch(/^Performing backup of all streams to all\n[^]*Streams: 2\n/);
  expect(asked.err).toContain('add --force');
  expect(await printed(onLeaf('backup account all -f'))).toMatch(
    /Streams: 2\n[\s\S]*for stream "A"[\s\S]*for stream "B"/,
  );
  for (const name of ['A', 'B']) await onLeaf(`stream rm ${name} -f`);
  expect(await printed(onLeaf('backup restore account all'))).toContain(
    'Restoring backup of all 2 streams in directory "all"',
  );
  expect(await printed(onLeaf('stream ls -n'))).toBe('A\nB');
  expect((await onLeaf('backup restore account all')).err).toContain('stream "A" exists already');
  const { code, err } = await onLeaf('stream backup A old --no-consumers');
  expect({ code, err }).toEqual({
    code: 0,
    err: 'WARNING: "nats stream backup" is deprecated and will be removed in a future release, use "nats backup stream" instead\n',
  });
});

test('a mirror becomes a stream of its own, also while its origin is away', async () => {
  await printed(onHub(`stream add NEWS --subjects 'news.>' --defaults`));
  await printed(
    onLeaf(
      `stream add NEWS_COPY --mirror '{"name":"NEWS","external":{"api":"$JS.hub.API"}}' --defaults`,
    ),
  );
  await consoles.host.stopServer('hub');
  const edited = await printed(onLeaf(`stream edit NEWS_COPY --no-mirror --subjects 'news.>' -f`));
  expect(edited).toContain('Subjects: news.>');
  expect(edited.split('was updated')[1]).not.toContain('Mirror:');
  expect(await printed(onLeaf('pub news.a hi -J'))).toContain('Stored in Stream: NEWS_COPY');
});
