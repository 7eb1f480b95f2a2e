import type { LabAnswers } from '../../src/lab/exercise/answer.ts';

/** Ways to do the lab's steps, wrong and right. */
export const answers: LabAnswers = {
  lose: {
    wrong: [
      {
        says: 'publishes with the line up',
        by: ["east$ pub orders.new 'order {{Count}}' --count 3"],
        seen: /printed 0, stored at the hub 3/,
        undo: ['hub$ stream purge INBOX -f'],
      },
    ],
  },
  local: {
    wrong: [
      {
        says: 'sources a stream of the hub’s own domain',
        by: ['hub$ stream add ALL_ORDERS --source ORDERS --defaults'],
        seen: /ALL_ORDERS with 0 messages, sources ORDERS of its own domain/,
        undo: ['hub$ stream rm ALL_ORDERS -f'],
      },
    ],
  },
  silent: {
    wrong: [
      {
        says: 'publishes order 7 without an id',
        by: [({ host }) => host.cutLink('east-hub', 'silent'), "east$ pub orders.7 'oak table' -J"],
        seen: /1, message id none/,
        undo: ['east$ stream purge ORDERS --subject orders.7 -f'],
      },
    ],
  },
};
