import {
  listening,
  restarted,
  type Answer,
  type LabAnswers,
} from '../../src/lab/exercise/answer.ts';

const byHand = (server: string, stream: string, times: number): Answer['by'] => [
  `${server}$ stream add ${stream} --subjects copied --defaults`,
  `${server}$ pub copied x --count ${times} -J`,
];

/** Ways to mend the faults, wrong and right, by the name of the trouble. */
export const answers: Readonly<Record<string, LabAnswers>> = {
  'not-permitted-to-subscribe': {
    mend: {
      wrong: [
        {
          says: 'makes the consumer at the hub',
          by: ['hub$ consumer add ORDERS picking --pull --defaults'],
          seen: /^(none has crossed|only over )/,
          undo: ['hub$ consumer rm ORDERS picking -f'],
        },
      ],
    },
  },
  'stream-in-the-wrong-domain': {
    mend: {
      wrong: [
        {
          says: 'makes a second one, on another subject',
          by: ["leaf$ stream add ORDERS --subjects 'order.>' --defaults"],
          seen: /"subjects":\["order\.>"\]/,
          undo: ['leaf$ stream rm ORDERS -f'],
        },
      ],
    },
  },
  'two-jetstreams-answer': {
    mend: {
      wrong: [
        {
          says: 'gives the hub a domain, and the leaf none',
          ...restarted('hub', (config) =>
            config.replace('jetstream {', 'jetstream {\n  domain: hub'),
          ),
          seen: /hub: hub; leaf: none/,
        },
      ],
    },
  },
  'same-domain-on-hub-and-leaves': {
    mend: {
      wrong: [
        {
          says: 'gives west the domain of the hub',
          ...restarted('west', (config) => config.replace('domain: east', 'domain: hub')),
          seen: /interest in/,
        },
      ],
    },
  },
  'leaf-without-jetstream-503': {
    domain: {
      wrong: [
        {
          says: 'makes it at the hub',
          by: ["hub$ stream add ORDERS --subjects 'orders.>' --defaults"],
          seen: /^(none has crossed|only over )/,
          undo: ['hub$ stream rm ORDERS -f'],
        },
      ],
    },
  },
  'stored-twice': {
    mend: {
      wrong: [
        {
          says: 'copies by hand',
          by: ['hub$ stream rm ALL_ORDERS -f', ...byHand('hub', 'ALL_ORDERS', 3)],
          seen: /ALL_ORDERS with 3 messages, on copied/,
        },
      ],
    },
  },
  'offline-data-never-syncs': {
    mend: {
      wrong: [
        {
          says: 'copies by hand',
          by: ['hub$ stream rm ORDERS -f', ...byHand('hub', 'ORDERS', 5)],
          seen: /ORDERS with 5 messages, on copied/,
        },
      ],
    },
  },
  'publish-lost-with-the-hub-down': {
    store: {
      wrong: [
        {
          says: 'stores other subjects',
          by: ["leaf$ stream add ORDERS --subjects 'orders.*' --defaults"],
          seen: /"subjects":\["orders\.\*"\]/,
          undo: ['leaf$ stream rm ORDERS -f'],
        },
      ],
    },
    copy: {
      wrong: [
        {
          says: 'sources the hub’s own ORDERS',
          by: ['hub$ stream add SHOP --source ORDERS --defaults'],
          seen: /SHOP with 1 messages, sources ORDERS of its own domain/,
          undo: ['hub$ stream rm SHOP -f'],
        },
      ],
    },
  },
  'workqueue-source-loses-messages': {
    mend: {
      wrong: [
        {
          says: 'refuses, and makes no room',
          by: ['leaf$ stream edit JOBS --discard new -f'],
          seen: /discard new, at most 5 messages/,
        },
      ],
      right: [
        {
          says: 'makes more room than that',
          by: ['leaf$ stream edit JOBS --max-msgs 5000 -f'],
        },
      ],
    },
  },
  'deletes-not-propagated': {
    mend: {
      wrong: [
        {
          says: 'deletes at the origin, where that is done',
          by: ['leaf$ stream rmm ORDERS 1 -f'],
          seen: /^none deleted$/,
        },
      ],
    },
  },
  'kv-not-shared': {
    mend: {
      wrong: [
        {
          says: 'copies by hand',
          by: ['east$ kv put prices oak 12'],
          seen: /on \$KV\.prices\.>$/,
        },
        {
          says: 'misspells the domain',
          by: ['east$ kv del prices -f', 'east$ kv add prices --mirror prices --mirror-domain hbu'],
          seen: /has never reached it/,
        },
      ],
    },
  },
  'kv-put-fails-watch-works': {
    mend: {
      wrong: [
        {
          says: 'writes at the hub',
          by: ['hub$ kv put prices oak 13'],
          seen: /no write has crossed from east/,
        },
      ],
    },
  },
  'mirror-without-the-other-side': {
    mend: {
      wrong: [
        {
          says: 'makes a bucket of its own',
          by: ['east$ kv add prices', 'east$ kv put prices oak 12'],
          seen: /KV_prices with 1 messages, on \$KV\.prices\.>/,
          undo: ['east$ kv del prices -f'],
        },
        {
          says: 'misspells the domain',
          by: ['east$ kv add prices --mirror prices --mirror-domain hbu'],
          seen: /by \$JS\.hbu\.API, has never reached it/,
          undo: ['east$ kv del prices -f'],
        },
      ],
      right: [
        {
          says: 'gives the mirror another name',
          by: [
            `east$ stream add PRICE_LIST --mirror '{"name":"KV_prices","external":{"api":"$JS.hub.API"}}' --defaults`,
          ],
          undo: ['east$ stream rm PRICE_LIST -f'],
        },
      ],
    },
  },
  'object-mirror-cannot-be-read': {
    mend: {
      wrong: [
        {
          says: 'reads at the hub',
          by: ['hub$ object get plans table.txt -f'],
          seen: /^none has crossed$/,
        },
      ],
    },
  },
  'everything-twice': {
    mend: {
      wrong: [
        {
          says: 'leaves one member in the list',
          ...restarted('east', (config) => config.replace(/.*hub-2:7422.*\n/, '')),
          seen: /^1$/,
        },
      ],
    },
  },
  'bridge-does-not-relay': {
    mend: {
      wrong: [
        {
          says: 'answers at south',
          ...listening('south', 'price', { answer: 'south' }),
          seen: /^south$/,
        },
      ],
    },
  },
  'bridge-skips-queue-groups': {
    mend: {
      wrong: [
        {
          says: 'publishes at south',
          by: ['south$ pub jobs.new oak'],
          seen: /interest in jobs\.>$/,
        },
      ],
    },
  },
  'source-with-its-own-domain': {
    mend: {
      wrong: [
        {
          says: 'copies by hand',
          by: ['leaf$ stream rm EVERYTHING -f', ...byHand('leaf', 'EVERYTHING', 2)],
          seen: /EVERYTHING with 2 messages, on copied/,
        },
      ],
    },
  },
  'leaves-of-one-cluster-name': {
    mend: {
      wrong: [
        {
          says: 'answers at west',
          ...listening('west', 'price', { answer: 'west' }),
          seen: /^west$/,
        },
      ],
    },
  },
  'accounts-without-a-remote': {
    mend: {
      wrong: [
        {
          says: 'answers at the hub',
          ...listening('hub', 'price', { answer: 'hub' }),
          seen: /^hub$/,
        },
      ],
    },
  },
  'source-drops-known-ids': {
    mend: {
      wrong: [
        {
          says: 'copies by hand',
          by: ['hub$ stream rm ALL_ORDERS -f', ...byHand('hub', 'ALL_ORDERS', 6)],
          seen: /ALL_ORDERS with 6 messages, on copied/,
        },
      ],
    },
  },
  'websocket-path': {
    mend: {
      wrong: [
        {
          says: 'dials the other port',
          ...restarted('east', (config) => config.replace('hub:8080', 'hub:7422')),
          seen: /^none$/,
        },
      ],
    },
  },
  'leaf-without-credentials': {
    mend: {
      wrong: [
        {
          says: 'gives another password',
          ...restarted('sidecar', (config) => config.replace('//hub', '//app:secret@hub')),
          seen: /sidecar: none; hub: none/,
        },
      ],
    },
  },
  'server-list-without-leaves': {
    mend: {
      wrong: [
        {
          says: 'asks again',
          by: ['hub$ rtt'],
          seen: /^503$/,
        },
      ],
    },
  },
  'counted-as-done': {
    mend: {
      wrong: [
        {
          says: 'removes one of the two',
          by: ['hub$ consumer rm JOBS worker -f'],
          seen: /^no consumer$/,
          undo: ['hub$ consumer add JOBS worker --pull --defaults'],
        },
      ],
    },
    again: {
      wrong: [
        {
          says: 'holds none at the hub',
          by: ["hub$ pub hub.jobs.new 'one more job of the hub' -J"],
          seen: /^none$/,
        },
      ],
    },
  },
  'replaced-box': {
    mend: {
      wrong: [
        {
          says: 'sources a stream of the hub’s own domain',
          by: ['hub$ stream add ALL_ORDERS --source ORDERS --defaults'],
          seen: /ALL_ORDERS with 0 messages, sources ORDERS of its own domain/,
          undo: ['hub$ stream rm ALL_ORDERS -f'],
        },
      ],
    },
  },
};
