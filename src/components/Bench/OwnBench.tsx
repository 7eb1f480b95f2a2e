import { useEffect, useMemo, useState } from 'react';
import type { BenchState } from '../../bench/bench.ts';
import { BenchDraft } from '../../bench/draft.ts';
import { DeskContext } from './desk-context.ts';
import { Desk } from './desk.ts';
import Arrived from './Arrived.tsx';
import Begin from './Begin.tsx';
import {
  benchOfTab,
  copyOf,
  freshBench,
  letBenchGo,
  Keeper,
  noteBenchOfTab,
  takeBench,
} from './kept-keeper.ts';
import type { KeptBench, Shelf } from './kept-shelf.ts';
import { KeptContext } from './KeptBar.tsx';
import KeptBenches from './KeptBenches.tsx';
import { StoresKeeper } from './stores-keeper.ts';
import TakeIn from './TakeIn.tsx';
import { presentDesk } from './take-in-context.ts';
import { useArrival } from './useArrival.ts';
import { useShelf } from './useShelf.ts';
import Workspace from './Workspace.tsx';

/** A bench that is shown, and what its person is to know of how it is kept. */
interface Shown {
  bench: KeptBench;
  words: string | undefined;
  /** Whether a person has just opened it, and not a reload: the keyboard goes on there. */
  isOpened: boolean;
}

type TakenUp = Omit<Shown, 'isOpened'>;

/** A person's own network: what it begins with, and then the bench that it is on. */
export default function OwnBench() {
  const { shelf, kept, failure, read } = useShelf();
  const { arrival, leave } = useArrival();
  const [shown, setShown] = useState<Shown>();
  const [isOpening, setOpening] = useState(true);
  const show = (bench: KeptBench, words?: string) =>
    void takeUp(bench, words).then((found) => setShown({ ...found, isOpened: true }));
  useEffect(() => {
    if (!shelf) return;
    let ended = false;
    void restored(shelf).then((found) => {
      if (ended) return;
      setShown((was) => was ?? (found && { ...found, isOpened: false }));
      setOpening(false);
    });
    return () => {
      ended = true;
    };
  }, [shelf]);
  const showAll = () => {
    noteBenchOfTab(undefined);
    letBenchGo();
    setShown(undefined);
    void read();
  };
  const openAndLeave = (state: BenchState) => {
    if (arrival.type !== 'none') leave();
    const isOwn = arrival.type === 'own' && arrival.state === state;
    show(freshBench(state), isOwn ? arrival.words : undefined);
  };
  return (
    <TakeIn asks={arrival.type !== 'none'} onOpen={openAndLeave}>
      <Arrived
        arrival={arrival}
        besides={shown !== undefined}
        onOpen={openAndLeave}
        onLeave={leave}
      >
        {!shelf || isOpening ? (
          <p role="status">Looking for benches that this browser keeps…</p>
        ) : shown ? (
          <AtDesk key={shown.bench.id} {...shown} shelf={shelf} onAll={showAll} />
        ) : (
          <>
            {failure !== undefined && (
              <p role="alert">The benches that this browser keeps cannot be read: {failure}.</p>
            )}
            {kept.benches.length + kept.unread.length > 0 && (
              <KeptBenches
                shelf={shelf}
                kept={kept}
                onOpen={(bench) => show(bench)}
                onChange={read}
              />
            )}
            <Begin onBegin={(state) => show(freshBench(state))} />
          </>
        )}
      </Arrived>
    </TakeIn>
  );
}

/** The bench that this tab was on before it was loaded again. */
async function restored(shelf: Shelf): Promise<TakenUp | undefined> {
  const id = benchOfTab();
  const bench = id === undefined ? undefined : await shelf.get(id).catch(() => undefined);
  return bench && takeUp(bench);
}

/** Takes a bench for this tab; a copy of it, where another tab has it. */
async function takeUp(bench: KeptBench, words?: string): Promise<TakenUp> {
  if (await takeBench(bench.id)) return { bench, words };
  const copy = copyOf(bench);
  return {
    bench: copy,
    words: `“${bench.state.name}” is open in another tab. This is a copy of it, “${copy.state.name}”.`,
  };
}

function AtDesk(props: Shown & { shelf: Shelf; onAll: () => void }) {
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
