import type { LabAnswers } from '../../src/lab/exercise/answer.ts';

/** Ways to do the lab's steps, wrong and right. */
export const answers: LabAnswers = {
  disjoint: {
    wrong: [
      {
        says: 'leaves one of the two as it was',
        by: ["east$ stream edit READINGS --subjects 'readings.hall.>' -f"],
        seen: /READINGS .*on readings\.hall\.>; READINGS .*on readings\.>/,
      },
    ],
  },
  source: {
    wrong: [
      {
        says: 'sources a stream of the hub’s own domain',
        by: ['hub$ stream rm ALL -f', 'hub$ stream add ALL --source READINGS --defaults'],
        seen: /sources READINGS of its own domain/,
      },
    ],
  },
  publish: {
    wrong: [
      {
        says: 'publishes at one leaf, without an id',
        by: ['east$ pub readings.east.roof 21 -J'],
        seen: /none at west/,
      },
    ],
  },
};
