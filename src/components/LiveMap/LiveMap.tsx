import { useMemo } from 'react';
import { startingWith } from '../../lab/exercise/exercise.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { lazyPart } from '../shared/lazy-part.ts';
import TopologyMap from '../Map/TopologyMap.tsx';
import styles from './LiveMap.module.css';
import { fenced } from '../shared/fenced.ts';

/** Wanted only once the lab has been started. */
const StartedMap = lazyPart(
  'The live map',
  () => import(/* webpackChunkName: 'wire' */ './StartedMap.tsx'),
);

/** The map of the lab: still until it is started, then what its servers and links are doing. */
function LiveMap() {
  const { session } = useLab();
  const { state, configs } = useLabSnapshot();
  // A domain is drawn where the server has it now, which is not always where it is meant to be.
  const topology = useMemo(() => startingWith(session.topology, configs), [session, configs]);
  const still = (
    <div className={`${styles.map} ${styles.still}`}>
      <TopologyMap topology={topology} />
    </div>
  );
  if (state.type === 'idle' || state.type === 'failed') return still;
  return <StartedMap fallback={still} instead={still} topology={topology} />;
}

export default fenced('The map', LiveMap);
