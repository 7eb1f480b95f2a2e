import { afterAll, beforeAll, expect, test } from 'vitest';
import { leafsOf } from '../../../src/lab/monitoring/leafz.ts';
import { verdict } from '../../../src/lab/checks/check.ts';
import { pass, patience } from '../../support/pass.ts';
import { startClass, type ClassRig } from './class-rig.ts';

let rig: ClassRig;

beforeAll(async () => {
  rig = await startClass(2);
  await Promise.all(rig.seats.map((seat) => rig.join(seat)));
  for (const seat of rig.seats) {
    const { host } = rig.toolsOf(seat);
    await pass(async () => verdict((await leafsOf(host, 'tab')).length === 1, 'a leaf', 'none'));
  }
}, 60_000);
afterAll(() => rig.close());

const clientOf = (seat: string) => rig.toolsOf(seat).connect('tab');

test('a seat hears its own inbox and what the room shares, and not what another seat hears', async () => {
  const [one, two] = await Promise.all(['seat-1', 'seat-2'].map(clientOf));
  const heard: string[] = [];
  const callback = (_: Error | null, { data }: { data: Uint8Array }) =>
    void heard.push(new TextDecoder().decode(data));
  for (const subject of ['seat.>', '_INBOX.>', 'room.>', '>'])
    two!.subscribe(subject, { callback });
  await two!.flush();
  rig.trainer.publish('seat.seat-1.note', 'for one');
  rig.trainer.publish('seat.seat-1.inbox.abc.1', 'an answer to one');
  rig.trainer.publish('_INBOX.abc.1', 'an answer to the trainer');
  one!.publish('seat.seat-2.note', 'forged');
  await one!.flush();
  // The last, on the same way: what is to come has come.
  await pass(async () => {
    rig.trainer.publish('room.end', 'end');
    await rig.trainer.flush();
    return verdict(heard.includes('end'), 'end', heard.join());
  });
  expect(new Set(heard)).toEqual(new Set(['end']));
});

test.each([
  ['the JetStream of another seat', '$JS.seat-2.API.INFO'],
  ['streams of the hub', '$JS.class.API.STREAM.DELETE.KV_CLASS'],
  ['the key of another seat', '$JS.class.API.$KV.CLASS.seat-2'],
  ['a stream at the hub', '$JS.class.API.STREAM.CREATE.MINE'],
])('a seat does not reach %s', async (_, subject) => {
  const client = await clientOf('seat-1');
  await expect(client.request(subject, '{}', { timeout: patience })).rejects.toThrow('503');
});

test('the trainer reaches the JetStream of each seat, and a seat looks at that of the hub', async () => {
  for (const seat of rig.seats) {
    await pass(async () => {
      const { data } = await rig.trainer.request(`$JS.${seat}.API.INFO`);
      const { domain } = JSON.parse(new TextDecoder().decode(data)) as { domain?: string };
      return verdict(domain === seat, seat, String(domain));
    });
  }
  const client = await clientOf('seat-1');
  const { data } = await client.request('$JS.class.API.INFO', '', { timeout: patience });
  expect(new TextDecoder().decode(data)).toContain('"domain":"class"');
});

test('no answer and no delivery of the hub changes the streams of another seat', async () => {
  const [mallory, ada] = [rig.toolsOf('seat-1'), rig.toolsOf('seat-2')];
  await rig.run('kv add CLASS');
  await ada.run('tab', "stream add READINGS --subjects 'readings.seat-2.>' --defaults");
  await ada.run('tab', 'pub readings.seat-2.hall 20 -J');
  const client = await mallory.connect('tab');
  const heard = () =>
    ada.wire().flatMap(({ from, subject }) => (from !== 'tab' && subject ? [subject] : []));
  // The body is the seat's own choice: it is the value of its key.
  const wish = { name: 'EVIL', subjects: ['evil'], storage: 'memory', retention: 'limits' };
  const { data } = await client.request('$JS.class.API.$KV.CLASS.seat-1', JSON.stringify(wish), {
    timeout: patience,
  });
  expect(new TextDecoder().decode(data)).toContain('"seq"');
  const harm = ['CREATE.EVIL', 'UPDATE.READINGS', 'PURGE.READINGS', 'DELETE.READINGS'].map(
    (what) => `STREAM.${what}`,
  );
  harm.push('STREAM.MSG.DELETE.READINGS', 'STREAM.MSG.GET.READINGS', 'CONSUMER.CREATE.OTHER');
  for (const reply of harm.map((what) => `$JS.seat-2.API.${what}`)) {
    client.publish('$JS.class.API.INFO', '', { reply });
    client.publish('$JS.class.API.STREAM.NAMES', '', { reply });
    client.publish('$JS.class.API.DIRECT.GET.KV_CLASS.$KV.CLASS.seat-1', '', { reply });
    const config = { deliver_subject: reply, deliver_policy: 'all', ack_policy: 'none' };
    const consumer = JSON.stringify({ stream_name: 'KV_CLASS', config });
    client.publish('$JS.class.API.CONSUMER.CREATE.KV_CLASS', consumer);
  }
  // The same way, and let through: when it has come, the others would have.
  client.publish('$JS.class.API.INFO', '', { reply: '$JS.seat-2.API.STREAM.INFO.READINGS' });
  await pass(async () => {
    await client.flush();
    const through = '$JS.seat-2.API.STREAM.INFO.READINGS';
    return verdict(heard().includes(through), through, heard().join());
  });
  expect(heard().filter((subject) => harm.some((what) => subject.endsWith(what)))).toEqual([]);
  expect(await ada.run('tab', 'stream ls --names')).not.toContain('EVIL');
});
