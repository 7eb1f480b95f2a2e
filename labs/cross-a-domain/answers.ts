import type { LabAnswers } from '../../src/lab/exercise/answer.ts';

const add = "stream add ORDERS --subjects 'orders.>' --defaults";
const removed = ['hub$ stream rm ORDERS_COPY -f'];

/** Ways to do the lab's steps, wrong and right. */
export const answers: LabAnswers = {
  create: {
    wrong: [
      {
        says: 'names no domain',
        by: [`hub$ ${add}`],
        seen: /streams at leaf: none/,
        undo: ['hub$ stream rm ORDERS -f'],
      },
      {
        says: 'makes it at the leaf’s console',
        by: [`leaf$ ${add}`],
        seen: /^(none has crossed|only over )/,
        undo: ['leaf$ stream rm ORDERS -f'],
      },
      {
        says: 'gives it another subject',
        by: ['hub$ stream add ORDERS --subjects orders --defaults --js-domain leaf'],
        seen: /"subjects":\["orders"\]/,
        undo: ['leaf$ stream rm ORDERS -f'],
      },
    ],
  },
  publish: {
    wrong: [
      {
        says: 'publishes on a subject that the stream does not have',
        by: ["leaf$ pub order.new 'oak table' --count 3"],
        seen: /^0$/,
      },
    ],
  },
  mirror: {
    wrong: [
      {
        says: 'mirrors a stream of its own domain',
        by: ['hub$ stream add ORDERS_COPY --mirror ORDERS --defaults'],
        seen: /mirrors ORDERS of its own domain, has never reached it: stream not found \(10059\)/,
        undo: removed,
      },
      {
        says: 'misspells the domain',
        by: [
          `hub$ stream add ORDERS_COPY --mirror '{"name":"ORDERS","external":{"api":"$JS.laef.API"}}' --defaults`,
        ],
        seen: /mirrors ORDERS by \$JS\.laef\.API, has never reached it/,
        undo: removed,
      },
      {
        says: 'copies by hand',
        by: [
          "hub$ stream add ORDERS_COPY --subjects 'copies.>' --defaults",
          "hub$ pub copies.new 'oak table' --count 3 -J",
        ],
        seen: /ORDERS_COPY with 3 messages, on copies\.>$/,
        undo: removed,
      },
      {
        says: 'makes it at the leaf',
        by: ['leaf$ stream add ORDERS_COPY --mirror ORDERS --defaults'],
        seen: /streams at hub: none/,
        undo: ['leaf$ stream rm ORDERS_COPY -f'],
      },
    ],
    right: [
      {
        says: 'makes it from the other side',
        by: [
          `leaf$ stream add ORDERS_COPY --mirror '{"name":"ORDERS","external":{"api":"$JS.leaf.API"}}' --defaults --js-domain hub`,
        ],
        undo: removed,
      },
    ],
  },
  cut: {
    wrong: [
      {
        says: 'cuts, and takes no order',
        by: [({ host }) => host.cutLink('leaf-hub', 'refused')],
        seen: /^(\d+) at the leaf, \1 at the hub$/,
      },
    ],
  },
};
