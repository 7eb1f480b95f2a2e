import { accountWords } from '../accounts-at.ts';
import { askAll } from '../ask.ts';
import type { LiveRule } from '../live-rule.ts';
import type { Found } from '../../rule.ts';

/** Servers that an operator who asks at another does not see, since their system accounts are not joined. */
export const serverList: LiveRule = {
  id: 'server-list-without-leaves',
  severity: 'note',
  title: 'Leaf nodes are missing in the list of servers',
  page: '/troubleshooting/server-list-without-leaves',
  causes: ['servers-not-listed'],
  look: async ({ host }, { places, bindings }) => {
    const asking = places.filter(({ system, client }) => system && client);
    const answers = await askAll(
      asking.map(({ client }) => ({ client: client!, subject: '$SYS.REQ.SERVER.PING' })),
    );
    const names = new Map(
      await Promise.all(
        [...new Set(places.map(({ server }) => server))].map(
          async (server): Promise<[string, string]> => [
            (await host.monitor(server, 'varz')).server_id,
            server,
          ],
        ),
      ),
    );
    return asking.flatMap((place, i): Found[] => {
      const seen = answers[i]!.bodies.map((body) => names.get(serverId(body)));
      // On a busy machine the answer of one that is joined may come too late.
      const isJoined = (leaf: string) =>
        bindings.some(
          ({ link, local, remote }) =>
            link.from === leaf &&
            link.to === place.server &&
            remote === place.account &&
            asking.some(({ server, account }) => server === leaf && account === local),
        );
      const leaves = [
        ...new Set(
          bindings.filter(({ link }) => link.to === place.server).map(({ link }) => link.from),
        ),
      ].filter(
        // A system account without users has no operators who would miss it.
        (leaf) =>
          !seen.includes(leaf) && asking.some(({ server }) => server === leaf) && !isJoined(leaf),
      );
      if (leaves.length === 0) return [];
      return [
        {
          server: place.server,
          words: `${accountWords(place)} does not see ${leaves.join(', ')}: nats server list there shows ${seen.length} of the servers, since the system accounts are not joined.`,
          remedy: `If operators are to see them, give each leaf a remote that binds its system account to that of ${place.server}. Their JetStream needs domains then.`,
        },
      ];
    });
  },
};

function serverId(body: string): string {
  try {
    return (JSON.parse(body) as { server?: { id?: string } }).server?.id ?? '';
  } catch {
    return '';
  }
}
