import { useEffect, useState } from 'react';
import type { BenchState } from '../../bench/bench.ts';
import { idle } from '../../loading/part.ts';
import { lazyPart } from '../shared/lazy-part.ts';
import Arrived from './Arrived.tsx';
import type { Shown } from './AtDesk.tsx';
import Begin from './Begin.tsx';
import {
  benchOfTab,
  copyOf,
  freshBench,
  letBenchGo,
  noteBenchOfTab,
  takeBench,
} from './kept-keeper.ts';
import type { KeptBench, Shelf } from './kept-shelf.ts';
import KeptBenches from './KeptBenches.tsx';
import TakeIn from './TakeIn.tsx';
import { useArrival } from './useArrival.ts';
import { useShelf } from './useShelf.ts';

const loadDesk = () => import(/* webpackChunkName: 'desk' */ './AtDesk.tsx');

const AtDesk = lazyPart('The bench', loadDesk);

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
    // A bench then opens at once, also without a network. What does not arrive is asked for again when one is opened.
    void idle()
      .then(loadDesk)
      .catch(() => {});
  }, []);
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
          <AtDesk
            key={shown.bench.id}
            {...shown}
            shelf={shelf}
            onAll={showAll}
            fallback={<p role="status">Loading the bench…</p>}
          />
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
