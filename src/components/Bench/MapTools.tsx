import { useEffect, useRef, useSyncExternalStore } from 'react';
import { placed } from '../../bench/places.ts';
import Press from '../Press/Press.tsx';
import { useBench, useDesk, useDraft } from './desk-context.ts';
import styles from './MapTools.module.css';

/** What is done with the map as a picture: where its servers stand, and how much of the page it has. */
export default function MapTools() {
  const { draft, isMoving, isWhole, moved } = useDesk();
  const { places } = useDraft().state;
  const { topology } = useBench()!.lab.session;
  const moves = useSyncExternalStore(isMoving.subscribe, isMoving.get, isMoving.get);
  const whole = useSyncExternalStore(isWhole.subscribe, isWhole.get, isWhole.get);
  const isTidy = placed(topology, places) === topology;
  const tidyUp = () => {
    draft.change('Tidy up the map', { places: {} });
    moved.set({ words: 'The map is tidy. Undo brings the places back.', of: draft.state });
  };
  const tools = useRef<HTMLDivElement>(null);
  const wasWhole = useRef(whole);
  // The keyboard goes on at the button by which the map came.
  useEffect(() => {
    if (wasWhole.current && !whole)
      tools.current?.querySelector<HTMLElement>('button:last-child')?.focus();
    wasWhole.current = whole;
  }, [whole]);
  return (
    <div ref={tools} role="group" aria-label="The map" className={styles.tools}>
      <Press
        name="Move"
        label="Move servers"
        look="quiet"
        small
        pressed={moves}
        onPress={() => isMoving.set(!moves)}
      />
      {(moves || !isTidy) && (
        <Press name="Tidy up" look="quiet" small idle={isTidy} onPress={tidyUp} />
      )}
      <Press
        name={whole ? 'Back to the bench' : 'Whole map'}
        look="quiet"
        small
        focus={whole}
        onPress={() => isWhole.set(!whole)}
      />
    </div>
  );
}
