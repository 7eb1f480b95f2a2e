import { describe, expect, test } from 'vitest';
import { crossed, didNotCross } from '../../../src/lab/checks/crossed.ts';
import { interest, noInterest } from '../../../src/lab/checks/interested.ts';
import { unanswered } from '../../../src/lab/checks/answered.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { answer, tally } from './answers.ts';
import type { Bench } from '../../support/bench.ts';

const link = 'leaf-hub';

export function interestFacts(bench: Bench): void {
  describe('interest', () => {
    test('a subscription on the leaf is known to the hub for as long as it lasts', async () => {
      const { client, pass } = await bench.start(twoDomains);
      const leaf = await client('leaf');
      const subscription = leaf.subscribe('orders.*');
      await pass(interest('orders.*', { server: 'hub', over: 'leaf' }));
      await pass(interest('orders.*', { server: 'hub', account: '$G' }));
      subscription.unsubscribe();
      await pass(noInterest('orders.*', { server: 'hub', over: 'leaf' }));
    });

    test('a message crosses the link only if somebody beyond it wants it', async () => {
      const { client, pass } = await bench.start(twoDomains);
      const [hub, leaf] = [await client('hub'), await client('leaf')];
      leaf.publish('unwanted');
      hub.subscribe('wanted');
      await pass(interest('wanted', { server: 'leaf', over: 'hub' }));
      leaf.publish('wanted');
      await pass(crossed({ link, subject: 'wanted', from: 'leaf' }, 1));
      await pass(didNotCross({ link, subject: 'unwanted' }));
    });
  });

  describe('a queue group on both sides of a link', () => {
    test('is served on the side that asks, and by the other once there is nobody', async () => {
      const { client, pass } = await bench.start(twoDomains);
      const [hub, leaf, asker] = [await client('hub'), await client('leaf'), await client('leaf')];
      await answer(hub, 'work', 'hub', 'workers');
      const local = await answer(leaf, 'work', 'leaf', 'workers');
      const hubAsker = await client('hub');
      await pass(interest('work', { server: 'leaf', over: 'hub' }));
      expect(await tally(asker, 'work', 200)).toEqual({ leaf: 200 });
      expect(await tally(hubAsker, 'work', 200)).toEqual({ hub: 200 });
      await pass(didNotCross({ link, subject: 'work' }));

      await local.stop();
      expect(await tally(asker, 'work', 50)).toEqual({ hub: 50 });
      await pass(crossed({ link, subject: 'work', from: 'leaf' }, 50));
    });
  });

  describe('a cut link', () => {
    test('answers 503 at once, for requests and for the API of the domain beyond it', async () => {
      const { network, client, pass, until } = await bench.start(twoDomains);
      const [hub, leaf] = [await client('hub'), await client('leaf')];
      await answer(hub, 'ask', 'hub');
      await until(async () => 'hub' in (await tally(leaf, 'ask', 1)));
      await network.cutLink(link, 'refused');
      await pass(unanswered('leaf', 'ask'));
      // Each request is answered by 503 at once, not by a timeout.
      expect(await tally(leaf, 'ask', 10)).toEqual({ '503': 10 });
      expect(await tally(leaf, '$JS.hub.API.INFO', 10)).toEqual({ '503': 10 });

      await network.healLink(link);
      await until(async () => 'hub' in (await tally(leaf, 'ask', 1)));
    });
  });
}
