import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { Outbox, type NewEvent } from './outbox.ts';

const hint: NewEvent = { at: 1, lab: 'a', step: 's', what: 'hint' };
let made = 0;
const open = async () => {
  const name = `outbox-${(made += 1)}`;
  return { name, box: await Outbox.open(name, 'seat-7') };
};
const stored = '{"stream":"S","seq":1}';

test('what was told waits until it is acknowledged, also through a reload', async () => {
  const { name, box } = await open();
  await box.tell('state.a', () => ({ value: 1, events: [hint, hint] }));
  await expect(box.send(() => Promise.reject(new Error('no line')))).rejects.toThrow('no line');
  box.close();
  const again = await Outbox.open(name, 'seat-7');
  const sent: string[] = [];
  const send = (subject: string) => {
    sent.push(subject);
    return Promise.resolve(stored);
  };
  await again.send(send);
  expect(sent).toEqual([
    expect.stringMatching(/^class\.seat\.seat-7\.event\.[0-9a-f]{18}-1$/),
    expect.stringMatching(/^class\.seat\.seat-7\.event\.[0-9a-f]{18}-2$/),
    'class.seat.seat-7.state.a',
  ]);
  expect(await again.waiting()).toBe(0);
  await again.send(send);
  expect(sent).toHaveLength(3);
});

test('the values of a kind are those told last', async () => {
  const { box } = await open();
  await box.tell('state.a', () => ({ value: 1 }));
  await box.tell('state.b', () => ({ value: 2 }));
  await box.tell('state.a', () => ({ value: 3 }));
  await box.tell('say.hand', () => ({ value: 4 }));
  expect(await box.values('state.')).toEqual([3, 2]);
});

test('an event that the stream already has is sent no more', async () => {
  const { box } = await open();
  await box.tell('state.a', () => ({ value: 1, events: [hint] }));
  const full = '{"error":{"description":"maximum messages per subject exceeded"}}';
  await box.send((subject) => Promise.resolve(subject.includes('.event.') ? full : stored));
  expect(await box.waiting()).toBe(0);
});

test('what the stream refuses waits on', async () => {
  const { box } = await open();
  await box.tell('say.hand', () => ({ value: { up: true } }));
  const full = '{"error":{"description":"insufficient storage"}}';
  await expect(box.send(() => Promise.resolve(full))).rejects.toThrow('insufficient storage');
  expect(await box.waiting()).toBe(1);
});

test('two tabs count one line of events, and the last value told is the last sent', async () => {
  const { name, box } = await open();
  const other = await Outbox.open(name, 'seat-7');
  await Promise.all(
    [box, other, box, other].map((one) =>
      one.tell<number>('state.a', (was = 0) => ({ value: was + 1, events: [hint] })),
    ),
  );
  const hub = new Map<string, string>();
  const send = (subject: string, data: string) => {
    hub.set(subject, data);
    return Promise.resolve(stored);
  };
  await Promise.all([box.send(send), other.send(send)]);
  expect([...hub.keys()].filter((subject) => subject.includes('.event.'))).toHaveLength(4);
  expect(hub.get('class.seat.seat-7.state.a')).toBe('4');
});

test('an old value that comes to lie on a later one is followed by that', async () => {
  const { name, box } = await open();
  const other = await Outbox.open(name, 'seat-7');
  let hub = '';
  const take = (_: string, data: string) => {
    hub = data;
    return Promise.resolve(stored);
  };
  await box.tell('say.hand', () => ({ value: 'old' }));
  await box.send(async (subject, data) => {
    if (data === '"old"') {
      await other.tell('say.hand', () => ({ value: 'new' }));
      await other.send(take);
    }
    return take(subject, data);
  });
  await box.send(take);
  expect(hub).toBe('"new"');
  expect(await box.waiting()).toBe(0);
});
