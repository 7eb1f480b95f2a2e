import { goUrl } from '../../lab/conf/go-url.ts';
import { linkOf, remotesIn } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { placeOf } from '../settings.ts';
import { listed } from '../words.ts';

/** Tried on 2.15.2: `ws://host` and `wss://host` dial port 7422, and a path behind them changes nothing. */
export const websocketWithoutPort: Rule = {
  id: 'websocket-without-port',
  severity: 'warning',
  title: 'A WebSocket URL of a remote names no port',
  page: '/troubleshooting/websocket-path',
  *look(network) {
    for (const { from, dials, to } of remotesIn(network))
      for (const { url, port, webSocket, to: meant } of dials) {
        const { scheme, port: written } = goUrl(url.text)!;
        if (!webSocket || written !== undefined) continue;
        const hubs = to.filter(({ name }) => meant.includes(name));
        const there = hubs.flatMap(({ listeners }) =>
          listeners.filter(({ kind }) => kind === 'websocket'),
        );
        if (there.some((each) => each.port === port)) continue;
        const [hub] = hubs;
        const usual = scheme === 'wss' ? 443 : 80;
        yield {
          server: from.name,
          ...(hub && { severity: 'error', ...linkOf(network, from.name, hub.name) }),
          place: placeOf(from, url),
          words: `This URL names no port, so ${from.name} dials port ${port}, also by ${scheme}://: it is not the ${usual} of a browser. ${hub ? `${listed(hubs.map(({ name }) => name))} ${hubs.length > 1 ? 'speak' : 'speaks'} no WebSocket there.` : 'Servers usually take leaf nodes without WebSocket there.'}`,
          remedy: `Write the port of the WebSocket listener behind the host: :${there[0]?.port ?? usual}.`,
        };
      }
  },
};
