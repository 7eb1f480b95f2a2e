import { useState, useSyncExternalStore } from 'react';
import { useLab } from '../Lab/context.ts';
import { lazyPart } from '../shared/lazy-part.ts';
import styles from './Wire.module.css';
import { fenced } from '../shared/fenced.ts';

/** Wanted only when something has crossed. */
const Frames = lazyPart('The wire', () => import(/* webpackChunkName: 'wire' */ './Frames.tsx'));

/** The frames that cross the lab's links, as they stand on the wire. */
function Wire() {
  const { wire } = useLab().session;
  const something = useSyncExternalStore(
    wire.subscribe,
    () => wire.came > 0,
    () => false,
  );
  // Clearing the table does not take it away from under the reader.
  const [wanted, setWanted] = useState(something);
  if (something && !wanted) setWanted(true);
  const empty = (
    <p className={styles.empty}>
      No frame has crossed yet. Frames appear here as they cross the link: start the servers, then
      run a step.
    </p>
  );
  return (
    <section aria-label="The wire" className={styles.traffic}>
      {wanted ? <Frames fallback={empty} /> : empty}
    </section>
  );
}

export default fenced('The wire', Wire);
