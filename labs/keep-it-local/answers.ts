import { listening, type LabAnswers } from '../../src/lab/exercise/answer.ts';

const outside = listening('hub', 'price');
const [one, two] = [
  listening('hub', 'price', { queue: 'prices', answer: 'one' }),
  listening('hub', 'price', { queue: 'prices', answer: 'two' }),
];

/** Ways to do the lab's steps, wrong and right. */
export const answers: LabAnswers = {
  offer: {
    wrong: [
      {
        says: 'subscribes without the queue group',
        ...outside,
        seen: /0, and 1 outside the group prices/,
      },
      {
        says: 'offers twice at the hub',
        by: [...one.by, ...two.by],
        undo: [...one.undo, ...two.undo],
        seen: /^2$/,
      },
    ],
  },
  local: {
    wrong: [
      { says: 'asks at the hub', by: ["hub$ req price '' --count 20"], seen: /^0 messages$/ },
      { says: 'asks fewer times', by: ["leaf$ req price '' --count 3"], seen: /^3 messages$/ },
    ],
  },
  failover: {
    wrong: [
      {
        says: 'asks with the member at the leaf still there',
        by: ["leaf$ req price ''"],
        seen: /^1$/,
      },
    ],
  },
};
