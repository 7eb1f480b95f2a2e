import { useEffect, useRef } from 'react';
import LabScope from '../Lab/LabScope.tsx';
import { useBench, useDesk, useDraft, useRead } from './desk-context.ts';
import Begin from './Begin.tsx';
import BenchBar from './BenchBar.tsx';
import Files from './Files.tsx';
import FirstError from './FirstError.tsx';
import Instruments from './Instruments.tsx';
import KeptBar from './KeptBar.tsx';
import MapActions from './MapActions.tsx';
import MapOfBench from './MapOfBench.tsx';
import MapTools from './MapTools.tsx';
import RunControls from './RunControls.tsx';
import styles from './Bench.module.css';

/**
 * The bench: files at one side, what they describe and what runs at the other.
 * @param props `isOpened`: whether a person has just opened it
 */
export default function Workspace({ isOpened }: { isOpened: boolean }) {
  const bench = useBench();
  const { failure } = useRead();
  const { draft } = useDesk();
  const { files } = useDraft().state;
  const isEmpty = files.length === 0;
  const top = useTop(isOpened, isEmpty);
  if (isEmpty)
    return (
      <>
        <BenchBar />
        <KeptBar />
        <Begin onBegin={(state) => draft.change(`Begin with ${state.name}`, state)} />
      </>
    );
  return (
    <>
      <div
        ref={top}
        className={styles.top}
        data-bench
        role="group"
        aria-label="This bench"
        tabIndex={-1}
      >
        <BenchBar />
        <KeptBar />
        <FirstError />
      </div>
      <div className={styles.workspace}>
        <section aria-label="Configurations" className={styles.files}>
          <Files />
        </section>
        <section aria-label="The network" className={styles.network}>
          {failure !== undefined && (
            <p role="status" className={styles.failure}>
              {failure}
            </p>
          )}
          {bench && (
            <div className={styles.acts}>
              <MapActions />
              <MapTools />
            </div>
          )}
          {bench && (
            // Another lab is another run of all that shows it.
            <LabScope key={idOf(bench.lab)} lab={bench.lab}>
              <RunControls />
              <Instruments>
                <MapOfBench />
              </Instruments>
            </LabScope>
          )}
        </section>
      </div>
    </>
  );
}

/** The top of a bench, to which the keyboard goes when what it was opened with is gone. */
function useTop(isOpened: boolean, isEmpty: boolean) {
  const top = useRef<HTMLDivElement>(null);
  const isNew = useRef(isOpened);
  useEffect(() => {
    if (isEmpty) isNew.current = true;
    else if (isNew.current) {
      isNew.current = false;
      if (document.activeElement === document.body) top.current?.focus({ preventScroll: true });
    }
  }, [isEmpty]);
  return top;
}

const ids = new WeakMap<object, number>();
let last = 0;

/** A key for React of what has no name of its own. */
function idOf(thing: object): number {
  const id = ids.get(thing) ?? (last += 1);
  ids.set(thing, id);
  return id;
}
