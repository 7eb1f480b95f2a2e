import { createCurve } from '@nats-io/nkeys';
import { expect, test } from 'vitest';
import { askToJoin, sealTo } from './join.ts';
import { hubAddress } from './logins.ts';
import { joinRequestSchema, read, type Joined } from './records.ts';

const joined: Joined = { as: 'seat', id: 'seat-7', name: 'Ada', back: 'b', page: 'jwt' };
const wish = { as: 'seat', key: 'abc', name: 'Ada' } as const;
/** A lobby whose registrar answers so to the curve key of the asker. */
const answering = (answer: (seal: string) => unknown) => ({
  request: (_: string, payload?: string | Uint8Array) => {
    const { seal } = read(joinRequestSchema, payload!)!;
    return Promise.resolve({ data: new TextEncoder().encode(JSON.stringify(answer(seal))) });
  },
});

test('a seat that is sealed to its asker is had, with the seed that stayed here', async () => {
  const member = await askToJoin(
    answering((seal) => sealTo(seal, joined)),
    wish,
  );
  expect(member).toMatchObject(joined);
  expect(member).not.toHaveProperty('refused');
  expect(member).toHaveProperty('seed', expect.stringMatching(/^SU/));
});

test('a seat that is sealed to another is of no use', async () => {
  const other = createCurve().getPublicKey();
  const ask = askToJoin(
    answering(() => sealTo(other, joined)),
    wish,
  );
  await expect(ask).rejects.toThrow('not sealed to this page');
});

test('a refusal keeps its words', async () => {
  const refused = { refused: 'busy', words: 'Wait a moment.', wait: 3 };
  const answer = await askToJoin(
    answering(() => refused),
    wish,
  );
  expect(answer).toEqual(refused);
  expect(answer).toHaveProperty('refused');
});

test.each([
  ['/class/hub', 'http://192.168.1.2:4280/class', 'ws://192.168.1.2:4280/class/hub'],
  ['/class/hub', 'https://class.example/class', 'wss://class.example/class/hub'],
  ['wss://hub.example:443/x', 'https://class.example/', 'wss://hub.example/x'],
])('%s on %s is %s', (named, page, address) => {
  expect(hubAddress(named, page)).toBe(address);
});
