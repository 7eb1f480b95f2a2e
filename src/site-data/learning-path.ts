/**
 * The order in which guides and labs are best read and done: each lab stands after the guide that it
 * practises. Sidebars, "previous" and "next" follow it.
 */
export const learningPath: readonly string[] = [
  'guides/what-a-leaf-node-is',
  'labs/join-a-leaf',
  'guides/hub-spoke',
  'guides/hub-spoke-spoke',
  'labs/three-tiers',
  'guides/regions',
  'guides/traffic-stays-local',
  'labs/keep-it-local',
  'guides/edge-resilience',
  'labs/survive-a-partition',
  'guides/segmentation',
  'labs/tether-two-accounts',
  'guides/sidecar',
  'labs/hold-the-credentials',
  'guides/operator-mode',
  'labs/rotate-a-credential',
  'guides/across-the-boundary',
  'labs/cross-a-domain',
  'labs/wrong-domain',
  'guides/clustered-hub',
  'labs/lose-a-member',
  'guides/clustered-site',
  'labs/site-of-three',
  'guides/moving-data',
  'labs/kv-to-the-edge',
  'labs/aggregate-leaves',
  'guides/jetstream-across-accounts',
  'labs/share-a-stream',
  'guides/moving-a-stream',
  'labs/move-a-stream',
  'guides/losing-the-hub',
  'labs/lose-the-hub',
  'guides/extending-a-domain',
  'guides/through-firewalls',
  'labs/bridge-two-companies',
  'labs/join-your-tab',
  'guides/wasmcloud-lattices',
  'labs/move-a-lattice',
  'labs/lattice-of-three',
  'guides/operations',
  'labs/find-the-loop',
  'guides/following-a-message',
  'labs/find-the-lost-message',
  'guides/bring-your-own-configuration',
  'guides/send-a-network',
  'guides/check-in-ci',
  'guides/to-compose-and-kubernetes',
];

/** Answers the pages before and after a page of the path; undefined for a page that is not on it. */
export function neighbours(
  id: string,
  path: readonly string[] = learningPath,
): { previous: string | undefined; next: string | undefined } | undefined {
  const at = path.indexOf(id);
  return at < 0 ? undefined : { previous: path[at - 1], next: path[at + 1] };
}
