import { verdict } from '../../../src/lab/checks/check.ts';
import { until } from '../../../src/lab/checks/eventually.ts';
import { heard, messagesHeard } from '../../../src/lab/checks/heard.ts';
import { interest } from '../../../src/lab/checks/interested.ts';
import { startingWith, type Exercise } from '../../../src/lab/exercise/exercise.ts';
import betweenHubs from '../../../topologies/between-hubs/topology.ts';
import whole from '../../../topologies/between-hubs/bridge.conf';
import bridge from '../bridge-does-not-relay/bridge.conf';

const listen = { callback: () => undefined };
const plain = { server: 'south', subject: /^jobs\.>$/ };
const workers = { server: 'south', subject: /^jobs\.\*$/ };

/** A spoke of two hubs with a subscriber of its own, for whose sake messages come that it then hands on. */
const exercise: Exercise = {
  name: 'bridge-skips-queue-groups',
  topology: startingWith(betweenHubs, { bridge }),
  begin: async (tools) => {
    const [north, middle, south] = [
      await tools.connect('north'),
      await tools.connect('bridge'),
      await tools.connect('south'),
    ];
    middle.subscribe('jobs.>', listen);
    south.subscribe('jobs.>', listen);
    south.subscribe('jobs.*', { queue: 'workers', ...listen });
    await Promise.all([middle.flush(), south.flush()]);
    await until(interest('jobs.>', { server: 'north', over: 'bridge' }), tools);
    await until(interest('jobs.*', { server: 'bridge', over: 'south' }), tools);
    for (let i = 0; i < 5; i++) north.publish('jobs.new', String(i));
    await north.flush();
    await until(heard(plain, 5), tools);
  },
  symptom: {
    says: 'Of five jobs from north, the plain subscriber at south has all, and the queue group none',
    check: async ({ host }) => {
      const [all, some] = [await messagesHeard(host, plain), await messagesHeard(host, workers)];
      return verdict(
        all >= 5 && some === 0,
        '5 or more, and 0',
        `${all} heard by the plain subscriber, ${some} by the group`,
      );
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Make the bridge the hub on one side',
      checks: [
        {
          says: 'North knows, over the bridge, that the queue group wants jobs.*',
          check: interest('jobs.*', { server: 'north', over: 'bridge' }),
        },
        { says: 'The queue group at south has heard a job', check: heard(workers, 1) },
      ],
      solve: async (tools) => {
        await tools.restart('bridge', whole);
        await until(interest('jobs.*', { server: 'north', over: 'bridge' }), tools);
        await tools.run('north', 'pub jobs.new oak');
      },
    },
  ],
};

export default exercise;
