import { expect, test } from 'vitest';
import { emptyRoom, takeIn } from '../../class/room.ts';
import { csvOf, fileName, jsonOf } from './export.ts';

const say = (subject: string, value: unknown) => ({ subject, data: JSON.stringify(value) });
const room = takeIn(
  emptyRoom,
  [
    say('class.room.door', {
      open: true,
      code: 'SECRET',
      until: 1,
      link: 'http://x/class#join=SECRET',
    }),
    say('class.room.seat.seat-2', { id: 'seat-2', name: '=1+1', joined: 2 }),
    say('class.room.seat.seat-1', { id: 'seat-1', name: 'Ada "the first"', joined: 1, removed: 9 }),
    say('class.seat.seat-1.state.x', {
      lab: 'x',
      revision: 1,
      at: 1,
      running: false,
      started: 0,
      steps: [{ id: 'b', done: 90_000, hints: 2, shown: true }],
    }),
    say('class.seat.seat-1.event.w-1', { n: 1, at: 1, lab: 'x', what: 'started' }),
    say('class.seat.seat-1.say.feedback.x.b', { clear: 'partly', text: 'So, so', at: 1 }),
    say('class.seat.seat-9.say.hand', { up: true, at: 1 }),
  ],
  0,
);

test('the table has a row for each step of each lab, and is no formula anywhere', () => {
  const lines = csvOf(
    room,
    new Map([['x', { steps: ['a', 'b'] }]]),
    (lab, step) => `Title of ${lab}.${step}`,
  )
    .trimEnd()
    .split('\r\n');
  const epoch = '1970-01-01T00:00:00';
  expect(lines[0]).toContain('\uFEFF"seat","name","joined"');
  expect(lines.slice(1)).toEqual([
    `"seat-1","Ada ""the first""","${epoch}.001Z","${epoch}.009Z","x","${epoch}.000Z","a","Title of x.a","","","0","no","","",""`,
    `"seat-1","Ada ""the first""","${epoch}.001Z","${epoch}.009Z","x","${epoch}.000Z","b","Title of x.b","1970-01-01T00:01:30.000Z","1.5","2","yes","","partly","So, so"`,
    `"seat-2","'=1+1","${epoch}.002Z","","","","","","","","","","","",""`,
  ]);
  expect(new Set(lines.map((line) => line.split('","').length)).size).toBe(1);
});

test('the export has all that seats told, and no secret', () => {
  const text = jsonOf(room, 'A class', 0);
  expect(text).not.toContain('SECRET');
  expect(JSON.parse(text)).toMatchObject({
    class: 'A class',
    seats: [
      {
        id: 'seat-1',
        labs: [{ lab: 'x' }],
        events: [{ key: 'w-1', what: 'started' }],
        feedback: { 'x.b': { clear: 'partly' } },
      },
      { id: 'seat-2' },
    ],
  });
});

test('a file has the name of the class, whatever that is', () => {
  expect(fileName('NATS für Betrieb!', 0, 'csv')).toBe('nats-fur-betrieb-1970-01-01.csv');
  expect(fileName('教室', 0, 'csv')).toBe('class-1970-01-01.csv');
});
