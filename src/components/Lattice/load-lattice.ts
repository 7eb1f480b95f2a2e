import { part } from '../../loading/part.ts';

/** Loads wasmCloud's client, which is wanted once the servers of a lattice run. */
export const loadLattice = part(
  () => import(/* webpackChunkName: 'lattice' */ './live-lattice.ts'),
);
