import type { Exercise } from '../src/lab/exercise.ts';
import crossADomain from './cross-a-domain/exercise.ts';

/** All labs, in the order in which they are best done. */
export const labs: readonly Exercise[] = [crossADomain];
