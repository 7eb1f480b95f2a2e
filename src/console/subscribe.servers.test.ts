import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import topology from '../../topologies/two-domains/topology.ts';
import { hasPrinted, printed, startConsoles } from '../../tests/support/test-console.ts';

let consoles: Awaited<ReturnType<typeof startConsoles>>;

beforeAll(async () => {
  consoles = await startConsoles(topology);
  await consoles.linked();
  await onLeaf(`stream add ORDERS --subjects 'orders.>' --defaults`);
  await onLeaf(`pub orders.new 'new {{Count}}' -H Item:oak --count 2`);
  await onLeaf('pub -J orders.paid paid');
}, 30_000);
afterAll(() => consoles.close());

const onLeaf = (line: string) => consoles.run('leaf', line);
const onHub = (line: string) => consoles.run('hub', line);

/** The lines that a line has printed of each message. */
const headings = (output: string) => output.split('\n').filter((line) => line.startsWith('[#'));

describe('from a stream', () => {
  test.each([
    ['orders.new --last', 'orders.new from last received message', ['2 / pending: 0']],
    [
      `'orders.>' --all -T`,
      'orders.> from first received message',
      ['1 / pending: 2', '2 / pending: 1', '3 / pending: 0'],
    ],
    [
      `'orders.>' --last-per-subject`,
      'orders.> for last message per subject',
      ['2 / pending: 1', '3 / pending: 0'],
    ],
    [`--stream ORDERS --start-sequence 3`, '> starting at sequence 3', ['3 / pending: 0']],
    [`orders.paid --since 1h`, 'orders.paid since 1h0m0s', ['3 / pending: 0']],
  ])('sub %s', async (line, says, places) => {
    const out = await printed(onLeaf(`sub ${line} --count ${places.length}`));
    expect(out).toContain(` Subscribing to subject ${says} \n`);
    expect(headings(out).map((line) => line.split(' / subject')[0])).toEqual(
      places.map(
        (place, i) => `[#${i + 1}] Received JetStream message: stream: ORDERS seq: ${place}`,
      ),
    );
  });

  test('a durable consumer takes what it acknowledges, in another domain as well', async () => {
    await onLeaf('consumer add ORDERS reader --pull --defaults');
    const line = 'sub --stream ORDERS --durable reader --js-domain leaf';
    expect(await printed(onHub(`${line} --count 2`))).toContain(
      'Subscribing to JetStream Stream "ORDERS" using existing pull consumer "reader"\n[#1]',
    );
    expect(await printed(onHub(`${line} -T --raw`))).toMatch(/"reader"\npaid$/);
  });

  test('a stream that keeps work until it is done is read and left as it is', async () => {
    await onLeaf(`stream add WORK --subjects work --retention work --defaults`);
    await onLeaf('pub -J work one');
    const out = await printed(onLeaf('sub work --all --count 1'));
    expect(out).toContain(
      'Received JetStream message (direct): stream: WORK seq 1 / subject: work',
    );
    expect(out).toMatch(/\none\n\n$/);
    expect(await printed(onLeaf('stream info WORK'))).toContain('Messages: 1\n');
  });

  test.each([
    ['nope --all', 'no stream found with subject: nope'],
    ['a b --all', 'streams subscribe support only 1 subject'],
    ['--stream NOPE', 'nats: API error: code=404 err_code=10059 description=stream not found'],
    ['orders.new --durable reader', 'cannot specify both subjects and a durable consumer'],
    ['x -T', '--terminate-at-end is only supported for JetStream subscriptions'],
    ['x -t -d', 'timestamp and delta-time flags are mutually exclusive'],
  ])('sub %s is refused', async (line, words) => {
    expect((await onLeaf(`sub ${line}`)).err).toBe(`nats: error: ${words}`);
  });
});

describe('from subjects', () => {
  test('--match-replies shows a request with its reply', async () => {
    const sub = consoles.start('leaf', `sub 'ask.>' --match-replies --count 1`);
    await hasPrinted(sub, 'Subscribing on ask.>');
    const reply = consoles.start('leaf', 'reply ask.me answer --count 1');
    await hasPrinted(reply, 'Listening');
    await onLeaf('req ask.me question');
    const out = await printed(sub.ended);
    expect(out).toMatch(/Matching replies with inbox prefix _INBOX.>\n/);
    expect(out).toMatch(
      /\[#1\] Received on "ask.me" with reply "(_INBOX.+)"\nquestion\n\n\n\[#1\] Matched reply on "\1"\nanswer\n/,
    );
    await reply.ended;
  });

  test('--wait ends it where there is no traffic, and --ignore-subject leaves out', async () => {
    expect(await printed(onLeaf('sub quiet -I a,b --wait 10ms'))).toMatch(
      / Subscribing on quiet \nIgnored subjects: a, b$/,
    );
  });

  test('--dump writes each message to a file of the page', async () => {
    await printed(onLeaf(`sub 'orders.>' --all --dump ./kept/ -T`));
    const files = consoles.session.files.get();
    expect(Object.keys(files)).toEqual(['kept/1.json', 'kept/2.json', 'kept/3.json']);
    expect(JSON.parse(new TextDecoder().decode(files['kept/1.json']))).toMatchObject({
      Subject: 'orders.new',
      Header: { Item: ['oak'] },
      Data: btoa('new 1'),
    });
  });

  test('--report-subjects counts what each subject has received', async () => {
    const out = await printed(onLeaf(`sub 'orders.>' --all --report-subjects -T`));
    expect(out).toMatch(/│ orders.new +│ 2 +│ 10 B +│\n│ orders.paid +│ 1 +│ 4 B +│\n/);
  });
});
