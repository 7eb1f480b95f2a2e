import { expect, test } from 'vitest';
import { recorded, type LabNews } from './lab-record.ts';
import { labStateSchema, read, seatEventSchema, type LabState } from './records.ts';

/** The state after news, told a second apart, and all events. */
function after(...news: LabNews[]) {
  let state: LabState | undefined;
  const events = news.flatMap((one, i) => {
    const next = recorded(state, one, (i + 1) * 1000);
    state = next?.value ?? state;
    return next?.events ?? [];
  });
  return { state, events };
}

const lab = 'join-a-leaf';
const step = 'join';

test('a lab that was worked in, as records that the other side reads', () => {
  const { state, events } = after(
    { lab, what: 'started' },
    { lab, what: 'failing', step, says: 'The leaf has joined' },
    { lab, what: 'hint', step },
    { lab, what: 'hint', step },
    { lab, what: 'failing', step, says: undefined },
    { lab, what: 'done', step },
    { lab, what: 'stopped' },
  );
  expect(read(labStateSchema, JSON.stringify(state))).toEqual({
    lab,
    revision: 7,
    at: 7000,
    running: false,
    started: 1000,
    steps: [{ id: step, hints: 2, shown: false, done: 6000 }],
  });
  expect(events.map(({ what }) => what)).toEqual(['started', 'hint', 'hint', 'done', 'stopped']);
  for (const event of events)
    expect(read(seatEventSchema, JSON.stringify({ n: 1, ...event }))).toBeDefined();
});

test('the same check fails since it began to', () => {
  const failing: LabNews = { lab, what: 'failing', step, says: 'It is so' };
  expect(after(failing, failing, failing).state!.steps[0]!.failing).toEqual({
    says: 'It is so',
    since: 1000,
  });
});

test('a step is done once, and a second run does not take that away', () => {
  const { state, events } = after(
    { lab, what: 'done', step },
    { lab, what: 'reset' },
    { lab, what: 'done', step },
  );
  expect(state!.steps[0]!.done).toBe(1000);
  expect(events.map(({ what }) => what)).toEqual(['done', 'reset']);
});
