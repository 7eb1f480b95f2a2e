import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Monitor, Varz } from '../network/monitor-pages.ts';
import { Polled } from '../session/polled.ts';
import { sharedAnswers } from './shared-answers.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A host that notes what it is asked, and answers each question with its number, once it may. */
function askedHost(mayAnswer: Promise<void> = Promise.resolve()) {
  const asked: string[] = [];
  const host: Monitor = {
    monitor: async (server, page, options) => {
      const number = asked.push(JSON.stringify([server, page, options]));
      await mayAnswer;
      if (server === 'down') throw new Error('server down is not running');
      return { connections: number } as never;
    },
  };
  return { asked, host };
}

test('who asks the same while the answer is under way, or shortly after, gets that answer', async () => {
  let answer = () => {};
  const { asked, host } = askedHost(new Promise((resolve) => (answer = resolve)));
  const { monitor } = sharedAnswers(() => host);
  const first = monitor('hub', 'leafz', { subscriptions: true });
  await vi.advanceTimersByTimeAsync(900);
  const second = monitor('hub', 'leafz', { subscriptions: true });
  answer();
  await vi.advanceTimersByTimeAsync(199);
  expect(await monitor('hub', 'leafz', { subscriptions: true })).toBe(await first);
  expect(await second).toBe(await first);
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  void monitor('hub', 'leafz', { subscriptions: true });
  expect(asked).toHaveLength(2);
});

test('another server, page or option is another question', async () => {
  const { asked, host } = askedHost();
  const { monitor } = sharedAnswers(() => host);
  void monitor('hub', 'leafz');
  void monitor('leaf', 'leafz');
  void monitor('hub', 'connz');
  void monitor('hub', 'leafz', { subscriptions: true });
  expect(asked).toHaveLength(4);
});

test('an error goes to all who wait for it, and is not kept', async () => {
  const { asked, host } = askedHost();
  const { monitor } = sharedAnswers(() => host);
  const both = Promise.allSettled([monitor('down', 'varz'), monitor('down', 'varz')]);
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(asked).toHaveLength(1);
  monitor('down', 'varz').catch(() => {});
  expect(asked).toHaveLength(2);
});

test('a host that is not there is told of, and asked for again', async () => {
  const { monitor } = sharedAnswers(() => {
    throw new Error('The lab is not running.');
  });
  await expect(monitor('hub', 'varz')).rejects.toThrow('not running');
  await expect(monitor('hub', 'varz')).rejects.toThrow('not running');
});

test('polls that began at different moments meet, and ask once for all', async () => {
  const { asked, host } = askedHost();
  const { monitor } = sharedAnswers(() => host);
  const poll = () => new Polled<Varz | undefined>(undefined, 1000, () => monitor('hub', 'varz'));
  for (let i = 0; i < 5; i++) {
    poll().subscribe(() => {});
    await vi.advanceTimersByTimeAsync(230);
  }
  await vi.advanceTimersByTimeAsync(2000);
  asked.length = 0;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toHaveLength(10);
});
