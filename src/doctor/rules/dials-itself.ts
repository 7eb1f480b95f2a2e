import { isItself } from '../../lab/derive/resolve.ts';
import { elsewhere } from '../elsewhere.ts';
import { remotesIn } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { placeOf } from '../settings.ts';

/**
 * Tried on 2.15.2, for one account and between two, with a cluster and without: `remote leafnode has same cluster name`,
 * and the same again after 30 seconds.
 */
export const dialsItself: Rule = {
  id: 'dials-itself',
  severity: 'error',
  title: 'A remote leads to its own server',
  page: '/troubleshooting/messages/remote-leafnode-has-same-cluster-name',
  *look(network) {
    for (const { from, dials } of remotesIn(network))
      for (const dial of dials) {
        const { own, host, port, to, url } = dial;
        if (!own) continue;
        const isLocal = isItself(host);
        const hasOthers = to.length > 0 || dials.some((each) => !each.own);
        yield {
          server: from.name,
          ...(hasOthers && { severity: 'warning' }),
          place: placeOf(from, url),
          words: `${isLocal ? `Port ${port} of ${host}` : host === from.name ? 'This remote' : `This remote, by ${host},`} ${isLocal ? 'is' : 'leads to'} ${from.name} itself, and a server refuses to be its own leaf node. ${hasOthers ? 'Each time that this remote comes there, it has no link for 30 seconds.' : 'This remote has no link.'}`,
          remedy: isLocal
            ? from.machine !== undefined
              ? elsewhere(network, from, dial)
              : 'Dial the host or the port of another server, or remove this URL.'
            : `Dial the host of another server, or remove this URL. If ${host} is another one where ${from.name} runs, give ${from.name} another server_name.`,
        };
      }
  },
};
