import { useEffect, useMemo, useState } from 'react';
import { BenchDraft } from '../../bench/draft.ts';
import { DeskContext } from './desk-context.ts';
import { Desk } from './desk.ts';
import { Keeper } from './kept-keeper.ts';
import type { KeptBench, Shelf } from './kept-shelf.ts';
import { KeptContext } from './KeptBar.tsx';
import { StoresKeeper } from './stores-keeper.ts';
import { presentDesk } from './take-in-context.ts';
import Workspace from './Workspace.tsx';

/** A bench that is shown, and what its person is to know of how it is kept. */
export interface Shown {
  bench: KeptBench;
  words: string | undefined;
  /** Whether a person has just opened it, and not a reload: the keyboard goes on there. */
  isOpened: boolean;
}

/** A bench that a person works at: all that is needed to read, change and run it. */
export default function AtDesk(props: Shown & { shelf: Shelf; onAll: () => void }) {
  const { bench, words, isOpened, shelf, onAll } = props;
  const [{ desk, keeper }] = useState(() => {
    const draft = new BenchDraft(bench.state);
    const keeper = new Keeper(shelf, draft, bench, words);
    const stores = shelf.stores && new StoresKeeper(shelf.stores, () => keeper.bench);
    return { desk: new Desk(draft, stores), keeper };
  });
  useEffect(() => {
    presentDesk.set(desk);
    const end = desk.follow();
    return () => {
      end();
      presentDesk.update((now) => (now === desk ? undefined : now));
    };
  }, [desk]);
  useEffect(() => keeper.follow(), [keeper]);
  const kept = useMemo(
    () => ({ keeper, lasts: shelf.lasts, held: shelf.held, onAll }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- it does the same each time
    [keeper, shelf],
  );
  return (
    <DeskContext value={desk}>
      <KeptContext value={kept}>
        <Workspace isOpened={isOpened} />
      </KeptContext>
    </DeskContext>
  );
}
