/**
 * What the two documents said with which the project began, statement by statement, and where a reader
 * finds each: the heading of a page that treats it, and the step of a lab in which they do it themselves.
 */
export interface Statement {
  /** In words of our own. */
  says: string;
  /** What is not so, and what the page says instead. */
  corrected?: string;
  /** `guides/sidecar`, and a heading on that page. */
  page: string;
  heading: string;
  /** `keep-it-local/failover` */
  step: string;
}

const said = (says: string, page: string, heading: string, step: string): Statement => ({
  says,
  page,
  heading,
  step,
});

const architecture: readonly Statement[] = [
  said(
    'A lattice does without leaf nodes; they are advised all the same',
    'guides/wasmcloud-lattices',
    'When not',
    'join-a-leaf/dial',
  ),
  said(
    'Leaf nodes suit the edge, where local traffic is to be quick and to stay local unless it is wanted elsewhere',
    'guides/traffic-stays-local',
    'Interest is the only reason to cross',
    'join-a-leaf/interest',
  ),
  said(
    'Members of a queue group on the near side of a leaf connection are served first',
    'guides/traffic-stays-local',
    'A queue group is served on the nearer side',
    'keep-it-local/local',
  ),
  said(
    'For the edge: a hub and spokes',
    'guides/hub-spoke',
    'A spoke answers its own clients first',
    'join-a-leaf/dial',
  ),
  said(
    'For cloud and edge: a hub, spokes, and spokes of those',
    'guides/hub-spoke-spoke',
    'Interest climbs one tier at a time',
    'three-tiers/climb',
  ),
  said(
    'A diagram of hub and spokes, which was to be drawn',
    'guides/hub-spoke',
    'Spokes reach each other through the hub',
    'join-a-leaf/message',
  ),
  said(
    'A diagram of three tiers, which was to be drawn',
    'guides/hub-spoke-spoke',
    'The nearest tier answers',
    'three-tiers/interest',
  ),
  said(
    'Hub and spokes: what is local is quick',
    'guides/hub-spoke',
    'A spoke answers its own clients first',
    'keep-it-local/offer',
  ),
  said(
    'Hub and spokes: the hub answers where a local service has gone',
    'guides/hub-spoke',
    'The hub takes over by itself',
    'keep-it-local/failover',
  ),
  said(
    'Hub and spokes: who may join is decided in one place',
    'guides/hub-spoke',
    'The hub decides who may join',
    'hold-the-credentials/login',
  ),
  said(
    'Hub and spokes: the edge goes on through a partition',
    'guides/edge-resilience',
    'Break the line',
    'survive-a-partition/local',
  ),
  said(
    'Three tiers: from the cloud to the edge',
    'guides/hub-spoke-spoke',
    'Interest climbs one tier at a time',
    'three-tiers/climb',
  ),
  said(
    'Three tiers: several regions, each of which works without the cloud',
    'guides/hub-spoke-spoke',
    'A cut above leaves the region whole',
    'three-tiers/domain',
  ),
  said(
    'Three tiers: routing by tiers',
    'guides/hub-spoke-spoke',
    'The nearest tier answers',
    'three-tiers/interest',
  ),
  said(
    'Three tiers: failover across all of it',
    'guides/traffic-stays-local',
    'The hub takes over when the last one leaves',
    'keep-it-local/failover',
  ),
  said(
    'An invocation goes to a target on the same leaf where there is one',
    'guides/traffic-stays-local',
    'A queue group is served on the nearer side',
    'keep-it-local/local',
  ),
  said(
    'Traffic that is answered locally does not cross between networks',
    'guides/traffic-stays-local',
    'Interest is the only reason to cross',
    'keep-it-local/local',
  ),
  said(
    'Leaf nodes separate traffic and draw a security boundary',
    'guides/segmentation',
    'What is in another account does not',
    'tether-two-accounts/recipe',
  ),
  said(
    'The leaf logs in at the hub, and hosts connect to localhost without a login',
    'guides/sidecar',
    'What this protects',
    'hold-the-credentials/anonymous',
  ),
  said(
    'That is the pattern of a sidecar',
    'guides/sidecar',
    "The leaf's user decides the account",
    'hold-the-credentials/anonymous',
  ),
  said(
    'Credentials are kept in one place, the leaf',
    'guides/sidecar',
    'Where the secret stands',
    'hold-the-credentials/login',
  ),
  said(
    'Hosts need no configuration',
    'guides/sidecar',
    'What this protects',
    'hold-the-credentials/anonymous',
  ),
  said(
    'Leaf nodes bridge infrastructures that have nothing in common',
    'guides/through-firewalls',
    'One connection, and only the hub listens',
    'bridge-two-companies/join',
  ),
  said(
    'JetStream over leaf nodes asks for more configuration',
    'guides/across-the-boundary',
    'Leave the domain out, and see who answers',
    'wrong-domain/copy',
  ),
  said(
    'By way of a service such as Synadia Cloud, hosts anywhere reach each other',
    'guides/through-firewalls',
    'One connection, and only the hub listens',
    'bridge-two-companies/use',
  ),
  said(
    'Through any number of firewalls, and no port is opened',
    'guides/through-firewalls',
    'When only port 443 is open',
    'join-your-tab/join',
  ),
];

