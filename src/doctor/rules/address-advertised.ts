import { groupsOf } from '../groups.ts';
import { dialledIn } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { blocksAt, isOn, placeOf, valueAt, valueIn } from '../settings.ts';

/**
 * Seen on 2.15.2 in the lab of its page: a hub advertises an address that only it can reach, and its leaf dials it
 * after a reconnect.
 */
export const addressAdvertised: Rule = {
  id: 'address-advertised',
  severity: 'warning',
  title: 'A hub tells its leaves addresses that they cannot reach',
  page: '/troubleshooting/private-addresses-gossiped',
  *look(network) {
    const groups = groupsOf(network);
    const told = new Set<string>();
    for (const { remote, dial, hub } of dialledIn(network)) {
      if (dial.webSocket || told.has(hub.name)) continue;
      if (isOn(valueIn(remote.from, remote.block, 'ignore_discovered_servers'))) continue;
      const advertised = valueAt(hub, 'leafnodes.advertise');
      const local = /^(127\.|localhost|0\.0\.0\.0|\[?::)/i;
      if (advertised && local.test(advertised.text) && !local.test(dial.host)) {
        told.add(hub.name);
        yield {
          server: hub.name,
          place: placeOf(hub, advertised),
          words: `${hub.name} tells its leaves to dial ${advertised.text}, which means another machine at each of them. After a lost connection ${remote.from.name} tries it too.`,
          remedy: `Advertise an address by which leaves reach ${hub.name}, or write ignore_discovered_servers: true in the remotes (2.14 and later).`,
        };
      }
      const isPublic = /^[\w-]+(\.[\w-]+)*\.[a-z]{2,}$/i.test(dial.host) && !inner.test(dial.host);
      const quiet = advertised ?? (isOn(valueAt(hub, 'leafnodes.no_advertise')) || undefined);
      if (!isPublic || quiet || groups.get(hub.name)!.length < 2) continue;
      told.add(hub.name);
      yield {
        severity: 'note',
        server: hub.name,
        place: placeOf(hub, blocksAt(hub, 'leafnodes')[0]),
        words: `${remote.from.name} dials ${dial.host}, and ${hub.name} tells it the addresses that the members of the cluster know of themselves. If those are private, a reconnect takes long.`,
        remedy: `Set advertise in the leafnodes block of each member to its public name and port, or no_advertise: true.`,
      };
    }
  },
};

/** Names that only machines of one network know. */
const inner = /\.(svc|local|internal|lan|home|localdomain|test|cluster\.local)$|\.svc\./i;
