import { linkOf } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { placeOf, valueAt, valueIn } from '../settings.ts';

/**
 * Tried on 2.15.2: `Failing connection to gateway "west-eu", remote gateway name is "west"`, again and again. If
 * the other side dials by the right name, the two meet all the same, by what gateways tell each other, after some seconds;
 * if neither does, there is no leader of their JetStream. An entry with the server's own name is not dialled.
 */
export const gatewayNameDiffers: Rule = {
  id: 'gateway-name-differs',
  severity: 'error',
  title: 'A gateway leads to a cluster of another name',
  *look(network) {
    for (const server of network.confs.values()) {
      const own = valueAt(server, 'gateway.name')?.text;
      const told = new Set<string>();
      for (const { gateway = '', to, url } of server.gateways) {
        if (!gateway || gateway === own) continue;
        for (const name of to) {
          const other = network.confs.get(name);
          const real = other && valueAt(other, 'gateway.name')?.text;
          const of = [url.block.start, real].join('\n');
          if (real === undefined || real === gateway || told.has(of)) continue;
          if ([real, gateway].some((each) => each.startsWith('$'))) continue;
          told.add(of);
          yield {
            server: server.name,
            ...linkOf(network, server.name, name),
            place: placeOf(server, valueIn(server, url.block, 'name') ?? url),
            words: `${server.name} looks for the gateway ${gateway} at ${name}, whose gateway is named ${real}. The connection fails, again and again: the two clusters meet only if ${real} dials ${own ?? server.name} by its right name.`,
            remedy: `Write name: ${real} for this gateway, or give the other cluster the name ${gateway}.`,
          };
        }
      }
    }
  },
};
