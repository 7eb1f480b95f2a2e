import { useRef, useState, useSyncExternalStore } from 'react';
import { useLabSnapshot } from '../Lab/context.ts';
import Press from '../Press/Press.tsx';
import Question from '../Press/Question.tsx';
import { useBench, useDesk } from './desk-context.ts';
import type { BenchNetwork } from '../../bench/network.ts';
import type { StoresKept } from './kept-stores.ts';
import type { StoresKeeper } from './stores-keeper.ts';
import styles from './RunControls.module.css';

/** The choice to keep what the servers store, and what is kept. */
export default function KeepStores() {
  const { stores } = useDesk();
  return stores ? <Choice stores={stores} /> : null;
}

function Choice({ stores }: { stores: StoresKeeper }) {
  const { get, subscribe } = stores.keeping;
  const { kept, failure } = useSyncExternalStore(subscribe, get, get);
  const { state, servers } = useLabSnapshot();
  const network = useBench()?.network;
  const [asked, setAsked] = useState<'end' | 'forget'>();
  const box = useRef<HTMLInputElement>(null);
  const has = kept !== undefined && kept.at > 0;
  const atRest = state.type === 'idle' || state.type === 'failed';
  const act = (done: () => Promise<unknown>) => {
    setAsked(undefined);
    // What was pressed is gone.
    box.current!.focus();
    void done();
  };
  return (
    <div className={styles.keep}>
      <label>
        <input
          ref={box}
          type="checkbox"
          checked={kept !== undefined}
          onChange={({ target }) => {
            if (has) setAsked('end');
            else void stores.choose(target.checked);
          }}
        />
        Keep what the servers store
      </label>
      {asked && has && (
        <Question
          yes="Forget it"
          no="Keep it"
          onYes={() => act(() => (asked === 'end' ? stores.choose(false) : stores.forget()))}
          onNo={() => act(() => Promise.resolve())}
        >
          {asked === 'end'
            ? `Keep them no longer? The stores that are kept, ${sizeWords(kept)}, are forgotten.`
            : `Forget the stores that are kept, ${sizeWords(kept)}? The servers then begin empty.`}
        </Question>
      )}
      {kept && (
        <p className={styles.note}>
          {has ? (
            <>
              Kept in this browser: {sizeWords(kept)}, <At at={kept.at} />.
            </>
          ) : (
            'No store is kept yet.'
          )}
        </p>
      )}
      {has && atRest && !asked && (
        <Press name="Forget it" look="loss" onPress={() => setAsked('forget')} />
      )}
      {has && !atRest && Object.values(servers).some(({ type }) => type === 'failed') && (
        <p className={styles.note}>
          If a server cannot start on what was kept, stop the servers, forget it, and start again.
        </p>
      )}
      {kept && network && hasOtherKeys(network) && (
        <p className={styles.note}>
          The keys of the operator change when this page is loaded again: its accounts then have
          other keys, and begin empty.
        </p>
      )}
      {failure !== undefined && (
        <p role="alert" className={styles.failure}>
          Not kept: {failure}.{has && ' The stores that were kept before stay.'}
        </p>
      )}
    </div>
  );
}

/** Servers store by the key of an account: those of a stand-in are of this page. */
function hasOtherKeys({ derived: { confs, standIns } }: BenchNetwork): boolean {
  return (
    [...confs.values()].some(({ operatorMode }) => operatorMode) &&
    standIns.some(({ use }) => use === 'operator' || use === 'credentials')
  );
}

const sizeWords = ({ size }: StoresKept): string =>
  size < 1e6 ? `${Math.ceil(size / 1000)} kB` : `${(size / 1e6).toFixed(1)} MB`;

function At({ at }: { at: number }) {
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()}>
      {date.toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' })}
    </time>
  );
}
