import { describe, expect, test } from 'vitest';
import type { MonitorPage } from '../network/monitor-pages.ts';
import type { WireEvent } from '../wire/event.ts';
import { answeredBy, unanswered } from './answered.ts';
import { all, type CheckTools } from './check.ts';
import { crossed, didNotCross, didNotCrossOnceServed } from './crossed.ts';
import { interest, noInterest } from './interested.ts';
import { consumerInfo, streamInfo } from './jetstream-check.ts';
import { linkAccounts, linkDown, linkUp } from './links.ts';

const pass = { type: 'pass' };
const link = { from: 'leaf', to: 'hub' };

/** The tools of a check, as far as the test gives them. */
const toolsOf = (given: Partial<CheckTools>) => given as CheckTools;

/** Servers that answer with these pages. */
const serversWith = (pages: Record<string, unknown>) =>
  toolsOf({
    host: {
      monitor: async (server: string, page: MonitorPage) =>
        (pages[`${server} ${page}`] ?? {}) as never,
    },
    config: () => 'leafnodes { remotes: [ { url: "nats-leaf://hub:7422" } ] }',
    log: () => [],
  });

const servers = serversWith({
  'leaf leafz': { leafs: [{ name: 'hub', account: '$G', subscriptions_list: ['jobs'] }] },
  'hub leafz': { leafs: [{ name: 'leaf', account: 'APP', subscriptions_list: ['$SYS.x', 'a.>'] }] },
  'hub subsz': { subscriptions_list: [{ subject: 'local' }] },
});

/** Clients that are answered with a text, or with an error. */
const clientsThat = (answer: string | Error, asked: string[] = []) =>
  toolsOf({
    connect: async (server) =>
      ({
        request: async (subject: string) => {
          asked.push(`${server}: ${subject}`);
          if (answer instanceof Error) throw answer;
          return { data: new TextEncoder().encode(answer) };
        },
      }) as never,
  });

describe('a link', () => {
  test('is up if both servers list the other', async () => {
    expect(await linkUp(link)(servers)).toEqual(pass);
    expect(await linkUp({ from: 'moon', to: 'hub' })(servers)).toEqual({
      type: 'fail',
      expected: 'moon and hub each list the other as a leaf connection',
      seen: 'not listed by moon, hub',
    });
  });

  test('is down if neither does', async () => {
    expect(await linkDown({ from: 'moon', to: 'hub' })(servers)).toEqual(pass);
    expect(await linkDown(link)(servers)).toMatchObject({ seen: 'still listed by leaf, hub' });
  });

  test('binds the accounts that both servers tell of', async () => {
    expect(await linkAccounts(link, { local: '$G', remote: 'APP' })(servers)).toEqual(pass);
    expect(await linkAccounts(link, { local: '$G', remote: '$G' })(servers)).toMatchObject({
      seen: 'leaf: $G; hub: APP',
    });
  });
});

describe('interest', () => {
  test('is of clients of the server and of those beyond its links, or of one link', async () => {
    expect(await interest('local', { server: 'hub' })(servers)).toEqual(pass);
    expect(await interest('a.>', { server: 'hub' })(servers)).toEqual(pass);
    expect(await interest('a.>', { server: 'hub', over: 'leaf' })(servers)).toEqual(pass);
    expect(await interest('local', { server: 'hub', over: 'leaf' })(servers)).toEqual({
      type: 'fail',
      expected: 'interest in local at hub from leaf',
      seen: 'interest in a.>',
    });
  });

  test('is none where nobody has it', async () => {
    expect(await noInterest('b', { server: 'hub', account: 'APP' })(servers)).toEqual(pass);
    expect(await noInterest('a.>', { server: 'hub' })(servers)).toMatchObject({ type: 'fail' });
  });
});

