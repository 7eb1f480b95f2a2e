import { exportsOnly, importsOnly } from '../../src/lab/checks/accounts.ts';
import { answeredBy } from '../../src/lab/checks/answered.ts';
import { all, listed, verdict, type Check } from '../../src/lab/checks/check.ts';
import { crossed, lastJoin } from '../../src/lab/checks/crossed.ts';
import { until } from '../../src/lab/checks/eventually.ts';
import { heard, served, subscriptionsOf } from '../../src/lab/checks/heard.ts';
import { overlap } from '../../src/lab/checks/streams.ts';
import { interest, noInterest } from '../../src/lab/checks/interested.ts';
import { linkAccounts } from '../../src/lab/checks/links.ts';
import { leafsOf, wantingLeafsOf } from '../../src/lab/monitoring/leafz.ts';
import {
  startingWith,
  type Exercise,
  type ExerciseTools,
} from '../../src/lab/exercise/exercise.ts';
import segmented from '../../topologies/segmented/topology.ts';
import withAlerts from './hub-with-alerts.conf';
import startingHub from './hub.conf';
import both from './plant-both.conf';
import bound from './plant-bound.conf';
import denying from './plant-denying.conf';
import unbound from './plant.conf';

const link = { name: 'plant-hub', from: 'plant', to: 'hub' };
const sensors = { user: 'sensors', pass: 's3nsors' };
const clerk = { user: 'clerk', pass: 'cl3rk' };
const recipes = /^(recipe\.|>$)/;
const factory = { local: 'FACTORY', remote: 'SENSORS' };

const listen = async (
  { connect }: ExerciseTools,
  server: string,
  subjects: string[],
  login?: typeof sensors,
) => {
  const client = await connect(server, login);
  for (const subject of subjects) client.subscribe(subject, { callback: () => {} });
  await client.flush();
};

/** Somebody listens for recipes in the hub's account, and somebody in the factory's has been told one. */
const recipeIsToldAtHome: Check = async (tools) => {
  const outside = await subscriptionsOf(tools.host, {
    server: 'hub',
    account: 'SENSORS',
    subject: recipes,
  });
  if (outside.length === 0) {
    return verdict(false, 'a subscription on recipe.> at the hub', 'no client in SENSORS listens');
  }
  return heard({ server: 'plant', account: 'FACTORY', subject: recipes }, 1)(tools);
};

