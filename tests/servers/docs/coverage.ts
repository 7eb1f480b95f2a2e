/** A place on a page: the name of the page, and the heading that the text stands under, if it is under one. */
export interface Treated {
  page: string;
  heading?: string;
}

/** The proof of a statement: something that the tests of labs and pages hold servers to. */
export type Shown =
  /** `check`: words of one check of that step, in a lab or a trouble; the step `symptom` is a trouble's symptom. */
  | { lab: string; step: string; check: string }
  /** `live`: a command's line or a button's words; `gives`: words that it must print, hear, or be refused with. */
  | { page: string; live: string; gives: string }
  /** The reason why no server can show it. */
  | { untried: string };

/** Something that is widely said of leaf nodes, and where a reader finds it and sees it. */
export interface Statement {
  says: string;
  /** The correction, where the statement is wrong. The page says it. */
  corrected?: string;
  treated: Treated;
  /** Several, where the statement has several parts. */
  shown: Shown | readonly Shown[];
}

const guide = (page: string, heading?: string): Treated => ({
  page: `guides/${page}`,
  ...(heading !== undefined && { heading }),
});
const step = (lab: string, step: string, check: string): Shown => ({ lab, step, check });
const live = (page: string, live: string, gives: string): Shown => ({
  page: `guides/${page}`,
  live,
  gives,
});

/**
 * Statements of two pages about wasmCloud on leaf nodes, from which this site set out; in other words.
 */
