import { expect, test } from 'vitest';
import { feedLines, heardWords, isStalled, originWords } from './feeds.ts';
import { placeFrom } from './places.ts';

const state = { messages: 0, bytes: 0, first_seq: 0, last_seq: 0, consumer_count: 0 };
const external = (domain: string) => ({ api: `$JS.${domain}.API` });

const place = (name: string, domain: string, accounts: Record<string, object[]>) =>
  placeFrom(
    name,
    [name],
    [
      [
        name,
        {
          config: { domain },
          account_details: Object.entries(accounts).map(([account, streams]) => ({
            name: account,
            stream_detail: streams.map((stream) => ({ name: '', state, ...stream })),
          })),
        },
      ],
    ],
  );
const mirror = (name: string, of: object) => ({ name, config: { mirror: of } });
const lines = (places: ReturnType<typeof place>[], accounts = [{ local: '$G', remote: '$G' }]) =>
  feedLines(places, [{ name: 'leaf-hub', kind: 'leaf', from: 'leaf', to: 'hub', accounts }]).map(
    ({ from, to }) => `${from} > ${to}`,
  );

test('what feeds what is found by domain, and within a domain without one', () => {
  const leaf = place('leaf', 'leaf', { $G: [{ name: 'A' }, mirror('A2', { name: 'A' })] });
  const hub = place('hub', 'hub', {
    $G: [mirror('A', { name: 'A', external: external('leaf') })],
  });
  expect(lines([hub, leaf])).toEqual(['leaf/$G/A > hub/$G/A', 'leaf/$G/A > leaf/$G/A2']);
});

test('of several accounts it is the one that the link binds', () => {
  const leaf = place('leaf', 'leaf', { OFFICE: [{ name: 'A' }], FACTORY: [{ name: 'A' }] });
  const hub = place('hub', 'hub', {
    ORDERS: [mirror('COPY', { name: 'A', external: external('leaf') })],
  });
  expect(lines([hub, leaf])).toEqual([]);
  expect(lines([hub, leaf], [{ local: 'OFFICE', remote: 'ORDERS' }])).toEqual([
    'leaf/OFFICE/A > hub/ORDERS/COPY',
  ]);
});

test('an origin that nobody here has is told, not drawn', () => {
  const hub = place('hub', 'hub', {
    $G: [
      mirror('X', { name: 'A', external: external('moon') }),
      mirror('Y', { name: 'A', external: { api: 'JS.acme' } }),
    ],
  });
  expect(lines([hub])).toEqual([]);
  expect(hub.streams.map(({ feeds }) => originWords(feeds[0]!))).toEqual([
    'A in moon',
    'A through JS.acme',
  ]);
});

test('how long ago an origin was heard tells whether a copy is at work', () => {
  const feed = { kind: 'mirror' as const, origin: 'A', lag: 0 };
  expect(heardWords({ ...feed, heard: 0.5 })).toBe('active');
  expect(heardWords({ ...feed, heard: 5 })).toBe('last heard 5 s ago');
  expect(heardWords({ ...feed, heard: 12 })).toBe('stalled, last heard 12 s ago');
  expect(heardWords(feed)).toBe('never heard from');
  expect(heardWords({ ...feed, error: 'no' })).toBe('refused: no');
  expect([0.5, 12].map((heard) => isStalled({ ...feed, heard }))).toEqual([false, true]);
});

test('a server without JetStream, and one that does not answer, are told apart', () => {
  expect(placeFrom('a', ['a'], [['a', { disabled: true }]]).state).toBe('no JetStream');
  expect(placeFrom('a', ['a'], []).state).toBe('stopped');
});
