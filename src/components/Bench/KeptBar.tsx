import { createContext, use, useEffect, useSyncExternalStore } from 'react';
import { emptyBench } from '../../bench/begin.ts';
import { alsoLost, lossByStop } from '../Lab/losses.ts';
import Ask from '../Press/Ask.tsx';
import { useDesk, useDraft } from './desk-context.ts';
import type { Keeper } from './kept-keeper.ts';
import { lossOfBench } from './loss-by-opening.ts';
import styles from './KeptBenches.module.css';

/** What keeps the bench that is shown. */
export interface Kept {
  keeper: Keeper;
  /** Whether the browser keeps it when the page is closed. */
  lasts: boolean;
  /** Why the benches that the browser keeps are out of reach, if another page has them. */
  held: string | undefined;
  /** Goes back to the list of all benches. */
  onAll: () => void;
}

export const KeptContext = createContext<Kept | undefined>(undefined);

/** Says whether the bench is kept, and leads to the others. */
export default function KeptBar() {
  const kept = use(KeptContext);
  return kept ? <Bar {...kept} /> : null;
}

function Bar({ keeper, lasts, held, onAll }: Kept) {
  const desk = useDesk();
  const { state } = useDraft();
  const { get, subscribe } = keeper.keeping;
  const { type, words } = useSyncExternalStore(subscribe, get, get);
  const isLost = !lasts || type === 'not kept';
  useEffect(() => {
    if (isLost) alsoLost.set('This bench is not kept: save it as a file first.');
    return () => alsoLost.set(undefined);
  }, [isLost]);
  const lost = async () => {
    const lab = desk.bench.get()?.lab;
    return lab && lossByStop(lab);
  };
  const anew = async () => {
    const files = state.files.length === 1 ? 'One file goes' : `${state.files.length} files go`;
    const loss = await lost();
    return `Start over? ${files} from this bench; Undo brings them back. ${loss ?? ''}`.trim();
  };
  return (
    <div className={styles.bar}>
      <p role="status" className={type === 'not kept' ? styles.not : undefined}>
        {type === 'not kept'
          ? `Not kept: ${words}. Save it as a file before you close this page.`
          : words}
        {type !== 'not kept' &&
          !lasts &&
          (held === undefined
            ? ' This browser lets the page keep nothing: the bench is gone when you close it.'
            : ` The benches that this browser keeps are out of reach: ${held}. This one is gone when you close the page.`)}
      </p>
      {lasts && type !== 'not kept' && (
        <p>{type === 'kept' ? 'Kept in this browser.' : 'Keeping…'}</p>
      )}
      <Ask
        name="All benches"
        look="quiet"
        question={lossOfBench}
        yes="Lose it"
        no="Stay here"
        onYes={() => void keeper.save().then(onAll)}
      />
      {state.files.length > 0 && (
        <Ask
          name="Start over"
          look="loss"
          question={anew}
          yes="Start over"
          no="Keep it"
          onYes={() => {
            desk.stop();
            const { server } = state;
            const { files, places, assigned, commands, cut } = emptyBench(server);
            desk.draft.change('Start over', { files, places, assigned, commands, cut });
          }}
        />
      )}
    </div>
  );
}
