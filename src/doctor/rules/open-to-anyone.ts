import { hidesUsers, loginsOf, userinfoOf } from '../logins.ts';
import { remotesOf } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { placeOf, valueAt, valueIn } from '../settings.ts';
import type { ServerConf } from '../../lab/derive/server-conf.ts';

/**
 * Tried on 2.15.2: with `no_auth_user` a client without a login is that user; a client of a leaf without users reaches
 * what the remote's login may reach at the hub.
 */
export const openToAnyone: Rule = {
  id: 'open-to-anyone',
  severity: 'note',
  title: 'Clients of any machine need no login',
  page: '/guides/sidecar',
  *look(network) {
    for (const server of network.confs.values()) {
      if (hidesUsers(server) || !listensOnAll(server)) continue;
      const named = valueAt(server, 'no_auth_user');
      const remotes = remotesOf(network, server);
      const held = remotes.find(
        ({ from, block, dials }) =>
          dials.some(userinfoOf) ||
          valueIn(from, block, 'credentials') !== undefined ||
          valueIn(from, block, 'nkey') !== undefined,
      );
      const common = { server: server.name };
      if (named)
        yield {
          ...common,
          place: placeOf(server, named),
          words: `${server.name} listens on all addresses and lets a client that names no user in as ${named.text}. Each machine that reaches its port may do what ${named.text} may.`,
          remedy: `Listen on 127.0.0.1 only (host), close the port to others, or remove no_auth_user.`,
        };
      else if (held && loginsOf(server).length === 0 && !valueAt(server, 'authorization.token'))
        yield {
          ...common,
          place: placeOf(server, held.dials[0].url),
          words: `${server.name} listens on all addresses and asks no client for a login, while this remote logs in at ${held.dials[0].host}. Each machine that reaches ${server.name} may do there what this login may.`,
          remedy: `Write host: "127.0.0.1" if only programs beside ${server.name} use it, or give it users.`,
        };
    }
  },
};

function listensOnAll(server: ServerConf): boolean {
  const listen = valueAt(server, 'listen')?.text;
  const host = valueAt(server, 'host')?.text ?? (listen && /^(.*):\d+$/.exec(listen)?.[1]) ?? '';
  return /^("?|0\.0\.0\.0|\[?::\]?)$/.test(host);
}
