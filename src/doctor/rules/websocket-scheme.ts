import { goUrl } from '../../lab/conf/go-url.ts';
import { dialledIn, isDirect, linkOf } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { blocksAt, isOn, placeOf, valueAt } from '../settings.ts';

/**
 * Seen on 2.15.2 in the lab of its page (`nats-leaf` to a WebSocket port); tried: `ws` to the port for leaf nodes
 * (`malformed HTTP status code`), `ws` to a listener with TLS (`invalid websocket connection`), `wss` to one without
 * (`TLS Handshake Failure`), and a hub with WebSocket only (`Not configured to accept leaf node connections`).
 */
export const websocketScheme: Rule = {
  id: 'websocket-scheme',
  severity: 'error',
  title: 'The scheme of a URL is not what its port speaks',
  page: '/troubleshooting/websocket-path',
  *look(network) {
    for (const dialled of dialledIn(network)) {
      const { remote, dial, hub } = dialled;
      const listener = hub.listeners.find(
        ({ kind, port }) => port === dial.port && (kind === 'leaf' || kind === 'websocket'),
      );
      if (!listener) continue;
      const isSecure = blocksAt(hub, 'websocket.tls').length > 0;
      const { scheme, port } = goUrl(dial.url.text)!;
      if (dial.webSocket && port === undefined) continue;
      const at = `Port ${dial.port} of ${hub.name}`;
      const fault =
        listener.kind === 'websocket' && !dial.webSocket
          ? [`${at} speaks WebSocket`, `Begin the URL with ${isSecure ? 'wss' : 'ws'}://.`]
          : listener.kind === 'leaf' && dial.webSocket
            ? [`${at} does not speak WebSocket`, 'Begin the URL with nats-leaf://.']
            : !dial.webSocket
              ? undefined
              : !hub.listeners.some(({ kind }) => kind === 'leaf')
                ? [
                    `${hub.name} has a WebSocket port, and no port for leaf nodes, without which it takes none`,
                    `Write leafnodes { port: 7422 } into the configuration of ${hub.name}.`,
                  ]
                : scheme === 'ws' && isSecure
                  ? [`${at} wants TLS`, 'Begin the URL with wss://.']
                  : scheme === 'wss' && isOn(valueAt(hub, 'websocket.no_tls')) && isDirect(dialled)
                    ? [
                        `${at} has no TLS (no_tls)`,
                        `Begin the URL with ws://, or give the websocket block of ${hub.name} a certificate.`,
                      ]
                    : undefined;
      if (!fault) continue;
      yield {
        server: remote.from.name,
        ...linkOf(network, remote.from.name, hub.name),
        place: placeOf(remote.from, dial.url),
        words: `${fault[0]!}. This remote of ${remote.from.name}, which dials ${scheme}://, never connects.`,
        remedy: fault[1]!,
      };
    }
  },
};