describe('a stream', () => {
  const info = '{"config":{"name":"S"},"state":{"messages":3,"bytes":9}}';

  test('is asked for in its domain, and compared in what matters', async () => {
    const asked: string[] = [];
    const clients = clientsThat(info, asked);
    expect(
      await streamInfo(
        { server: 'leaf', stream: 'S', domain: 'hub' },
        { state: { messages: 3 } },
      )(clients),
    ).toEqual(pass);
    expect(
      await streamInfo({ server: 'leaf', stream: 'S' }, { config: { name: 'S' } })(clients),
    ).toEqual(pass);
    expect(
      await streamInfo({ server: 'leaf', stream: 'S' }, { state: { messages: 4 } })(clients),
    ).toEqual({
      type: 'fail',
      expected: 'stream S: {"state":{"messages":4}}',
      seen: '{"state":{"messages":3}}',
    });
    expect(asked.slice(0, 2)).toEqual([
      'leaf: $JS.hub.API.STREAM.INFO.S',
      'leaf: $JS.API.STREAM.INFO.S',
    ]);
  });

  test('that is not there is seen in the words of the API', async () => {
    const clients = clientsThat('{"error":{"description":"stream not found"}}');
    expect(await streamInfo({ server: 'leaf', stream: 'S' }, {})(clients)).toMatchObject({
      seen: 'stream not found',
    });
  });

  test('has consumers, which are compared likewise', async () => {
    const asked: string[] = [];
    const clients = clientsThat('{"num_pending":0}', asked);
    const consumer = { server: 'leaf', stream: 'S', consumer: 'C', domain: 'hub' };
    expect(await consumerInfo(consumer, { num_pending: 0 })(clients)).toEqual(pass);
    expect(asked).toEqual(['leaf: $JS.hub.API.CONSUMER.INFO.S.C']);
    expect(await consumerInfo(consumer, { num_pending: 1 })(clients)).toMatchObject({
      expected: 'consumer C of stream S in the domain hub: {"num_pending":1}',
    });
  });
});

describe('a request', () => {
  test('is answered by whoever the answer names', async () => {
    expect(await answeredBy('leaf', 'who', 'hub')(clientsThat('hub'))).toEqual(pass);
    expect(await answeredBy('leaf', 'who', 'hub')(clientsThat('leaf'))).toEqual({
      type: 'fail',
      expected: 'who is answered by hub',
      seen: 'leaf',
    });
    expect(await answeredBy('leaf', 'who', 'hub')(clientsThat(new Error('503')))).toMatchObject({
      seen: '503',
    });
  });

  test('is unanswered if the server says 503, not if time runs out', async () => {
    expect(await unanswered('leaf', 'who')(clientsThat(new Error('503')))).toEqual(pass);
    expect(await unanswered('leaf', 'who')(clientsThat(new Error('TIMEOUT')))).toMatchObject({
      seen: 'TIMEOUT',
    });
    expect(await unanswered('leaf', 'who')(clientsThat('hub'))).toMatchObject({
      seen: 'answered: hub',
    });
  });
});

describe('the wire', () => {
  const event = (seq: number, more: Partial<WireEvent>): WireEvent => ({
    op: 'LMSG',
    line: '',
    wireSize: 0,
    headerSize: 0,
    payloadSize: 0,
    at: 0,
    link: 'leaf-hub',
    from: 'leaf',
    to: 'hub',
    seq,
    ...more,
  });
  const events = [
    event(0, { op: 'LS+', subject: 'a' }),
    event(1, { subject: 'a' }),
    event(2, { subject: '$JS.M.x', reply: '$JS.ACK.S.C.1.1.1.1.1@orders.new' }),
  ];
  const tools = toolsOf({ wire: () => events });
  const on = (subject: string, more = {}) => ({ link: 'leaf-hub', subject, ...more });

  test('tells what crossed: messages, not interest, and since when', async () => {
    expect(await crossed(on('a'), 1)(tools)).toEqual(pass);
    expect(await didNotCross(on('b'))(tools)).toEqual(pass);
    expect(await didNotCross(on('a', { since: 2 }))(tools)).toEqual(pass);
    expect(await didNotCross(on('a', { from: 'hub' }))(tools)).toEqual(pass);
    expect(await didNotCross(on('a', { from: 'leaf' }))(tools)).toEqual({
      type: 'fail',
      expected: '0 × a over leaf-hub from leaf',
      seen: '1 ×',
    });
  });

  test('forgives what crossed before a server had a client of its own to serve', async () => {
    const asked = on('a', { from: 'leaf' });
    const served = (at: number) =>
      toolsOf({
        wire: () => [...events, event(at, { op: 'LS+', subject: 'a' })],
      });
    expect((await didNotCrossOnceServed(asked, 'leaf')(tools)).type).toBe('fail');
    expect(await didNotCrossOnceServed(asked, 'leaf')(served(3))).toEqual(pass);
    expect((await didNotCrossOnceServed(asked, 'hub')(served(3))).type).toBe('fail');
  });

  test('tells of a delivery by the subject it was published to', async () => {
    expect(await crossed(on('orders.new'))(tools)).toEqual(pass);
    expect(await crossed(on('$JS.M.x'))(tools)).toEqual(pass);
  });
});

test('checks that belong together pass together; the first that does not says why', async () => {
  const up = linkUp(link);
  expect(await all(up, interest('a.>', { server: 'hub' }))(servers)).toEqual(pass);
  expect(await all(up, linkDown(link), noInterest('a.>', { server: 'hub' }))(servers)).toEqual(
    await linkDown(link)(servers),
  );
});