export const statements: readonly Statement[] = [
  // When, and in which shape
  {
    says: 'A wasmCloud lattice can do without leaf nodes, and is often better with them',
    treated: guide('wasmcloud-lattices', 'When not'),
    shown: step('lattice-of-three', 'invoke', 'Not one call crossed a link'),
  },
  {
    says: 'Leaf nodes are for edges and devices: local traffic is quick, and stays unless it is wanted elsewhere',
    treated: guide('traffic-stays-local', 'Interest is the only reason to cross'),
    shown: step('keep-it-local', 'local', 'Not one request crossed the link'),
  },
  {
    says: 'A queue group is served by its members on the near side first',
    corrected: 'The near side is the server or, in a cluster, all of its servers',
    treated: guide('traffic-stays-local', 'A queue group is served on the nearer side'),
    shown: [
      step('keep-it-local', 'local', 'The member at the leaf was asked twenty times'),
      live('clustered-site', `nats request price '' --count 40 --raw`, 'from site-2'),
    ],
  },
  {
    says: 'For an edge take hub-spoke; for cloud and edge take hub-spoke-spoke',
    treated: { page: 'pick-a-topology', heading: 'Every shape that this can lead to' },
    shown: [
      step('keep-it-local', 'local', 'Not one request crossed the link'),
      step('three-tiers', 'climb', 'readings.hall crossed the lower one, and not the upper'),
    ],
  },

  // Hub-spoke
  {
    says: 'A picture of hub and spokes, which was still to be drawn',
    treated: guide('hub-spoke'),
    shown: live('hub-spoke', `nats request hours.west ''`, 'open until eight'),
  },
  {
    says: 'Hub-spoke: what is local is quick',
    treated: guide('hub-spoke', 'A spoke answers its own clients first'),
    shown: live('hub-spoke', `nats request price ''`, 'east itself'),
  },
  {
    says: 'Hub-spoke: the hub takes over by itself when the local service is gone',
    treated: guide('hub-spoke', 'The hub takes over by itself'),
    shown: step('keep-it-local', 'failover', 'A request of the leaf crossed to the hub'),
  },
  {
    says: 'Hub-spoke: who may join is decided in one place, which makes the rest simpler',
    treated: guide('hub-spoke', 'The hub decides who may join'),
    shown: live('hub-spoke', `nats request head.office ''`, 'No responders are available'),
  },
  {
    says: 'Hub-spoke: the edge goes on during a partition',
    corrected:
      'What needs the hub fails, and a core message to it is lost; what is stored locally waits',
    treated: guide('edge-resilience', 'Break the line'),
    shown: step('survive-a-partition', 'silent', 'lacks orders that the shop has stored'),
  },

  {
    says: 'What the edge has acknowledged is safe, whatever happens to the edge',
    corrected: 'It is written, and on the disk within two minutes, unless sync_interval is always',
    treated: guide('edge-resilience', 'What the acknowledgement promises'),
    shown: {
      untried:
        'Servers here end as processes do; no test cuts the power of a machine. The cost is measured by npm run bench.',
    },
  },
  {
    says: 'A mirror at the hub that has no lag has what the edge has',
    corrected: 'Its origin may be another stream of that name, on a box that was replaced',
    treated: { page: 'troubleshooting/replaced-box' },
    shown: [
      step('replaced-box', 'symptom', 'the same numbers and no lag, and not the same orders'),
      step('replaced-box', 'again', 'The hub has the orders of the second box and of the third'),
    ],
  },

  // Hub-spoke-spoke
  {
    says: 'A picture of hub, spokes and their spokes, which was still to be drawn',
    treated: guide('hub-spoke-spoke'),
    shown: step('three-tiers', 'domain', 'came from the hub, and went through the region'),
  },
  {
    says: 'Hub-spoke-spoke: cloud and edge reach each other',
    treated: guide('hub-spoke-spoke', 'Three domains, and any of them from anywhere'),
    shown: [
      step('three-tiers', 'domain', 'The edge stores READINGS'),
      live('hub-spoke-spoke', `nats request head.office ''`, 'the cloud'),
    ],
  },
  {
    says: 'Hub-spoke-spoke: there may be several regions',
    treated: guide('regions', 'From region to region'),
    shown: [
      live('regions', `nats request stock.south ''`, 'nine pallets'),
      live('regions', `nats request price ''`, 'from the north'),
    ],
  },
  {
    says: 'Hub-spoke-spoke: messages are routed tier by tier, and go no farther than they must',
    treated: guide('hub-spoke-spoke', 'Interest climbs one tier at a time'),
    shown: [
      step('three-tiers', 'climb', 'alarms.hall crossed both links, upwards'),
      step('three-tiers', 'climb', 'readings.hall crossed the lower one, and not the upper'),
    ],
  },
  {
    says: 'Hub-spoke-spoke: what fails in one tier is answered by the next, as far as the cloud',
    treated: guide('hub-spoke-spoke', 'The nearest tier answers'),
    shown: live('hub-spoke-spoke', `nats request price ''`, 'the cloud'),
  },

  {
    says: 'Global failover: an edge whose region is lost goes on with another',
    corrected:
      'If its remote names both; the account and the domains there must be arranged before',
    treated: guide('regions', 'Lose a region'),
    shown: [
      live('regions', `nats request price ''`, 'from the south'),
      live('regions', 'nats stream view ALL_ORDERS', 'oak table'),
      live('regions', 'nats stream info TARIFF --js-domain north --timeout 2s', 'no responders'),
    ],
  },
  {
    says: 'After that it returns to its own region by itself',
    corrected: 'It stays until the connection ends; mirrors named by a domain go on the longer way',
    treated: guide('regions', 'The region comes back, and the edge does not'),
    shown: [
      live('regions', 'nats server report leafnodes', '│ south … │ edge'),
      live('regions', 'nats stream view TARIFF_COPY', '9 cents'),
    ],
  },
  {
    says: 'Global failover: with the whole hub lost, services answer from elsewhere',
    corrected: 'Those of the own region do; from region to region there is no way but the hub',
    treated: guide('regions', 'Lose the hub'),
    shown: [
      live('regions', `nats request price ''`, 'from the south'),
      live('regions', `nats request stock.north ''`, 'No responders are available'),
      step('lose-a-member', 'crash', 'It has taken an order since'),
    ],
  },
  {
    says: 'An edge that dials another region stays what it was',
    corrected: 'The region decides in which account it is',
    treated: guide('regions', "The region decides the edge's account"),
    shown: live('regions', 'nats server report leafnodes', 'GUESTS'),
  },

  // The uses of a leaf
  {
    says: 'An invocation whose target is on the same leaf is served there and crosses nothing',
    treated: guide('traffic-stays-local', 'A queue group is served on the nearer side'),
    shown: [
      step('lattice-of-three', 'invoke', 'Not one call crossed a link'),
      step('lattice-of-three', 'invoke', 'The component beside host-1 was called'),
    ],
  },
  {
    says: 'Leaf nodes separate traffic and security domains',
    corrected: 'Accounts separate; a link joins one to one, and the doors between them add up',
    treated: guide('segmentation', 'Messages of another account do not'),
    shown: step('tether-two-accounts', 'deny', 'It did not cross'),
  },
  {
    says: 'The leaf logs in, so that a host connects to localhost without a user',
    corrected: 'Whoever reaches the port of the leaf is the leaf, so the port is now the secret',
    treated: guide('sidecar', 'What it does not protect'),
    shown: step(
      'hold-the-credentials',
      'anonymous',
      'A request on status crossed, from the sidecar',
    ),
  },
  {
    says: 'That is the sidecar pattern',
    treated: guide('sidecar'),
    shown: step(
      'hold-the-credentials',
      'anonymous',
      'A request on status crossed, from the sidecar',
    ),
  },
  {
    says: 'Credentials are kept at the leaf alone',
    treated: guide('sidecar', 'Where the secret stands'),
    shown: step(
      'hold-the-credentials',
      'login',
      'from the sidecar’s own account to APP at the hub',
    ),
  },
  {
    says: 'A host beside a leaf needs no NATS settings',
    corrected: 'It needs the domain, wherever its own server has not the lattice’s JetStream',
    treated: guide('sidecar', 'What this protects'),
    shown: step('move-a-lattice', 'use', 'put from host-1 into the hub’s domain'),
  },
  {
    says: 'Leaf nodes bridge infrastructure that has nothing else in common',
    treated: guide('through-firewalls', 'One connection, and only the hub listens'),
    shown: step('bridge-two-companies', 'join', 'bound to its own account of the cloud'),
  },
  {
    says: 'A remote tethers an account on one side to an account, perhaps another, on the other',
    treated: guide('segmentation', 'One remote for each pair of accounts'),
    shown: step('tether-two-accounts', 'bind', 'from FACTORY at the plant to SENSORS at the hub'),
  },

  // JetStream
  {
    says: 'Ordinary messages cross a leaf connection without anyone noticing',
    treated: guide('what-a-leaf-node-is', 'Only messages with a subscriber cross'),
    shown: step('join-a-leaf', 'message', 'A message on shop.open crossed the link'),
  },
  {
    says: 'JetStream across a leaf connection needs more configuration',
    treated: guide('across-the-boundary', 'Make a stream on the other side'),
    shown: step('cross-a-domain', 'create', 'The request crossed the link, from the hub'),
  },
  {
    says: 'JetStream is a space of subjects that begin with $JS',
    treated: { page: 'reference/subjects' },
    shown: {
      page: 'troubleshooting/same-domain-on-hub-and-leaves',
      live: `nats request '$JS.east.API.INFO' '' --replies 2`,
      gives: '"domain":"east"',
    },
  },
  {
    says: 'A rule keeps those subjects from crossing',
    corrected: 'It denies $JS.API.>, $KV.> and $OBJ.>; with a domain in them the requests cross',
    treated: guide('across-the-boundary', 'Why it does not simply cross'),
    shown: [
      step('not-permitted-to-subscribe', 'symptom', 'The leaf has logged'),
      step('not-permitted-to-subscribe', 'mend', 'under $JS.hub.API'),
    ],
  },
  {
    says: 'The rule follows from the domain of the server',
    corrected:
      'It is there unless both sides share one JetStream, which takes more than the same domain',
    treated: guide('extending-a-domain', 'Three things make an extension'),
    shown: live(
      'extending-a-domain',
      `nats stream add TWICE --subjects 'twice.>' --replicas 3 --defaults`,
      'replicas > 1 not supported in non-clustered mode',
    ),
  },
  {
    says: 'A lattice keeps its shared memory in a JetStream stream',
    corrected: 'In two buckets, and wadm in more; each is a stream',
    treated: guide('wasmcloud-lattices', "Invocations cross, the lattice's data does not"),
    shown: step('move-a-lattice', 'copy', 'KV_LATTICEDATA_default is at the hub'),
  },
  {
    says: 'Hosts on different sides of a leaf connection have to use a domain for that',
    treated: guide(
      'wasmcloud-lattices',
      'Tell each host the domain, and only one JetStream its name',
    ),
    shown: step('move-a-lattice', 'use', 'put from host-1 into the hub’s domain'),
  },
  {
    says: 'A domain is one more token in the subject, and with it the subject crosses',
    treated: guide('across-the-boundary', 'Why it does not simply cross'),
    shown: step('cross-a-domain', 'create', 'The request crossed the link, from the hub'),
  },
  {
    says: 'Domains keep two JetStreams apart',
    corrected:
      'Acknowledgements carry no domain: with one stream and consumer name they count in both',
    treated: { page: 'troubleshooting/counted-as-done' },
    shown: [
      step('counted-as-done', 'symptom', 'a job less, and its worker has not acknowledged any'),
      step('counted-as-done', 'again', 'The hub keeps a job that its worker holds'),
    ],
  },
  {
    says: 'Whoever runs a lattice chooses the servers that are home to its JetStream',
    treated: guide(
      'wasmcloud-lattices',
      'Tell each host the domain, and only one JetStream its name',
    ),
    shown: step('move-a-lattice', 'release', 'host-1 runs without JetStream'),
  },
  {
    says: 'The server gets its domain by the key js_domain',
    corrected: 'There is no such key: it is domain, in the block jetstream',
    treated: guide(
      'wasmcloud-lattices',
      'Tell each host the domain, and only one JetStream its name',
    ),
    shown: live('wasmcloud-lattices', 'Reload the hub with js_domain', 'unknown field'),
  },
  {
    says: 'Each host has WASMCLOUD_JS_DOMAIN set to that domain',
    treated: guide(
      'wasmcloud-lattices',
      'Tell each host the domain, and only one JetStream its name',
    ),
    shown: [
      live('wasmcloud-lattices', 'nats kv ls --js-domain wasmcloud', 'No Key-Value buckets found'),
      live('wasmcloud-lattices', 'nats kv ls', 'No JetStream can be reached'),
      step('move-a-lattice', 'use', 'put from host-1 into the hub’s domain'),
    ],
  },
  {
    says: 'Every server of the cluster that has the stream carries the domain',
    treated: guide('clustered-hub', 'One domain on all members'),
    shown: live('clustered-hub', 'nats server report jetstream', 'hub-3'),
  },
  {
    says: 'No other server may carry it',
    treated: guide(
      'wasmcloud-lattices',
      'Tell each host the domain, and only one JetStream its name',
    ),
    shown: [
      step('lattice-of-three', 'twin', 'asked at host-2 it has none'),
      step('same-domain-on-hub-and-leaves', 'mend', 'east alone answers for the domain east'),
    ],
  },
  {
    says: 'The lattice’s buckets have three replicas on the hub',
    corrected: 'If somebody asks for them: a host makes its buckets with one',
    treated: guide('wasmcloud-lattices', 'How it fails'),
    shown: [
      {
        page: 'labs/lattice-of-three',
        live: 'nats stream info KV_LATTICEDATA_default --js-domain wasmcloud',
        gives: 'Replicas: 1',
      },
      step(
        'lattice-of-three',
        'replicas',
        'Both buckets of the lattice have a leader and two replicas',
      ),
    ],
  },
  {
    says: 'wash up gives a host NATS on localhost',
    corrected: 'And a WebSocket on all interfaces, without TLS and without a login',
    treated: guide('wasmcloud-lattices', 'What it opens to the network'),
    shown: live('wasmcloud-lattices', 'nats server request variables', '"no_tls":true'),
  },
  {
    says: 'A picture of leaves around a hub of three servers',
    treated: guide('clustered-hub'),
    shown: [
      step(
        'lattice-of-three',
        'replicas',
        'Both buckets of the lattice have a leader and two replicas',
      ),
      step('lattice-of-three', 'crash', 'another leads the configurations, and one was put since'),
      step('lose-a-member', 'crash', 'another one leads'),
    ],
  },
  {
    says: 'wasmCloud’s next major release takes NATS out of the calls between components, unless asked for',
    treated: guide('wasmcloud-lattices'),
    shown: { untried: 'No v2 of wasmCloud runs here, and a release to come can be quoted only.' },
  },

  // A site of several servers
  {
    says: 'A site of three servers is one leaf, connected three times, and each message crosses once',
    treated: guide('clustered-site', 'Each message crosses once'),
    shown: step('site-of-three', 'once', 'has had each order once, though three connections lead'),
  },
  {
    says: 'A member of a queue group on another server of the same cluster counts as local',
    treated: guide('clustered-site', 'A queue group is served inside the site'),
    shown: live('clustered-site', `nats request price '' --count 40 --raw`, 'from site-2'),
  },
  {
    says: 'The site has a JetStream of its own, with three replicas in its own domain',
    treated: guide('clustered-site', "Three replicas, in the site's domain"),
    shown: [
      step('site-of-three', 'once', 'with a leader and two replicas that are up to date'),
      step('site-of-three', 'crash', 'another one leads ORDERS, and has taken an order since'),
    ],
  },
  {
    says: 'The members of a site stand in for each other when one line is cut',
    corrected: 'They pass nothing on: a server without its line is cut off from the hub',
    treated: guide('clustered-site', 'A server without its line'),
    shown: [
      live('clustered-site', `nats request ticket ''`, 'No responders are available'),
      step('site-of-three', 'line', 'arrives at the site and gets no answer'),
    ],
  },
  {
    says: 'jetstream_cluster_migrate moves leaders to a member whose line is up',
    corrected: 'With the key on all members, none may lead once all lines are down',
    treated: guide('clustered-site', 'jetstream_cluster_migrate moves the leaders'),
    shown: [
      step('site-of-three', 'migrate', 'is led by a member that has its line'),
      step('site-of-three', 'alone', 'The member without the key leads ORDERS'),
      live(
        'clustered-site',
        `nats pub orders.new 'birch stool' -J --timeout 2s`,
        'no responders available',
      ),
    ],
  },
  {
    says: 'A clustered leaf that links its system account waits for the hub, unless told no_extend',
    treated: guide('clustered-site', 'The system account, and extension_hint'),
    shown: [
      live(
        'clustered-site',
        'nats server report jetstream --user sys --password s7s',
        'No cluster meta leader found',
      ),
      live(
        'clustered-site',
        `nats stream add ORDERS --subjects 'orders.>' --replicas 3 --defaults --timeout 2s`,
        'Stream ORDERS was created',
      ),
    ],
  },

  // Operator mode and NGS
  {
    says: 'Authentication is central: the hub knows one operator, and no password of any leaf',
    treated: guide('operator-mode', 'A file for each leaf'),
    shown: live('operator-mode', 'nats account info', 'Account: SHOP (A'),
  },
  {
    says: 'The credentials of a leaf are changed at the leaf, while it runs',
    corrected: 'The link takes them up when it is dialled again: the old ones are revoked for that',
    treated: guide('operator-mode', "Change a leaf's credentials while it runs"),
    shown: [
      step('rotate-a-credential', 'rotate', 'says “Credentials Revoked”'),
      step('rotate-a-credential', 'rotate', 'east is back, with its new credentials'),
      live(
        'operator-mode',
        `nats sub '$SYS.ACCOUNT.*.DISCONNECT' --creds /etc/nats/admin.creds`,
        '"reason":"Credentials Revoked"',
      ),
    ],
  },
  {
    says: 'One leaf is shut out, and the others of its account stay',
    treated: guide('operator-mode', 'A leaf is stolen'),
    shown: [
      step('rotate-a-credential', 'stolen', 'east stays out'),
      step('rotate-a-credential', 'stolen', 'west, of the same account, stays linked'),
    ],
  },
  {
    says: 'A revocation holds everywhere at once',
    corrected: 'Where it is heard: a leaf without its line lets the user in until it is back',
    treated: guide('operator-mode', 'When the line is down'),
    shown: [
      step('rotate-a-credential', 'away', 'revoked at the hub, and west has not heard of it'),
      step('rotate-a-credential', 'back', 'west knows of each user that is revoked'),
    ],
  },
  {
    says: 'An account has no JetStream until its JWT says how much',
    treated: guide('operator-mode', 'Limits are part of the account'),
    shown: [
      live(
        'operator-mode',
        'nats stream ls --creds /etc/nats/paper.creds',
        'JetStream not enabled for account (10039)',
      ),
      live(
        'operator-mode',
        'nats kv add news --creds /etc/nats/paper.creds',
        'requires a stream config to have max bytes set',
      ),
    ],
  },
  {
    says: 'NGS joins infrastructures; JetStream there has the domain ngs, and an account its limits',
    treated: guide('operator-mode', 'NGS, or Synadia Cloud: Synadia is the operator'),
    shown: [
      { untried: 'Synadia Cloud cannot be reached from a page or a test.' },
      // Its stand-ins: a hub whose operator is somebody else, and a third party as a bridge.
      live(
        'operator-mode',
        'nats stream add NEWS --subjects news --max-bytes 500KB --defaults --creds /etc/nats/paper.creds',
        'Stream NEWS was created',
      ),
      step('bridge-two-companies', 'use', 'went from bolt to the cloud, and on to acme'),
    ],
  },

  // Across the world
  {
    says: 'A service such as Synadia Cloud can be the hub that leaves dial',
    treated: guide('through-firewalls', 'One connection, and only the hub listens'),
    shown: step('bridge-two-companies', 'join', 'bound to its own account of the cloud'),
  },
  {
    says: 'A picture of two infrastructures with such a service between them',
    treated: guide('through-firewalls', 'One connection, and only the hub listens'),
    shown: step('bridge-two-companies', 'use', 'went from bolt to the cloud, and on to acme'),
  },
  {
    says: 'Nobody opens a port',
    corrected: 'Nobody but the hub',
    treated: guide('through-firewalls', 'One connection, and only the hub listens'),
    shown: step('bridge-two-companies', 'join', 'Only the cloud listens for leaf nodes'),
  },
  {
    says: 'Any number of firewalls may be in between',
    treated: guide('through-firewalls', 'One connection, and only the hub listens'),
    shown: step('three-tiers', 'climb', 'alarms.hall crossed both links, upwards'),
  },
  {
    says: 'Nobody has to discover anybody',
    treated: guide('through-firewalls', 'One connection, and only the hub listens'),
    shown: step('bridge-two-companies', 'use', 'went from bolt to the cloud, and on to acme'),
  },
  {
    says: 'Connections fail over by themselves',
    treated: guide('clustered-hub', 'Leaves list every member in one remote'),
    shown: step('lose-a-member', 'crash', 'It has taken an order since'),
  },
];
