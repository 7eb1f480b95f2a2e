import { until } from '../../src/lab/checks/eventually.ts';
import { interest } from '../../src/lab/checks/interested.ts';
import { listening, restarted, type LabAnswers } from '../../src/lab/exercise/answer.ts';

const hub = listening('hub', 'status.>');

/** Ways to do the lab's steps, wrong and right. */
export const answers: LabAnswers = {
  break: {
    wrong: [
      {
        says: 'takes both ways from the edge',
        ...restarted('edge', (config) => config.replace(/leafnodes \{[^]*/, '')),
        seen: /region dials 1, edge dials 0/,
      },
    ],
  },
  once: {
    wrong: [
      {
        says: 'publishes at the region',
        by: [
          ...hub.by,
          (tools) => until(interest('status.>', { server: 'region' }), tools),
          'region$ pub status.edge well',
        ],
        undo: hub.undo,
        seen: /region-hub; none has left the edge/,
      },
    ],
  },
};
