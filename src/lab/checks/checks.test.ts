import { describe, expect, test } from 'vitest';
import type { MonitorPage } from '../network/host.ts';
import type { WireEvent } from '../wire/event.ts';
import { answeredBy, unanswered } from './answered.ts';
import { crossed, didNotCross } from './crossed.ts';
import { interest, noInterest } from './interested.ts';
import { consumerInfo, messagesOnStream, streamInfo } from './jetstream-check.ts';
import { linkAccounts, linkDown, linkUp } from './links.ts';

const pass = { type: 'pass' };
const link = { from: 'leaf', to: 'hub' };

/** A host whose servers answer with these pages. */
const hostOf = (pages: Record<string, unknown>) => ({
  monitor: async (server: string, page: MonitorPage) => pages[`${server} ${page}`] ?? {},
});

const host = hostOf({
  'leaf leafz': { leafs: [{ name: 'hub', account: '$G', subscriptions_list: ['jobs'] }] },
  'hub leafz': { leafs: [{ name: 'leaf', account: 'APP', subscriptions_list: ['$SYS.x', 'a.>'] }] },
  'hub subsz': { subscriptions_list: [{ subject: 'local' }] },
});

/** A client that is answered with a text, or with an error. */
const clientThat = (answer: string | Error, asked: string[] = []) => ({
  request: async (subject: string) => {
    asked.push(subject);
    if (answer instanceof Error) throw answer;
    return { data: new TextEncoder().encode(answer) };
  },
});

describe('a link', () => {
  test('is up if both servers list the other', async () => {
    expect(await linkUp(host, link)()).toEqual(pass);
    expect(await linkUp(host, { from: 'moon', to: 'hub' })()).toEqual({
      type: 'fail',
      expected: 'moon and hub each list the other as a leaf connection',
      seen: 'not listed by moon, hub',
    });
  });

  test('is down if neither does', async () => {
    expect(await linkDown(host, { from: 'moon', to: 'hub' })()).toEqual(pass);
    expect(await linkDown(host, link)()).toMatchObject({ seen: 'still listed by leaf, hub' });
  });

  test('binds the accounts that both servers tell of', async () => {
    expect(await linkAccounts(host, link, { local: '$G', remote: 'APP' })()).toEqual(pass);
    expect(await linkAccounts(host, link, { local: '$G', remote: '$G' })()).toMatchObject({
      seen: 'leaf: $G; hub: APP',
    });
  });
});

describe('interest', () => {
  test('is of clients of the server and of those beyond its links, or of one link', async () => {
    expect(await interest(host, 'local', { server: 'hub' })()).toEqual(pass);
    expect(await interest(host, 'a.>', { server: 'hub' })()).toEqual(pass);
    expect(await interest(host, 'a.>', { server: 'hub', over: 'leaf' })()).toEqual(pass);
    expect(await interest(host, 'local', { server: 'hub', over: 'leaf' })()).toEqual({
      type: 'fail',
      expected: 'interest in local at hub from leaf',
      seen: 'interest in a.>',
    });
  });

  test('is none where nobody has it', async () => {
    expect(await noInterest(host, 'b', { server: 'hub', account: 'APP' })()).toEqual(pass);
    expect(await noInterest(host, 'a.>', { server: 'hub' })()).toMatchObject({ type: 'fail' });
  });
});

describe('a stream', () => {
  const info = '{"config":{"name":"S"},"state":{"messages":3,"bytes":9}}';

  test('is asked for in its domain, and compared in what matters', async () => {
    const asked: string[] = [];
    const client = clientThat(info, asked);
    expect(await messagesOnStream(client, { stream: 'S', domain: 'hub' }, 3)()).toEqual(pass);
    expect(await streamInfo(client, { stream: 'S' }, { config: { name: 'S' } })()).toEqual(pass);
    expect(await messagesOnStream(client, { stream: 'S' }, 4)()).toEqual({
      type: 'fail',
      expected: 'stream S: {"state":{"messages":4}}',
      seen: '{"state":{"messages":3}}',
    });
    expect(asked.slice(0, 2)).toEqual(['$JS.hub.API.STREAM.INFO.S', '$JS.API.STREAM.INFO.S']);
  });

  test('that is not there is seen in the words of the API', async () => {
    const client = clientThat('{"error":{"description":"stream not found"}}');
    expect(await streamInfo(client, { stream: 'S' }, {})()).toMatchObject({
      seen: 'stream not found',
    });
  });

  test('has consumers, which are compared likewise', async () => {
    const asked: string[] = [];
    const client = clientThat('{"num_pending":0}', asked);
    const consumer = { stream: 'S', consumer: 'C', domain: 'hub' };
    expect(await consumerInfo(client, consumer, { num_pending: 0 })()).toEqual(pass);
    expect(asked).toEqual(['$JS.hub.API.CONSUMER.INFO.S.C']);
    expect(await consumerInfo(client, consumer, { num_pending: 1 })()).toMatchObject({
      expected: 'consumer C of stream S in the domain hub: {"num_pending":1}',
    });
  });
});

describe('a request', () => {
  test('is answered by whoever the answer names', async () => {
    expect(await answeredBy(clientThat('hub'), 'who', 'hub')()).toEqual(pass);
    expect(await answeredBy(clientThat('leaf'), 'who', 'hub')()).toEqual({
      type: 'fail',
      expected: 'who is answered by hub',
      seen: 'leaf',
    });
    expect(await answeredBy(clientThat(new Error('503')), 'who', 'hub')()).toMatchObject({
      seen: '503',
    });
  });

  test('is unanswered if the server says 503, not if time runs out', async () => {
    expect(await unanswered(clientThat(new Error('503')), 'who')()).toEqual(pass);
    expect(await unanswered(clientThat(new Error('TIMEOUT')), 'who')()).toMatchObject({
      seen: 'TIMEOUT',
    });
    expect(await unanswered(clientThat('hub'), 'who')()).toMatchObject({ seen: 'answered: hub' });
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
  const on = (subject: string, more = {}) => ({ link: 'leaf-hub', subject, ...more });

  test('tells what crossed: messages, not interest, and since when', async () => {
    expect(await crossed(() => events, on('a'), 1)()).toEqual(pass);
    expect(await didNotCross(() => events, on('b'))()).toEqual(pass);
    expect(await didNotCross(() => events, on('a', { since: 2 }))()).toEqual(pass);
    expect(await didNotCross(() => events, on('a', { from: 'hub' }))()).toEqual(pass);
    expect(await didNotCross(() => events, on('a', { from: 'leaf' }))()).toEqual({
      type: 'fail',
      expected: '0 × a over leaf-hub from leaf',
      seen: '1 ×',
    });
  });

  test('tells of a delivery by the subject it was published to', async () => {
    expect(await crossed(() => events, on('orders.new'))()).toEqual(pass);
    expect(await crossed(() => events, on('$JS.M.x'))()).toEqual(pass);
  });
});