/** Bind accounts to accounts over a link, and say what passes. */
const exercise: Exercise = {
  name: 'tether-two-accounts',
  topology: startingWith(segmented, { hub: startingHub, plant: unbound }),
  steps: [
    {
      id: 'bind',
      title: 'Bind the factory to the sensors’ account',
      checks: [
        {
          says: 'A connection runs from FACTORY at the plant to SENSORS at the hub',
          check: linkAccounts(link, factory),
        },
        {
          says: 'None runs from $G',
          check: async ({ host }) => {
            const accounts = (await leafsOf(host, 'plant', 'hub')).map(({ account }) => account);
            return verdict(!accounts.includes('$G'), 'no connection of $G', listed(accounts));
          },
        },
      ],
      solve: ({ restart }) => restart('plant', bound),
    },
    {
      id: 'recipe',
      title: 'See that recipes cross',
      checks: [
        {
          says: 'Somebody in SENSORS listens for recipes, and one was told in the factory',
          check: recipeIsToldAtHome,
        },
        {
          says: 'recipe.cake crossed, from the plant',
          check: crossed({ link: link.name, subject: 'recipe.cake', from: 'plant' }),
        },
      ],
      solve: async (tools) => {
        await listen(tools, 'hub', ['recipe.>'], sensors);
        await listen(tools, 'plant', ['recipe.>', 'machine.>']);
        await until(interest('recipe.>', { server: 'plant', over: 'hub' }), tools);
        await tools.run('plant', "pub recipe.cake 'two eggs'");
      },
    },
    {
      id: 'deny',
      title: 'Deny subjects that must not pass',
      checks: [
        {
          says: 'Since the plant joined, a recipe was told in the factory, and SENSORS listens for it',
          check: all(linkAccounts(link, factory), recipeIsToldAtHome),
        },
        {
          says: 'It did not cross',
          check: async ({ wire }) => {
            const since = lastJoin(wire(), link.name);
            const out = wire().filter(
              ({ seq, op, subject, from }) =>
                seq > since && op === 'LMSG' && from === 'plant' && subject?.startsWith('recipe.'),
            );
            return verdict(
              since > 0 && out.length === 0,
              'no recipe over the link since the plant joined',
              since === 0 ? 'the plant has not joined' : `${out.length} ×`,
            );
          },
        },
        {
          says: 'In the factory somebody listens on machine.>, and the hub was not told',
          check: async ({ host }) => {
            const inside = { server: 'plant', account: 'FACTORY', subject: /^machine\./ };
            const listening = await subscriptionsOf(host, inside);
            if (listening.length === 0) {
              return verdict(false, 'a subscription on machine.> in FACTORY', 'no client listens');
            }
            const told = (await wantingLeafsOf(host, 'hub', 'plant'))
              .flatMap(({ subscriptions_list: subjects }) => subjects ?? [])
              .filter((subject) => overlap(subject, 'machine.>'));
            return verdict(told.length === 0, 'no interest in machine.> at the hub', listed(told));
          },
        },
      ],
      solve: async (tools) => {
        await tools.restart('plant', denying);
        await until(linkAccounts(link, factory), tools);
        // The listeners find their server again by themselves.
        const inside = { server: 'plant', account: 'FACTORY', subject: recipes };
        await until(async ({ host }) => {
          const back = await subscriptionsOf(host, inside);
          return verdict(back.length > 0, 'the listener back', 'not yet');
        }, tools);
        await tools.run('plant', "pub recipe.cake 'two eggs'");
      },
    },
    {
      id: 'alerts',
      title: 'Export only the alerts',
      checks: [
        {
          says: 'SENSORS exports only the stream alerts.>',
          check: exportsOnly('hub', 'SENSORS', ['stream alerts.>']),
        },
        {
          says: 'OPS imports it',
          check: importsOnly('hub', { account: 'OPS', from: 'SENSORS' }, ['stream alerts.>']),
        },
        {
          says: 'Somebody in OPS listens on plant.>, and has heard an alert of the plant',
          check: all(
            served({ server: 'hub', account: 'OPS', subject: /^plant\./ }),
            crossed({ link: link.name, subject: 'alerts.fire', from: 'plant' }),
          ),
        },
      ],
      solve: async (tools) => {
        await tools.apply('hub', withAlerts);
        await listen(tools, 'hub', ['plant.>']);
        await until(interest('alerts.>', { server: 'plant', over: 'hub' }), tools);
        await tools.run('plant', "pub alerts.fire 'hall 2'");
      },
    },
    {
      id: 'office',
      title: 'Bind the office as well',
      checks: [
        {
          says: 'FACTORY is bound to SENSORS, and OFFICE to ORDERS',
          check: all(
            linkAccounts(link, factory),
            linkAccounts(link, { local: 'OFFICE', remote: 'ORDERS' }),
          ),
        },
        {
          says: 'The factory’s recipes and machines are denied as before',
          check: async ({ host }) => {
            const { leaf } = await host.monitor('plant', 'varz');
            const remote = leaf?.remotes?.find((each) => each.local_account === 'FACTORY');
            const { exports = [], imports = [] } = remote?.deny ?? {};
            return verdict(
              exports.includes('recipe.>') && imports.includes('machine.>'),
              'recipe.> and machine.> denied',
              `denied exports: ${listed(exports)}; imports: ${listed(imports)}`,
            );
          },
        },
        {
          says: 'A price that operations asked for was answered in the office',
          check: crossed({ link: link.name, subject: 'orders.price', from: 'hub' }),
        },
        {
          says: 'No service in the factory could have answered: SENSORS has not been told of orders.price',
          check: noInterest('orders.price', {
            server: 'hub',
            over: 'plant',
            account: 'SENSORS',
          }),
        },
      ],
      solve: async (tools) => {
        await tools.restart('plant', both);
        const office = await tools.connect('plant', clerk);
        const price = new TextEncoder().encode('120 EUR');
        office.subscribe('orders.price', { callback: (_, message) => message.respond(price) });
        await office.flush();
        await until(answeredBy('hub', 'orders.price', '120 EUR'), tools);
      },
    },
  ],
};

export default exercise;
