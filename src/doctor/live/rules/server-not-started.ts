import { inOwnPlaces, ownPlaceIn } from '../../../lab/derive/own-places.ts';
import { sentence } from '../../../lab/sentence.ts';
import type { LiveRule } from '../live-rule.ts';
import { placeOf } from '../../settings.ts';
import { messagePageOf } from '../message-pages.ts';
import { refusedIn } from '../refused-in.ts';

/** A server that does not start, in its own words. */
export const serverNotStarted: LiveRule = {
  id: 'server-not-started',
  severity: 'error',
  title: 'A server does not start',
  causes: [
    'syntax-error',
    'file-not-given',
    'variable-not-given',
    'no-auth-user-unknown',
    'local-account-missing',
    'websocket-without-tls',
    'jetstream-cluster-incomplete',
    'mixed-urls',
    'remote-doubled',
    'one-machine',
    'unknown-key',
    'port-unusable',
    'url-unusable',
  ],
  look: (running) =>
    running.topology.servers.flatMap(({ name: server }) => {
      const state = running.server(server);
      if (state.type !== 'failed') return [];
      const page = messagePageOf(state.reason);
      const conf = running.derived.confs.get(server)!;
      const refused = refusedIn(conf, state.reason);
      const place = ownPlaceIn(conf, state.reason) ?? (refused && placeOf(conf, refused));
      return [
        {
          server,
          ...(place && { place }),
          ...(page && { page }),
          words: `${server} does not start. ${server} says: ${sentence(inOwnPlaces(conf, state.reason))}`,
          remedy: place
            ? 'Mend what the server names, in this line of the configuration.'
            : 'Mend what the server names, and look the key up in the reference of the configuration.',
        },
      ];
    }),
};
