import { afterEach, expect, test, vi } from 'vitest';
import type { Asked, KeptState } from '../../offline/messages.ts';
import { KeptSite } from './kept-site.ts';

/** What the worker is asked, and has not answered yet. */
const asked: { type: Asked['type']; answer: (state: KeptState) => void }[] = [];
let change = () => {};

vi.mock('../../offline/registered.ts', () => ({ registered: () => Promise.resolve() }));
vi.mock('../../offline/messages.ts', () => ({
  askWorker: (_: unknown, { type }: Asked) =>
    new Promise<KeptState>((answer) => asked.push({ type, answer })),
  openKeptChannel: () => ({
    close: () => {},
    set onmessage(hear: () => void) {
      change = hear;
    },
  }),
}));

afterEach(() => vi.unstubAllGlobals());

test('what the worker told before the site was removed is no news after it', async () => {
  vi.stubGlobal('navigator', { serviceWorker: { ready: Promise.resolve({ active: {} }) } });
  const kept = { whole: true } as KeptState;
  const removed = { whole: false } as KeptState;
  const site = new KeptSite('/');
  const stop = site.watch();
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  asked[0]!.answer(kept);
  await vi.waitFor(() => expect(site.shown.get()).toMatchObject({ type: 'known', state: kept }));

  change();
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  site.remove(kept);
  await vi.waitFor(() => expect(asked).toHaveLength(3));
  asked[2]!.answer(removed);
  await vi.waitFor(() => expect(site.shown.get()).toMatchObject({ type: 'known', state: removed }));
  asked[1]!.answer(kept);
  change();
  await vi.waitFor(() =>
    expect(asked.map(({ type }) => type)).toEqual(['state', 'state', 'remove', 'state']),
  );
  expect(site.shown.get()).toMatchObject({ type: 'known', state: removed });
  stop();
});
