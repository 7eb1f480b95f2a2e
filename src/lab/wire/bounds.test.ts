import { expect, test } from 'vitest';
import type { Frame } from './event.ts';
import { FrameReader } from './reader.ts';
import { WireLog } from './wire-log.ts';

const [rounds, each] = [1000, 1000];
const maxEvents = 5000;

test('a million frames, read in chunks, are all counted and few of them kept', () => {
  const reader = new FrameReader('leaf');
  const log = new WireLog({ maxEvents });
  const payload = 'x'.repeat(128);
  const messages = Array.from({ length: each }, (_, i) => `LMSG m.${i} 128\r\n${payload}\r\n`);
  const bytes = new TextEncoder().encode(messages.join(''));
  let [seq, read] = [0, 0];
  const push = (frames: Frame[]) => {
    for (const { wireSize } of frames) read += wireSize;
    log.push(
      frames.map((frame) =>
        Object.assign(frame, { seq: seq++, at: 0, link: 'leaf-hub', from: 'leaf', to: 'hub' }),
      ),
    );
  };

  for (let round = 0; round < rounds; round++) {
    // In the middle of a frame, another each time.
    const cut = (round * 7919) % bytes.length;
    push(reader.push(bytes.subarray(0, cut)));
    push(reader.push(bytes.subarray(cut)));
    if (round % 100 === 99) expect(log.snapshot().events).toHaveLength(maxEvents);
  }

  const { events, dropped } = log.snapshot();
  expect(events.length + dropped).toBe(rounds * each);
  expect(events.at(-1)).toMatchObject({ seq: rounds * each - 1, subject: `m.${each - 1}` });
  expect(read).toBe(rounds * bytes.length);
  expect(reader.skipped).toBe(0);
}, 60_000);
