import type { Answers, QuestionId } from './questions.ts';
import type { Key, ShapeName } from './shapes.ts';

/** Something that a shape needs besides, because of an answer. */
export interface Addition {
  /** The question whose answer asks for it. */
  question: QuestionId;
  wanted: (answers: Answers) => boolean;
  /** The shapes that have it already. */
  in: readonly ShapeName[];
  title: string;
  text: string;
  keys: readonly Key[];
  guide: string;
  lab: string;
}

export const additions: readonly Addition[] = [
  {
    question: 'line',
    wanted: ({ line }) => line === 'store',
    in: [],
    title: 'A stream at the place, and a source of it at the hub',
    text: 'Messages of the place are stored there, whether or not the line is up. The hub fetches them as soon as it can, and continues where it stopped.',
    keys: [
      ['jetstream.domain', 'at the leaf: the name by which the hub’s source finds the stream'],
    ],
    guide: 'guides/edge-resilience',
    lab: 'labs/survive-a-partition',
  },
  {
    question: 'listen',
    wanted: ({ listen }) => listen === 'web',
    in: [],
    title: 'WebSocket in place of the leaf port',
    text: 'A WebSocket begins as HTTPS, so it passes where only HTTPS does. The hub needs both blocks, websocket and leafnodes.',
    keys: [
      ['websocket.port', 'at the hub, usually 443'],
      ['leafnodes.remotes.urls', 'wss:// addresses only'],
      ['leafnodes.remotes.proxy.url', 'an HTTP proxy to go through, from 2.12.1'],
    ],
    guide: 'guides/through-firewalls',
    lab: 'labs/join-your-tab',
  },
  {
    question: 'listen',
    wanted: ({ listen }) => listen === 'nobody',
    in: ['bridge'],
    title: 'A third server that both sides dial',
    text: 'A leaf connection needs one side that listens. That can be a server of your own elsewhere, or a service that sells accounts on one.',
    keys: [
      ['leafnodes.remotes.url', 'on both sides: the third server'],
      ['leafnodes.remotes.credentials', 'on both sides: the login to its account'],
    ],
    guide: 'guides/through-firewalls',
    lab: 'labs/bridge-two-companies',
  },
  {
    question: 'accounts',
    wanted: ({ accounts }) => accounts === 'several',
    in: ['segmented', 'bridge', 'clients'],
    title: 'A remote for each account',
    text: 'A leaf connection joins one account to one account. For several accounts, configure several remotes.',
    keys: [
      ['leafnodes.remotes.account', 'the account at the leaf'],
      ['leafnodes.remotes.credentials', 'the login whose user decides the account at the hub'],
    ],
    guide: 'guides/segmentation',
    lab: 'labs/tether-two-accounts',
  },
  {
    question: 'secrets',
    wanted: ({ secrets }) => secrets === 'no',
    in: ['sidecar'],
    title: 'The leaf holds the credentials',
    text: 'Programs connect to the leaf on localhost without credentials. Every client that reaches its port may connect, so it listens on 127.0.0.1 only.',
    keys: [
      ['host', 'at the leaf, 127.0.0.1'],
      ['leafnodes.remotes.credentials', 'a file that only the leaf reads'],
    ],
    guide: 'guides/sidecar',
    lab: 'labs/hold-the-credentials',
  },
  {
    question: 'tiers',
    wanted: ({ tiers }) => tiers === 'yes',
    in: ['hub-spoke-spoke'],
    title: 'Leaves of a leaf',
    text: 'The server of a region is a leaf upward and takes leaves of its own. Domains reach through it, also where it has no JetStream.',
    keys: [['leafnodes.port', 'at the region too']],
    guide: 'guides/hub-spoke-spoke',
    lab: 'labs/three-tiers',
  },
  {
    question: 'survive',
    wanted: ({ survive }) => survive === 'yes',
    in: ['clustered-hub', 'cluster'],
    title: 'Three servers in place of one hub',
    text: 'They are one JetStream under one domain, and each remote names all three.',
    keys: [
      ['cluster.routes', 'all members, in each'],
      ['leafnodes.remotes.urls', 'all three in one remote'],
    ],
    guide: 'guides/clustered-hub',
    lab: 'labs/lose-a-member',
  },
];
