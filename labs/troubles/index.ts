import type { Exercise } from '../../src/lab/exercise/exercise.ts';
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
import kvNotShared from './kv-not-shared/exercise.ts';
import kvPutFailsWatchWorks from './kv-put-fails-watch-works/exercise.ts';
import mirrorWithoutTheOtherSide from './mirror-without-the-other-side/exercise.ts';
import objectMirrorCannotBeRead from './object-mirror-cannot-be-read/exercise.ts';
import everythingTwice from './everything-twice/exercise.ts';
import sameClusterName from './same-cluster-name/exercise.ts';
import countedAsDone from './counted-as-done/exercise.ts';
import replacedBox from './replaced-box/exercise.ts';
import bridgeDoesNotRelay from './bridge-does-not-relay/exercise.ts';
import noMetaLeader from './no-meta-leader/exercise.ts';
import privateAddressesGossiped from './private-addresses-gossiped/exercise.ts';
import mirrorStalls from './mirror-stalls/exercise.ts';
import answeredTwiceAcrossAnImport from './answered-twice-across-an-import/exercise.ts';
import allowResponsesOverALeaf from './allow-responses-over-a-leaf/exercise.ts';
import sourceWithItsOwnDomain from './source-with-its-own-domain/exercise.ts';
import slowLinkNeverConnects from './slow-link-never-connects/exercise.ts';
import bridgeSkipsQueueGroups from './bridge-skips-queue-groups/exercise.ts';
import leavesOfOneClusterName from './leaves-of-one-cluster-name/exercise.ts';
import accountsWithoutARemote from './accounts-without-a-remote/exercise.ts';
import sourceDropsKnownIds from './source-drops-known-ids/exercise.ts';
import accountWithoutJetStream from './account-without-jetstream/exercise.ts';
import leafWithoutCredentials from './leaf-without-credentials/exercise.ts';
import serverListWithoutLeaves from './server-list-without-leaves/exercise.ts';
import websocketPath from './websocket-path/exercise.ts';

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
  kvNotShared,
  kvPutFailsWatchWorks,
  mirrorWithoutTheOtherSide,
  mirrorStalls,
  objectMirrorCannotBeRead,
  everythingTwice,
  sameClusterName,
  bridgeDoesNotRelay,
  noMetaLeader,
  privateAddressesGossiped,
  answeredTwiceAcrossAnImport,
  allowResponsesOverALeaf,
  sourceWithItsOwnDomain,
  slowLinkNeverConnects,
  bridgeSkipsQueueGroups,
  leavesOfOneClusterName,
  accountsWithoutARemote,
  sourceDropsKnownIds,
  websocketPath,
  accountWithoutJetStream,
  leafWithoutCredentials,
  serverListWithoutLeaves,
  countedAsDone,
  replacedBox,
];
