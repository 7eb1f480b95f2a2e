import { explain } from '../../config-keys/explain.ts';
import { isOn } from '../../config-keys/since.ts';
import type { Rule } from '../rule.ts';
import { placeOf } from '../settings.ts';

/** A server from before a key ends with `unknown field`, as the tests of `config-keys` try on each release. */
export const keyTooNew: Rule = {
  id: 'key-too-new',
  severity: 'error',
  title: 'A key that the release of the server does not know yet',
  page: '/reference/configuration',
  *look({ confs }, { version }) {
    if (version === undefined) return;
    for (const server of confs.values())
      for (const key of server.conf.keys) {
        const since = explain(key.path)?.since;
        if (since === undefined || isOn({ since }, version)) continue;
        yield {
          server: server.name,
          place: placeOf(server, key),
          words: `nats-server ${version} does not know ${key.name}, which came with ${since}. The server does not start.`,
          remedy: `Run ${since} or later, or remove the key.`,
        };
      }
  },
};
