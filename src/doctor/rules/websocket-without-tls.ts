import type { Rule } from '../rule.ts';
import { blocksAt, isOn, placeOf, valueAt } from '../settings.ts';

/** Tried on 2.15.2: the server ends with `websocket requires TLS configuration`. */
export const websocketWithoutTls: Rule = {
  id: 'websocket-without-tls',
  severity: 'error',
  title: 'A WebSocket port has neither TLS nor no_tls',
  page: '/troubleshooting/messages/websocket-requires-tls-configuration',
  *look({ confs }) {
    for (const server of confs.values()) {
      const [block] = blocksAt(server, 'websocket');
      if (!block || !server.listeners.some(({ kind }) => kind === 'websocket')) continue;
      if (blocksAt(server, 'websocket.tls').length > 0) continue;
      if (isOn(valueAt(server, 'websocket.no_tls'))) continue;
      yield {
        server: server.name,
        place: placeOf(server, block),
        words: `The WebSocket port of ${server.name} has no TLS, and no_tls does not say that this is meant. The server does not start.`,
        remedy:
          'Add a tls block with a certificate, or no_tls: true where a proxy in front ends TLS.',
      };
    }
  },
};
