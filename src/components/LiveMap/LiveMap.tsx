import { useMemo } from 'react';
import { startingWith } from '../../lab/exercise/exercise.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { atRest } from '../Map/rest.ts';
import { lazyPart } from '../shared/lazy-part.ts';
import TopologyMap from '../Map/TopologyMap.tsx';
import styles from './LiveMap.module.css';
import type { OwnMap } from './own-map.ts';
import { fenced } from '../shared/fenced.ts';

/** Wanted only once the lab has been started. */
const StartedMap = lazyPart(
  'The live map',
  () => import(/* webpackChunkName: 'wire' */ './StartedMap.tsx'),
);

/** The map of the lab: still until it is started, then what its servers and links are doing. */
function LiveMap({ own }: { own?: OwnMap }) {
  const { session } = useLab();
  const { state, configs, run } = useLabSnapshot();
  // A domain is drawn where the server has it now, which is not always where it is meant to be.
  const now = useMemo(() => startingWith(session.topology, configs), [session, configs]);
  const topology = own?.topology ?? now;
  const still = (
    <div className={`${styles.map} ${styles.still}`}>
      <TopologyMap topology={topology} links={run > 0 ? atRest(topology) : undefined} />
    </div>
  );
  if (state.type === 'idle' || state.type === 'failed') return still;
  // Each run begins with an empty list of what crossed.
  return <StartedMap key={run} fallback={still} instead={still} topology={topology} own={own} />;
}

export default fenced('The map', LiveMap);
