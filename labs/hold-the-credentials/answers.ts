import { restarted, type LabAnswers } from '../../src/lab/exercise/answer.ts';

/** Ways to do the lab's steps, wrong and right. */
export const answers: LabAnswers = {
  login: {
    wrong: [
      {
        says: 'gives another password',
        ...restarted('sidecar', (config) => config.replace('//hub:', '//app:secret@hub:')),
        seen: /sidecar: none; hub: none/,
      },
    ],
  },
  anonymous: {
    wrong: [
      {
        says: 'asks at the hub',
        by: ["hub$ pub status ''"],
        seen: /^(none has crossed|only over )/,
      },
    ],
  },
};
