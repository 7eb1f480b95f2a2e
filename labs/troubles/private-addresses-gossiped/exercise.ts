import { verdict } from '../../../src/lab/checks/check.ts';
import { linkUp } from '../../../src/lab/checks/links.ts';
import { until } from '../../../src/lab/checks/eventually.ts';
import { startingWith, type Exercise } from '../../../src/lab/exercise/exercise.ts';
import hubAndSpoke from '../../../topologies/hub-and-spoke/topology.ts';
import hub from './hub.conf';

const address = '127.0.0.9:7422';
const link = { from: 'east', to: 'hub' };

/** Answers the last INFO of the hub to its leaf: the leaf dials the addresses in it next time. */
const gossip = (lines: readonly { op: string; from: string; line: string }[]) =>
  lines.findLast(({ op, from }) => op === 'INFO' && from === 'hub')?.line ?? '';

/** A hub that tells its leaves of an address that they cannot reach. */
const exercise: Exercise = {
  name: 'private-addresses-gossiped',
  topology: startingWith(hubAndSpoke, { hub }),
  begin: async (tools) => {
    const { host, apply } = tools;
    await until(linkUp(link), tools);
    await host.stopServer('hub');
    await until(async ({ log }) => {
      const dialled = log().some(
        ({ server, text }) => server === 'east' && text.includes(address) && /rror/.test(text),
      );
      return verdict(dialled, `east dials ${address}`, 'not yet');
    }, tools);
    await apply('hub', hub);
  },
  symptom: {
    says: `When the hub was away, east dialled ${address}, which it was never configured to`,
    check: async ({ log }) => {
      const dialled = log().some(({ server, text }) => server === 'east' && text.includes(address));
      return verdict(dialled, `a line with ${address}`, 'none');
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Advertise an address that leaves can reach, or none',
      checks: [
        {
          says: 'The hub no longer tells east of that address, or east no longer listens to such news',
          check: async ({ wire, config }) => {
            const told = gossip(wire()).includes(address);
            const ignored = /ignore_discovered_servers"?\s*[:=]?\s*(true|yes|on)/.test(
              config('east'),
            );
            return verdict(!told || ignored, 'the address is not told, or ignored', 'it is told');
          },
        },
        { says: 'They are connected', check: linkUp(link) },
      ],
      solve: async (tools) => {
        await tools.restart('hub', tools.config('hub').replace(/^ *(no_)?advertise: .*\n/gm, ''));
        await until(linkUp(link), tools);
      },
    },
  ],
};

export default exercise;
