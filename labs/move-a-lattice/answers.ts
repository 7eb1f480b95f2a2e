import type { LabAnswers } from '../../src/lab/exercise/answer.ts';

/** Ways to do the lab's steps, wrong and right. */
export const answers: LabAnswers = {
  copy: {
    wrong: [
      {
        says: 'makes a bucket with entries of its own',
        by: [
          'hub$ kv add CONFIGDATA_default',
          'hub$ kv put CONFIGDATA_default one 1',
          'hub$ kv put CONFIGDATA_default two 2',
        ],
        seen: /keys: one, two/,
        undo: ['hub$ kv del CONFIGDATA_default -f'],
      },
    ],
  },
  use: {
    wrong: [
      {
        says: 'puts it at the hub',
        by: ["hub$ kv put CONFIGDATA_default till '{}'"],
        seen: /^(none has crossed|only over )/,
      },
    ],
  },
};
