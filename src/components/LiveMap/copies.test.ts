import { expect, test } from 'vitest';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import type { Feed, Place, StreamView } from '../../lab/monitoring/places.ts';
import { copiesOnMap } from './copies.ts';

const stream = (server: string, name: string, lastSeq: number, feeds: Feed[] = []): StreamView => ({
  id: `${server}/$G/${name}`,
  name,
  kind: 'stream',
  label: name,
  account: '$G',
  server,
  replicas: [],
  subjects: [],
  messages: lastSeq,
  bytes: 0,
  inMemory: false,
  firstSeq: 1,
  lastSeq,
  feeds,
  consumers: [],
});

const place = (name: string, ...streams: StreamView[]): Place => ({
  name,
  servers: [name],
  domain: name,
  state: 'open',
  missing: [],
  streams,
});

const mirror: Feed = { kind: 'mirror', origin: 'ORDERS', api: '$JS.leaf.API', lag: 0, heard: 0.4 };

const copied = (feed: Feed, link: 'up' | 'down') =>
  copiesOnMap(
    twoDomains,
    [place('leaf', stream('leaf', 'ORDERS', 4)), place('hub', stream('hub', 'COPY', 3, [feed]))],
    { 'leaf-hub': { type: link } },
  );

test('a copy whose link is up does not wait, and one whose way is cut says what it lacks', () => {
  const ends = {
    from: { server: 'leaf', stream: 'ORDERS' },
    to: { server: 'hub', stream: 'COPY' },
  };
  expect(copied(mirror, 'up')).toEqual([ends]);
  expect(copied(mirror, 'down')).toEqual([
    { ...ends, waits: { words: '1 behind, waiting', brief: '1 behind' } },
  ]);
});

test('what cannot be counted is not: a source, and a mirror of a part', () => {
  for (const feed of [
    { ...mirror, kind: 'source' as const },
    { ...mirror, filter: 'orders.eu' },
  ]) {
    expect(copied(feed, 'down')[0]!.waits!.words).toBe('waiting, lag unknown');
  }
});

test('a mirror without a domain copies no stream of another domain', () => {
  const own = { ...mirror };
  delete own.api;
  expect(copied(own, 'up')).toEqual([]);
});

test('a copy that was refused, or has not heard of its origin, waits on a link that is up', () => {
  const unheard = { ...mirror };
  delete unheard.heard;
  expect(copied(unheard, 'up')[0]!.waits!.words).toBe('not heard yet');
  expect(copied({ ...mirror, error: 'stream not found' }, 'up')[0]!.waits!.words).toBe(
    'refused: stream not found',
  );
});

test('while no server of the origin runs, the copy waits, and how far behind it is cannot be known', () => {
  const stopped: Place = { ...place('leaf'), state: 'stopped' };
  const hub = place('hub', stream('hub', 'COPY', 3, [mirror]));
  expect(copiesOnMap(twoDomains, [stopped, hub], {})).toMatchObject([
    { to: { server: 'hub', stream: 'COPY' }, waits: { words: 'waiting, lag unknown' } },
  ]);
});
