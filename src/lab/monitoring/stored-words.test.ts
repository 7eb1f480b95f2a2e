import { expect, test } from 'vitest';
import type { Place, StreamView } from './places.ts';
import { changedSince, copiesAt, storedWords } from './stored-words.ts';

const stream = (name: string, messages: number, rest: Partial<StreamView> = {}) =>
  ({
    id: name,
    name,
    label: name,
    kind: 'stream',
    messages,
    lastSeq: messages,
    server: 'n1',
    replicas: [],
    ...rest,
  }) as Partial<StreamView> as StreamView;

const place = (name: string, streams: StreamView[], servers = [name]): Place => ({
  name,
  servers,
  state: 'open',
  missing: [],
  streams,
});

test('streams are named with their place and their messages; many are counted', () => {
  expect(storedWords([place('leaf', [])])).toBeUndefined();
  expect(storedWords([place('leaf', [stream('ORDERS', 1)])])).toBe('ORDERS at leaf (1 message)');
  const bucket = stream('KV_shop', 2, { kind: 'bucket', label: 'shop' });
  expect(storedWords([place('leaf', [stream('ORDERS', 4)]), place('hub', [bucket])])).toBe(
    'ORDERS at leaf (4 messages) and bucket shop at hub (2 messages)',
  );
  const many = Array.from({ length: 7 }, (_, i) => stream(`S${i}`, 0));
  expect(storedWords([place('leaf', many)])).toMatch(
    /S3 at leaf \(0 messages\) and 3 more streams$/,
  );
});

test('streams as the start state has them are not lost: Start makes them again', () => {
  const were = [place('leaf', [stream('A', 1), stream('B', 1)])];
  const now = [place('leaf', [stream('A', 1), stream('B', 2), stream('C', 0)])];
  expect(storedWords(changedSince(were, now))).toBe(
    'B at leaf (2 messages) and C at leaf (0 messages)',
  );
});

test('a member of a cluster has the streams that it leads or has a replica of', () => {
  const replica = { name: 'n2', current: true, active: 0 };
  const cluster = place(
    'site',
    [stream('ONE', 0), stream('TWO', 0, { replicas: [replica] })],
    ['n1', 'n2'],
  );
  expect(copiesAt('n2', [cluster, place('hub', [stream('H', 0)])])).toMatchObject([
    { name: 'site', streams: [{ name: 'TWO' }] },
  ]);
});
