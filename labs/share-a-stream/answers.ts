import type { LabAnswers } from '../../src/lab/exercise/answer.ts';

/** Ways to do the lab's steps, wrong and right. */
export const answers: LabAnswers = {
  copy: {
    wrong: [
      {
        says: 'mirrors a stream of bolt’s own domain',
        by: ['bolt$ stream add ACME_ORDERS --mirror ORDERS --defaults'],
        seen: /mirrors ORDERS of its own domain/,
        undo: ['bolt$ stream rm ACME_ORDERS -f'],
      },
    ],
  },
  domain: {
    wrong: [
      {
        says: 'copies by hand',
        by: [
          'bolt$ stream add ACME_PARTS --subjects copied --defaults',
          'bolt$ pub copied hinge --count 5 -J',
        ],
        seen: /ACME_PARTS with 5 messages, on copied$/,
        undo: ['bolt$ stream rm ACME_PARTS -f'],
      },
    ],
  },
};
