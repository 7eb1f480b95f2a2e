import { insist } from '../../src/lab/checks/eventually.ts';
import type { LabAnswers } from '../../src/lab/exercise/answer.ts';

const add = "stream add ORDERS --subjects 'orders.>' --defaults --js-domain hub --timeout 1s";

/** Ways to do the lab's steps, wrong and right. */
export const answers: LabAnswers = {
  replicas: {
    wrong: [
      {
        says: 'keeps it on one server',
        by: [({ run }) => insist(() => run('east', add))],
        seen: /^leader hub-\d; $/,
        undo: ['east$ stream rm ORDERS -f --js-domain hub'],
      },
    ],
  },
};
