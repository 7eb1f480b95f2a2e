import type { LabAnswers } from '../../src/lab/exercise/answer.ts';

/** Ways to do the lab's steps, wrong and right. */
export const answers: LabAnswers = {
  rotate: {
    wrong: [
      {
        says: 'adds a user, and leaves the old one as it is',
        by: [
          ({ sign }) =>
            sign({ addUser: 'east-3', account: 'SHOP', at: 'east', file: '/etc/nats/other.creds' }),
        ],
        seen: /^not yet$/,
      },
    ],
  },
  away: {
    wrong: [
      {
        says: 'cuts the link, and revokes no user',
        by: [({ host }) => host.cutLink('west-hub', 'refused')],
        seen: /^none$/,
      },
    ],
  },
  limits: {
    wrong: [
      {
        says: 'makes the stream in another account',
        by: ['hub$ stream add NEWS --subjects news --max-bytes 500KB --defaults'],
        seen: /^NEWS of SHOP$/,
        undo: ['hub$ stream rm NEWS -f'],
      },
    ],
  },
};
