import { all, verdict, type CheckTools } from '../../../src/lab/checks/check.ts';
import { insist, until } from '../../../src/lab/checks/eventually.ts';
import { interest, noInterest } from '../../../src/lab/checks/interested.ts';
import { notStored, stored } from '../../../src/lab/checks/stored.ts';
import { startingWith, type Exercise } from '../../../src/lab/exercise/exercise.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import hub from './hub.conf';
import leaf from './leaf.conf';

const open = '$JS.API.>';
const overLink = { server: 'hub', over: 'leaf' };

async function domainAt({ host }: CheckTools, server: string): Promise<string | undefined> {
  return (await host.monitor(server, 'jsz')).config?.domain;
}

/** A server's configuration with a domain, and without what left its API open. */
const mended = (config: string, domain: string) =>
  config
    .replace('jetstream {', `jetstream {\n  domain: ${domain}`)
    .replace(/# Leaves [^]*/, '')
    .trimEnd() + '\n';

/** Two JetStreams without domains, and links that let the API of both through. */
const exercise: Exercise = {
  name: 'two-jetstreams-answer',
  topology: startingWith(twoDomains, { hub, leaf }),
  begin: async (tools) => {
    const { run } = tools;
    await until(interest(open, overLink), tools);
    await run('hub', "stream add ORDERS --subjects 'orders.>' --defaults");
    await until(stored({ server: 'leaf', stream: 'ORDERS' }), tools);
  },
  symptom: {
    says: 'One request has made ORDERS twice: at the hub and at the leaf',
    check: async (tools) => {
      const at = await Promise.all(
        ['hub', 'leaf'].map((server) => stored({ server, stream: 'ORDERS' })(tools)),
      );
      const found = at.filter(({ type }) => type === 'pass').length;
      return verdict(found === 2, 'ORDERS on both servers', `on ${found} of them`);
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'A domain for each, and the API closed',
      checks: [
        {
          says: 'Both servers have a domain, each its own',
          check: async (tools) => {
            const [hub, leaf] = [await domainAt(tools, 'hub'), await domainAt(tools, 'leaf')];
            return verdict(
              hub !== undefined && leaf !== undefined && hub !== leaf,
              'two domains',
              `hub: ${hub ?? 'none'}; leaf: ${leaf ?? 'none'}`,
            );
          },
        },
        {
          says: 'The leaf no longer asks the hub for $JS.API.>',
          check: noInterest(open, overLink),
        },
      ],
      solve: async ({ config, restart }) => {
        await restart('hub', mended(config('hub'), 'hub'));
        await restart('leaf', mended(config('leaf'), 'leaf'));
      },
    },
    {
      id: 'remove',
      title: 'Remove the stream at the hub',
      checks: [
        {
          says: 'ORDERS is at the leaf and not at the hub',
          check: all(
            stored({ server: 'leaf', stream: 'ORDERS' }),
            notStored({ server: 'hub', stream: 'ORDERS' }),
          ),
        },
      ],
      solve: async ({ run }) => {
        await insist(() => run('leaf', 'stream info ORDERS --js-domain hub'));
        await run('leaf', 'stream rm ORDERS --force --js-domain hub');
      },
    },
  ],
};

export default exercise;
