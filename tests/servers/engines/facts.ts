import { answeredBy, unanswered } from '../../../src/lab/checks/answered.ts';
import { verdict } from '../../../src/lab/checks/check.ts';
import { streamInfo } from '../../../src/lab/checks/jetstream-check.ts';
import type { NatsConnection } from '../../../src/nats/connect.ts';
import clusteredHub from '../../../topologies/clustered-hub/topology.ts';
import hubAndSpoke from '../../../topologies/hub-and-spoke/topology.ts';
import { answer } from '../hosts/answers.ts';
import { withLab, type Lab } from './engine-lab.ts';

/** An election takes 4 to 9 s, and there may be two. */
const election = 45_000;

/**
 * Claims about each browser engine, each on servers of its own. They run in the browser, and reject if
 * they fail.
 */
export const facts: Record<string, () => Promise<void>> = {
  'hub-and-spoke: a request is answered across two links': () =>
    withLab(hubAndSpoke, async ({ client, pass }) => {
      await answer(await client('west'), 'ask', 'west');
      await pass(answeredBy('east', 'ask', 'west'));
    }),

  'hub-and-spoke: over a cut link it is 503 each time, and an answer again once it is healed': () =>
    withLab(hubAndSpoke, async ({ host, client, pass }) => {
      await answer(await client('hub'), 'ask', 'hub');
      await pass(answeredBy('east', 'ask', 'hub'));
      await host.cutLink('east-hub', 'refused');
      await pass(unanswered('east', 'ask'));
      // None of the next ones ends by its timeout either, which is another error.
      for (let i = 0; i < 9; i++) await pass(unanswered('east', 'ask'), 0);
      await host.healLink('east-hub');
      await pass(answeredBy('east', 'ask', 'hub'));
    }),

  'hub-and-spoke: a stream that is made in another domain acknowledges there': () =>
    withLab(hubAndSpoke, async ({ client, pass }) => {
      const east = await client('east');
      await addStream(pass, east, 'west', 1);
      await published(pass, east, 'west');
      const place = { server: 'hub', stream: 'S', domain: 'west' };
      await pass(streamInfo(place, { domain: 'west', state: { messages: 1 } }));
      await pass(async () => {
        const { streams } = await (await east.jetstreamManager()).getAccountInfo();
        return verdict(streams === 0, 'no stream in the domain of who asked', `${streams}`);
      });
    }),

  'clustered-hub: a stream of three replicas takes a publish from a leaf': () =>
    withLab(clusteredHub, async ({ client, pass }) => {
      const east = await client('east');
      await addStream(pass, east, 'hub', 3);
      await published(pass, east, 'hub');
    }),
};

function addStream(
  pass: Lab['pass'],
  client: NatsConnection,
  domain: string,
  replicas: number,
): Promise<void> {
  return pass(async () => {
    const { streams } = await client.jetstreamManager({ domain });
    const { config } = await streams.add({ name: 'S', subjects: ['s'], num_replicas: replicas });
    return verdict(
      config.num_replicas === replicas,
      `${replicas} replicas`,
      `${config.num_replicas}`,
    );
  }, election);
}

/** Publishes until it is acknowledged, by the domain that should. */
function published(pass: Lab['pass'], client: NatsConnection, domain: string): Promise<void> {
  return pass(async () => {
    const ack = await client.jetstream({ timeout: 2000 }).publish('s', '', { msgID: 'once' });
    return verdict(ack.domain === domain, `acknowledged in ${domain}`, String(ack.domain));
  }, election);
}
