import { expect, test } from 'vitest';
import { emptyBench, hubAndLeaf } from '../../bench/begin.ts';
import { BenchDraft } from '../../bench/draft.ts';
import { freshBench, Keeper } from './kept-keeper.ts';
import { openShelf } from './kept-shelf.ts';

const state = { ...emptyBench('2.0.0'), ...hubAndLeaf };

test('a page that may keep nothing has a shelf in memory, and says so', async () => {
  const shelf = await openShelf();
  expect(shelf.lasts).toBe(false);
  await shelf.put({ ...freshBench(state), version: 1 });
  expect((await shelf.list()).map((kept) => kept.state.name)).toEqual(['A hub and a leaf']);
});

test('of two tabs on one bench neither writes over the other', async () => {
  await import('../Class/memory-store.ts');
  const shelf = await openShelf();
  expect(shelf.lasts).toBe(true);
  const first = { ...freshBench(state), version: 1 };
  await shelf.put(first);
  const tabs = [1, 2].map((n) => {
    const draft = new BenchDraft(state);
    const keeper = new Keeper(shelf, draft, first);
    draft.change('Write', { files: [{ path: `${n}.conf`, text: '' }] });
    return keeper;
  });
  for (const tab of tabs) await tab.save();
  expect(tabs[1]!.keeping.get().words).toContain('Another tab has changed this bench');
  await tabs[1]!.save();
  const kept = (await shelf.list()).map((each) => [each.state.name, each.state.files[0]!.path]);
  expect(kept.sort()).toEqual([
    ['A hub and a leaf (copy)', '2.conf'],
    ['A hub and a leaf', '1.conf'],
  ]);
});
