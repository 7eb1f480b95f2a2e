import { listening, type LabAnswers } from '../../src/lab/exercise/answer.ts';

const [alarms, readings] = [listening('hub', 'alarms.>'), listening('hub', 'readings.>')];
const add = "stream add READINGS --subjects 'readings.>' --defaults";

/** Ways to do the lab's steps, wrong and right. */
export const answers: LabAnswers = {
  interest: {
    wrong: [
      {
        says: 'subscribes to both at the hub',
        by: [...alarms.by, ...readings.by],
        undo: [...alarms.undo, ...readings.undo],
        seen: /interest in readings\.>/,
      },
    ],
  },
  climb: {
    wrong: [
      {
        says: 'publishes at the region',
        by: ["region$ pub alarms.hall 'too hot'"],
        seen: /^only over region-hub, from region$/,
      },
    ],
  },
  domain: {
    wrong: [
      {
        says: 'names no domain',
        by: [`hub$ ${add}`],
        seen: /streams at edge: none/,
        undo: ['hub$ stream rm READINGS -f'],
      },
      {
        says: 'makes it from the region',
        by: [`region$ ${add} --js-domain edge`],
        seen: /^only over edge-region, from region$/,
        undo: ['edge$ stream rm READINGS -f'],
      },
    ],
  },
  without: {
    wrong: [
      {
        says: 'asks, with JetStream still at the region',
        by: ['hub$ stream info READINGS --js-domain edge'],
        seen: /^JetStream at region$/,
      },
    ],
  },
};
