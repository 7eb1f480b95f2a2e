import { randomToken } from '../../../src/lab/random-token.ts';
import { verdict } from '../../../src/lab/checks/check.ts';
import { until } from '../../../src/lab/checks/eventually.ts';
import { interest } from '../../../src/lab/checks/interested.ts';
import { startingWith, type Exercise } from '../../../src/lab/exercise/exercise.ts';
import type { LabClient } from '../../../src/lab/network/lab-client.ts';
import sidecar from '../../../topologies/sidecar/topology.ts';
import hub from './hub.conf';

const services = { user: 'services', pass: 's3rvices' };
/** How long an answer may take, in milliseconds: long, since a busy machine is no fault of the reader. */
const patience = { timeout: 10_000 };
const utf8 = new TextDecoder();

/** Answers prices in a queue group, and by itself where its place is named. */
async function serve(client: LabClient, place: string): Promise<void> {
  for (const [subject, queue] of [['price.oak', 'prices'], [`price.at.${place}`]]) {
    client.subscribe(subject!, {
      ...(queue && { queue }),
      callback: (_, message) => void message.respond(place),
    });
  }
  await client.flush();
}

/** The answers to one request. */
async function answersTo(client: LabClient): Promise<string[]> {
  const answers: string[] = [];
  const inbox = `_INBOX.${randomToken()}`;
  const subscription = client.subscribe(inbox, {
    callback: (_, { data }) => void answers.push(utf8.decode(data)),
  });
  client.publish('price.oak', '', { reply: inbox });
  // Each service answers in turn: after its answer to this, no other is to come.
  const last = ['hub', 'sidecar'].map((place) => client.request(`price.at.${place}`, '', patience));
  await Promise.allSettled(last);
  subscription.unsubscribe();
  return answers.sort();
}

/** A service import, at which a queue group ends. */
const exercise: Exercise = {
  name: 'answered-twice-across-an-import',
  topology: startingWith(sidecar, { hub }),
  begin: async (tools) => {
    const { connect } = tools;
    await serve(await connect('hub', services), 'hub');
    await serve(await connect('sidecar'), 'sidecar');
    await until(interest('price.>', { server: 'sidecar', over: 'hub' }), tools);
  },
  symptom: {
    says: 'One request at the sidecar is answered twice, by both members of one queue group',
    check: async ({ connect }) => {
      const answers = (await answersTo(await connect('sidecar'))).join(', ');
      return verdict(answers === 'hub, sidecar', 'an answer of each', answers);
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Both members in one account',
      checks: [
        {
          says: 'The sidecar’s own service answers, and it alone',
          check: async ({ connect }) => {
            const answers = (await answersTo(await connect('sidecar'))).join(', ');
            return verdict(answers === 'sidecar', 'one answer, of the sidecar', answers);
          },
        },
        {
          says: 'The service at the hub can be reached from the sidecar',
          check: async ({ connect }) => {
            const client = await connect('sidecar');
            const { data } = await client.request('price.at.hub', '', patience);
            return verdict(utf8.decode(data) === 'hub', 'an answer of the hub', utf8.decode(data));
          },
        },
      ],
      solve: ({ apply, config }) =>
        apply(
          'hub',
          config('hub')
            .replace(/ {2}SERVICES \{[^]*?\n {2}\}\n\n/, '')
            .replace(/\n {4}imports: \[[^]*?\n {4}\]/, '')
            .replace(
              '{ user: app, password: s3cret }',
              '{ user: app, password: s3cret }\n      { user: services, password: s3rvices }',
            ),
        ),
    },
  ],
};

export default exercise;
