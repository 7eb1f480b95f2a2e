import { expect, test } from 'vitest';
import { answers } from './answers.ts';
import { labs } from './index.ts';
import { troubles } from './troubles/index.ts';

/** Steps without a mistake to try, by the reason. */
const untried = {
  'Only its own step leads there: the mistake is to leave it out, and each step is asked before it is done.':
    [
      'survive-a-partition refused',
      'survive-a-partition heal',
      'rotate-a-credential back',
      'rotate-a-credential stolen',
      'cross-a-domain heal',
      'kv-to-the-edge heal',
      'lose-a-member return',
      'lose-the-hub backup',
      'share-a-stream read',
      'share-a-stream flag',
      'bridge-two-companies prove',
      'move-a-lattice release',
      'two-jetstreams-answer remove',
      'same-domain-on-hub-and-leaves remove',
      'same-cluster-name mend',
      'account-without-jetstream mend',
      'replaced-box again',
      'workqueue-source-loses-messages again',
    ],
  'Servers elect, wait for a timer of theirs, or let a request time out after each mistake.': [
    'lose-a-member crash',
    'site-of-three once',
    'site-of-three crash',
    'site-of-three line',
    'site-of-three migrate',
    'site-of-three alone',
    'lattice-of-three replicas',
    'lattice-of-three crash',
    'lattice-of-three invoke',
    'lattice-of-three twin',
    'lattice-of-three mend',
    'no-meta-leader mend',
    'private-addresses-gossiped mend',
    'slow-link-never-connects mend',
    'mirror-stalls mend',
    'answered-twice-across-an-import mend',
    'allow-responses-over-a-leaf mend',
    'leaf-without-jetstream-503 mapping',
  ],
  'It is done at a hub outside the lab.': [
    'join-your-tab join',
    'join-your-tab answer',
    'join-your-tab stream',
  ],
};

test('each step is tried against a likely mistake, or says why not', () => {
  const all = [...labs, ...troubles];
  const without = all.flatMap(({ name, steps }) =>
    steps.filter(({ id }) => !answers[name]?.[id]?.wrong?.length).map(({ id }) => `${name} ${id}`),
  );
  expect(without.sort()).toEqual(Object.values(untried).flat().sort());
});

test('each answer is to a step', () => {
  const steps = [...labs, ...troubles].flatMap(({ name, steps }) =>
    steps.map(({ id }) => `${name} ${id}`),
  );
  const answered = Object.entries(answers).flatMap(([name, ofLab]) =>
    Object.keys(ofLab).map((id) => `${name} ${id}`),
  );
  expect(answered.filter((each) => !steps.includes(each))).toEqual([]);
});