const jetstream: readonly Statement[] = [
  said(
    'From v2 on, wasmCloud does not send invocations over NATS by default',
    'guides/wasmcloud-lattices',
    'Invocations cross, memory does not',
    'move-a-lattice/use',
  ),
  said(
    'A leaf node joins security domains',
    'guides/what-a-leaf-node-is',
    'Two systems stay two systems',
    'tether-two-accounts/bind',
  ),
  said(
    'A remote ties an account of one side to an account of the other',
    'guides/segmentation',
    'One remote for each pair of accounts',
    'tether-two-accounts/bind',
  ),
  said(
    'Core messages cross a leaf connection without more ado',
    'guides/what-a-leaf-node-is',
    'Only what somebody wants will cross',
    'join-a-leaf/message',
  ),
  said(
    'JetStream is spoken to on subjects below $JS',
    'guides/across-the-boundary',
    'Why it does not simply cross',
    'cross-a-domain/create',
  ),
  said(
    'Leaf connections have a rule that keeps those subjects from crossing',
    'guides/across-the-boundary',
    'Why it does not simply cross',
    'cross-a-domain/create',
  ),
  said(
    'The rule follows from the domain that the server has',
    'guides/extending-a-domain',
    'Without the hint: two answers to every question',
    'wrong-domain/copy',
  ),
  said(
    'What a lattice remembers is in JetStream',
    'guides/wasmcloud-lattices',
    'Invocations cross, memory does not',
    'move-a-lattice/copy',
  ),
  said(
    'Hosts on both sides of a leaf connection need a domain',
    'guides/wasmcloud-lattices',
    'Tell each host the domain, and only one JetStream its name',
    'move-a-lattice/use',
  ),
  said(
    'A domain is one token more in the subject, with which it crosses',
    'guides/across-the-boundary',
    'Make a stream on the other side',
    'cross-a-domain/create',
  ),
  said(
    'Somebody has to choose which servers store for the lattice',
    'guides/wasmcloud-lattices',
    'Tell each host the domain, and only one JetStream its name',
    'move-a-lattice/copy',
  ),
  {
    says: 'The server is given the domain by the key js_domain',
    corrected: 'There is no such key: it is jetstream { domain }',
    page: 'guides/wasmcloud-lattices',
    heading: 'Tell each host the domain, and only one JetStream its name',
    step: 'cross-a-domain/create',
  },
  said(
    'Hosts are given it by WASMCLOUD_JS_DOMAIN',
    'guides/wasmcloud-lattices',
    'Tell each host the domain, and only one JetStream its name',
    'move-a-lattice/use',
  ),
  said(
    'No other server may carry that domain',
    'guides/wasmcloud-lattices',
    'Tell each host the domain, and only one JetStream its name',
    'move-a-lattice/release',
  ),
  said(
    'A diagram: a cluster of three in the middle, leaves around it',
    'guides/clustered-hub',
    'Leaves list every member in one remote',
    'lose-a-member/replicas',
  ),
  said(
    'A diagram: a third party between two infrastructures',
    'guides/through-firewalls',
    'One connection, and only the hub listens',
    'bridge-two-companies/share',
  ),
  said(
    'When a server is gone, the others take over by themselves',
    'guides/clustered-hub',
    'Lose one server',
    'lose-a-member/crash',
  ),
];

/** All of them, in the order in which they were said. */
export const statements: readonly Statement[] = [...architecture, ...jetstream];
