import { hidesUsers, loginsOf } from '../logins.ts';
import type { Rule } from '../rule.ts';
import { placeOf, valueAt } from '../settings.ts';

/** Tried on 2.15.2: the server ends with `no_auth_user: "…" not present as user or nkey`. */
export const noAuthUserUnknown: Rule = {
  id: 'no-auth-user-unknown',
  severity: 'error',
  title: 'no_auth_user names no user of the server',
  page: '/troubleshooting/messages/no-auth-user-not-present',
  *look({ confs }) {
    for (const server of confs.values())
      for (const path of ['no_auth_user', 'websocket.no_auth_user']) {
        const named = valueAt(server, path);
        if (!named?.type || hidesUsers(server)) continue;
        const isRead =
          path === 'no_auth_user' || server.listeners.some(({ kind }) => kind === 'websocket');
        if (!isRead) continue;
        const users = loginsOf(server);
        if (users.some(({ name }) => name.text === named.text || !name.type)) continue;
        yield {
          server: server.name,
          place: placeOf(server, named),
          words: `${path} of ${server.name} is ${named.text}, and no account has such a user. The server does not start.`,
          remedy: 'Name a user of one of its accounts.',
        };
      }
  },
};
