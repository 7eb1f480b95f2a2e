import type { Group } from './figures.ts';
import { atRest, leaves, measureIsolated, measureLeaves } from './leaves.ts';
import { measureReplicas } from './replicas.ts';

/** What a hub and its leaves need. It takes eight minutes and 10 GB of memory, and is measured when it is named. */
export const sizing: Group = {
  name: 'sizing',
  onlyIfNamed: true,
  note:
    `one hub and ${leaves} leaves, all of them native servers on this machine, each with JetStream in a domain of its own ` +
    `and no client. leaf: of one leaf, the bytes of its line both ways; rest is ${atRest} s without traffic. memory: ` +
    "what the hub's process has grown by for each leaf. sources: one stream of the hub with a source from each leaf, " +
    'none of which has new messages, isolated. return: from the hub being ready again until it has all leaves. isolated: with ' +
    'isolate_leafnode_interest. publish: a hundred acknowledgements awaited at a time, 128 bytes each, on a cluster of ' +
    'three servers; all disks are one.',
  measure: async (say) => [
    ...(await measureReplicas(say)),
    ...(await measureLeaves(say)),
    ...(await measureIsolated(say)),
  ],
};
