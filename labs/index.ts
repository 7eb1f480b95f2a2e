import type { Exercise } from '../src/lab/exercise/exercise.ts';
import { learningPath } from '../src/site-data/learning-path.ts';
import aggregateLeaves from './aggregate-leaves/exercise.ts';
import bridgeTwoCompanies from './bridge-two-companies/exercise.ts';
import crossADomain from './cross-a-domain/exercise.ts';
import findTheLostMessage from './find-the-lost-message/exercise.ts';
import findTheLoop from './find-the-loop/exercise.ts';
import holdTheCredentials from './hold-the-credentials/exercise.ts';
import joinALeaf from './join-a-leaf/exercise.ts';
import joinYourTab from './join-your-tab/exercise.ts';
import keepItLocal from './keep-it-local/exercise.ts';
import kvToTheEdge from './kv-to-the-edge/exercise.ts';
import latticeOfThree from './lattice-of-three/exercise.ts';
import loseAMember from './lose-a-member/exercise.ts';
import loseTheHub from './lose-the-hub/exercise.ts';
import moveALattice from './move-a-lattice/exercise.ts';
import siteOfThree from './site-of-three/exercise.ts';
import shareAStream from './share-a-stream/exercise.ts';
import moveAStream from './move-a-stream/exercise.ts';
import rotateACredential from './rotate-a-credential/exercise.ts';
import surviveAPartition from './survive-a-partition/exercise.ts';
import tetherTwoAccounts from './tether-two-accounts/exercise.ts';
import threeTiers from './three-tiers/exercise.ts';
import wrongDomain from './wrong-domain/exercise.ts';

const position = ({ name }: Exercise) => learningPath.indexOf(`labs/${name}`);

/** All labs, in the order of the learning path. */
export const labs: readonly Exercise[] = [
  joinALeaf,
  keepItLocal,
  crossADomain,
  holdTheCredentials,
  rotateACredential,
  loseAMember,
  siteOfThree,
  loseTheHub,
  surviveAPartition,
  joinYourTab,
  wrongDomain,
  threeTiers,
  findTheLoop,
  findTheLostMessage,
  bridgeTwoCompanies,
  tetherTwoAccounts,
  kvToTheEdge,
  aggregateLeaves,
  shareAStream,
  moveALattice,
  latticeOfThree,
  moveAStream,
].sort((a, b) => position(a) - position(b));
