import { listening, restarted, type LabAnswers } from '../../src/lab/exercise/answer.ts';
import withAlerts from './hub-with-alerts.conf';
import startingHub from './hub.conf';
import bound from './plant-bound.conf';
import denying from './plant-denying.conf';
import both from './plant-both.conf';

const ops = listening('hub', 'recipe.>');

/** Ways to do the lab's steps, wrong and right. */
export const answers: LabAnswers = {
  bind: {
    wrong: [
      {
        says: 'binds the office',
        ...restarted('plant', () => bound.replace('account: FACTORY', 'account: OFFICE')),
        seen: /plant: OFFICE; hub: SENSORS/,
      },
    ],
  },
  recipe: {
    wrong: [
      {
        says: 'listens in another account of the hub',
        ...ops,
        seen: /no client in SENSORS listens/,
      },
    ],
  },
  deny: {
    wrong: [
      {
        says: 'denies recipes alone',
        ...restarted('plant', () => denying.replace(/ *deny_imports.*\n/, '')),
        seen: /no client (at plant subscribes in account FACTORY|listens)|machine\.>/,
      },
    ],
  },
  alerts: {
    wrong: [
      {
        says: 'exports every subject',
        by: [
          ({ apply }) => apply('hub', withAlerts.replace('{ stream: "alerts.>"', '{ stream: ">"')),
        ],
        seen: /SENSORS exports stream >/,
        undo: [({ apply }) => apply('hub', startingHub)],
      },
    ],
  },
  office: {
    wrong: [
      {
        says: 'forgets what was denied',
        ...restarted('plant', () => both.replace(/ *deny_(ex|im)ports.*\n/g, '')),
        seen: /denied exports: none; imports: none/,
      },
    ],
  },
};
