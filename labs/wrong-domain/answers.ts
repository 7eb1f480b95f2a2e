import type { LabAnswers } from '../../src/lab/exercise/answer.ts';

const removed = ['leaf$ stream rm ORDERS -f'];

/** Ways to do the lab's steps, wrong and right. */
export const answers: LabAnswers = {
  copy: {
    wrong: [
      {
        says: 'makes a stream that copies nothing',
        by: ["leaf$ stream add ORDERS --subjects 'orders.>' --defaults"],
        seen: /ORDERS with 0 messages, on orders\.>$/,
        undo: removed,
      },
      {
        says: 'misspells the domain',
        by: [
          `leaf$ stream add ORDERS --source '{"name":"ORDERS","external":{"api":"$JS.hbu.API"}}' --defaults`,
        ],
        seen: /sources ORDERS by \$JS\.hbu\.API, has never reached it/,
        undo: removed,
      },
    ],
    right: [
      {
        says: 'mirrors it',
        by: [
          `leaf$ stream add ORDERS --mirror '{"name":"ORDERS","external":{"api":"$JS.hub.API"}}' --defaults`,
        ],
        undo: removed,
      },
    ],
  },
  switch: {
    wrong: [
      {
        says: 'lets both listen',
        by: [
          `leaf$ req '$JS.API.STREAM.UPDATE.ORDERS' '{"name": "ORDERS", "subjects": ["orders.>"]}'`,
        ],
        seen: /ORDERS with 5 messages, on orders\.>/,
      },
    ],
  },
  remove: {
    wrong: [
      {
        says: 'empties the stream, and keeps it',
        by: ['hub$ stream purge ORDERS -f'],
        seen: /ORDERS with 0 messages/,
      },
    ],
  },
};
