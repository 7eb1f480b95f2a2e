import type { LabAnswers } from '../../src/lab/exercise/answer.ts';

const removed = ['leaf$ stream rm ORDERS_HERE -f'];

/** Ways to do the lab's steps, wrong and right. */
export const answers: LabAnswers = {
  copy: {
    wrong: [
      {
        says: 'mirrors a stream of its own domain',
        by: ['leaf$ stream add ORDERS_HERE --mirror ORDERS --defaults'],
        seen: /mirrors ORDERS of its own domain, has never reached it/,
        undo: removed,
      },
      {
        says: 'sources, which gives new numbers',
        by: [
          `leaf$ stream add ORDERS_HERE --source '{"name":"ORDERS","external":{"api":"$JS.hub.API"}}' --defaults`,
        ],
        seen: /5 from 1 to 5/,
        undo: removed,
      },
    ],
  },
  readers: {
    wrong: [
      {
        says: 'begins at the first order',
        by: ['leaf$ consumer add ORDERS_HERE packing_here --pull --defaults'],
        seen: /^the beginning$/,
        undo: ['leaf$ consumer rm ORDERS_HERE packing_here -f'],
      },
    ],
  },
  promote: {
    wrong: [
      {
        says: 'publishes to a stream that is still a mirror',
        by: ["leaf$ pub orders.new 'order 7'"],
        seen: /mirrors ORDERS by \$JS\.hub\.API/,
      },
    ],
  },
  work: {
    wrong: [
      {
        says: 'empties the old stream, and keeps it',
        by: ['hub$ stream purge ORDERS -f'],
        seen: /ORDERS with 0 messages/,
      },
    ],
  },
};
