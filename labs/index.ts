import type { Exercise } from '../src/lab/exercise.ts';
import crossADomain from './cross-a-domain/exercise.ts';
import holdTheCredentials from './hold-the-credentials/exercise.ts';
import joinALeaf from './join-a-leaf/exercise.ts';
import keepItLocal from './keep-it-local/exercise.ts';
import loseAMember from './lose-a-member/exercise.ts';

/** All labs, in the order in which they are best done. */
export const labs: readonly Exercise[] = [
  joinALeaf,
  keepItLocal,
  crossADomain,
  holdTheCredentials,
  loseAMember,
];
