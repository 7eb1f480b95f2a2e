import type { LabAnswers } from '../../src/lab/exercise/answer.ts';

const notFromEdge = /^(none has crossed|only over )/;

/** Ways to do the lab's steps, wrong and right. */
export const answers: LabAnswers = {
  nowhere: {
    wrong: [
      {
        says: 'publishes at the hub',
        by: [
          "hub$ stream add RETURNS --subjects 'returns.>' --defaults",
          'hub$ pub returns.bread stale -J',
        ],
        seen: notFromEdge,
        undo: ['hub$ stream rm RETURNS -f'],
      },
    ],
  },
  stream: {
    wrong: [{ says: 'publishes again', by: ['edge$ pub orders.eggs.large ten'], seen: /^none$/ }],
  },
  mapping: {
    wrong: [
      { says: 'publishes at the hub', by: ['hub$ pub orders.milk six -J'], seen: notFromEdge },
    ],
  },
  denied: {
    wrong: [
      {
        says: 'publishes at the region',
        by: ['region$ pub orders.bread two -J'],
        seen: /^only over region-hub, from region$/,
      },
    ],
  },
  account: {
    wrong: [
      {
        says: 'orders as a till',
        by: ['edge$ pub orders.fruit pears -J'],
        seen: /user scale is in the account SCALES, which hears of none/,
      },
    ],
  },
};
