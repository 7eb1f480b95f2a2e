import type { Exercise } from '../../src/lab/exercise.ts';
import deletesNotPropagated from './deletes-not-propagated/exercise.ts';
import leafWithoutJetStream503 from './leaf-without-jetstream-503/exercise.ts';
import notPermittedToSubscribe from './not-permitted-to-subscribe/exercise.ts';
import offlineDataNeverSyncs from './offline-data-never-syncs/exercise.ts';
import publishLostWithTheHubDown from './publish-lost-with-the-hub-down/exercise.ts';
import sameDomainOnHubAndLeaves from './same-domain-on-hub-and-leaves/exercise.ts';
import storedTwice from './stored-twice/exercise.ts';
import streamInTheWrongDomain from './stream-in-the-wrong-domain/exercise.ts';
import twoJetStreamsAnswer from './two-jetstreams-answer/exercise.ts';
import workQueueSourceLosesMessages from './workqueue-source-loses-messages/exercise.ts';

/** All faults that a reader can be put into and mend, by the pages of `docs/troubleshooting`. */
export const troubles: readonly Exercise[] = [
  notPermittedToSubscribe,
  streamInTheWrongDomain,
  twoJetStreamsAnswer,
  sameDomainOnHubAndLeaves,
  leafWithoutJetStream503,
  storedTwice,
  offlineDataNeverSyncs,
  publishLostWithTheHubDown,
  workQueueSourceLosesMessages,
  deletesNotPropagated,
];
