import type { LabAnswers } from '../src/lab/exercise/answer.ts';
import { answers as aggregateLeaves } from './aggregate-leaves/answers.ts';
import { answers as bridgeTwoCompanies } from './bridge-two-companies/answers.ts';
import { answers as crossADomain } from './cross-a-domain/answers.ts';
import { answers as findTheLoop } from './find-the-loop/answers.ts';
import { answers as findTheLostMessage } from './find-the-lost-message/answers.ts';
import { answers as holdTheCredentials } from './hold-the-credentials/answers.ts';
import { answers as joinALeaf } from './join-a-leaf/answers.ts';
import { answers as keepItLocal } from './keep-it-local/answers.ts';
import { answers as kvToTheEdge } from './kv-to-the-edge/answers.ts';
import { answers as loseAMember } from './lose-a-member/answers.ts';
import { answers as loseTheHub } from './lose-the-hub/answers.ts';
import { answers as moveALattice } from './move-a-lattice/answers.ts';
import { answers as moveAStream } from './move-a-stream/answers.ts';
import { answers as rotateACredential } from './rotate-a-credential/answers.ts';
import { answers as shareAStream } from './share-a-stream/answers.ts';
import { answers as surviveAPartition } from './survive-a-partition/answers.ts';
import { answers as tetherTwoAccounts } from './tether-two-accounts/answers.ts';
import { answers as threeTiers } from './three-tiers/answers.ts';
import { answers as wrongDomain } from './wrong-domain/answers.ts';
import { answers as troubles } from './troubles/answers.ts';

/** The ways in which the steps of the labs are tried: mistakes that no check may pass, and other ways that are right. */
export const answers: Readonly<Record<string, LabAnswers>> = {
  'aggregate-leaves': aggregateLeaves,
  'bridge-two-companies': bridgeTwoCompanies,
  'cross-a-domain': crossADomain,
  'find-the-loop': findTheLoop,
  'find-the-lost-message': findTheLostMessage,
  'hold-the-credentials': holdTheCredentials,
  'join-a-leaf': joinALeaf,
  'keep-it-local': keepItLocal,
  'kv-to-the-edge': kvToTheEdge,
  'lose-a-member': loseAMember,
  'lose-the-hub': loseTheHub,
  'move-a-lattice': moveALattice,
  'move-a-stream': moveAStream,
  'rotate-a-credential': rotateACredential,
  'share-a-stream': shareAStream,
  'survive-a-partition': surviveAPartition,
  'tether-two-accounts': tetherTwoAccounts,
  'three-tiers': threeTiers,
  'wrong-domain': wrongDomain,
  ...troubles,
};
