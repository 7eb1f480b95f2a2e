import { isItself } from '../../lab/derive/resolve.ts';
import { elsewhere } from '../elsewhere.ts';
import type { Rule } from '../rule.ts';
import { placeOf } from '../settings.ts';

/**
 * A container, and a pod, have a network of their own: what listens in another is not at its local addresses, and a
 * port that is published is one of the host. Servers here run so too, and say `connection refused`.
 */
export const localInContainer: Rule = {
  id: 'local-in-container',
  severity: 'error',
  title: 'A server in a container dials its own container, where no other listens',
  page: '/troubleshooting/messages/error-trying-to-connect-as-leafnode',
  *look(network) {
    for (const from of network.confs.values()) {
      if (from.machine === undefined) continue;
      for (const dial of [...from.dials, ...from.gateways]) {
        const { host, port, to, own, disabled, url } = dial;
        if (disabled || own || !isItself(host) || !to.includes(host)) continue;
        yield {
          server: from.name,
          place: placeOf(from, url),
          words: `${host} in the container of ${from.name} is that container itself, in which no other server takes this connection on port ${port}. It never comes up.`,
          remedy: elsewhere(network, from, dial),
        };
      }
    }
  },
};
