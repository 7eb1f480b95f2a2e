import { describe, expect, test } from 'vitest';
import { answeredBy, unanswered } from '../../../src/lab/checks/answered.ts';
import { interest, noInterest } from '../../../src/lab/checks/interested.ts';
import type { NatsConnection } from '../../../src/nats/connect.ts';
import bridge from '../../../topologies/bridge/topology.ts';
import segmented from '../../../topologies/segmented/topology.ts';
import sidecar from '../../../topologies/sidecar/topology.ts';
import { answer } from './answers.ts';
import type { Bench } from '../../support/bench.ts';
import { through } from '../../support/through.ts';

const sensors = { user: 'sensors', pass: 's3nsors' };
const orders = { user: 'orders', pass: '0rders' };
const ops = { user: 'ops', pass: '0ps' };
const machine = { user: 'machine', pass: 'm4chine' };
const clerk = { user: 'clerk', pass: 'cl3rk' };

/** The subjects of what a client hears from now on. */
function listen(client: NatsConnection, subject: string): string[] {
  const heard: string[] = [];
  client.subscribe(subject, { callback: (_, message) => heard.push(message.subject) });
  return heard;
}

export function accountFacts(bench: Bench): void {
  describe('accounts', () => {
    test('a leaf’s credentials serve clients that have none', async () => {
      const { client, pass } = await bench.start(sidecar);
      const app = await client('hub', { user: 'app', pass: 's3cret' });
      const beside = await client('sidecar');
      await answer(app, 'who', 'hub');
      await pass(through(beside, answeredBy('sidecar', 'who', 'hub')));
      const { domain } = await (await beside.jetstreamManager({ domain: 'hub' })).getAccountInfo();
      expect(domain).toBe('hub');
      await expect(client('hub')).rejects.toThrow(/authorization/i);
    });

    test('a remote binds an account to an account, and no other hears of it', async () => {
      const { client, pass, until } = await bench.start(segmented);
      const bound = listen(await client('hub', sensors), 'x.>');
      const other = listen(await client('hub', orders), 'x.>');
      const [factory, office] = [await client('plant', machine), await client('plant', clerk)];
      for (const account of ['FACTORY', 'OFFICE']) {
        await pass(interest('x.>', { server: 'plant', over: 'hub', account }));
      }
      factory.publish('x.factory');
      office.publish('x.office');
      await until(() => bound.length > 0 && other.length > 0);
      expect({ bound, other }).toEqual({ bound: ['x.factory'], other: ['x.office'] });
    });

    test('what an account exports is had by those that import it, also from beyond a link', async () => {
      const { client, pass, until } = await bench.start(segmented);
      const operator = await client('hub', ops);
      const heard = listen(operator, 'plant.>');
      const [factory, office] = [await client('plant', machine), await client('plant', clerk)];
      await until(async () => {
        factory.publish('alerts.fire');
        await factory.flush();
        return heard.includes('plant.alerts.fire');
      });
      await answer(office, 'orders.price', 'office');
      await pass(interest('orders.price', { server: 'hub', over: 'plant' }));
      await pass(through(operator, answeredBy('hub', 'orders.price', 'office')));
      await answer(factory, 'factory.status', 'factory');
      await pass(through(office, answeredBy('plant', 'factory.status', 'factory')));
    });

    test('a remote’s denied subjects cross in neither of the denied directions', async () => {
      const { client, pass, until } = await bench.start(segmented);
      const [hub, factory] = [await client('hub', sensors), await client('plant', machine)];
      const [out, into] = [listen(hub, '>'), listen(factory, 'machine.>')];
      listen(factory, 'allowed');
      await pass(interest('allowed', { server: 'hub', over: 'plant' }));
      await pass(interest('>', { server: 'plant', over: 'hub', account: 'FACTORY' }));
      await pass(noInterest('machine.>', { server: 'hub', over: 'plant' }));
      factory.publish('recipe.cake');
      factory.publish('news');
      hub.publish('machine.stop');
      await until(() => out.includes('news'));
      expect(out).not.toContain('recipe.cake');
      await hub.flush();
      expect(into).toEqual([]);
    });
  });

  describe('two organisations that are joined through a third', () => {
    test('reach what the other exports, and nothing else of it', async () => {
      const { client, pass, until } = await bench.start(bridge);
      const [acme, bolt] = [await client('acme'), await client('bolt')];
      await answer(acme, 'acme.quote', 'acme');
      await answer(acme, 'acme.secret', 'acme');
      await answer(bolt, 'bolt.stock', 'bolt');
      await pass(interest('acme.secret', { server: 'cloud', over: 'acme' }));
      await pass(interest('bolt.stock', { server: 'cloud', over: 'bolt' }));
      await pass(through(bolt, answeredBy('bolt', 'acme.quote', 'acme')));
      await pass(through(acme, answeredBy('acme', 'bolt.stock', 'bolt')));
      await pass(through(bolt, unanswered('bolt', 'acme.secret')));
      await pass(through(bolt, unanswered('bolt', '$JS.acme.API.INFO')));
      const news = listen(bolt, 'acme.news.>');
      await until(async () => {
        acme.publish('acme.news.today');
        await acme.flush();
        return news.includes('acme.news.today');
      });
    });
  });
}
