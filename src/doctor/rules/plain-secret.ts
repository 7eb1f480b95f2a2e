import { loginsOf, userinfoOf } from '../logins.ts';
import { remotesOf } from '../remotes.ts';
import type { Derived } from '../../lab/derive/derive.ts';
import type { Place } from '../../lab/derive/given.ts';
import type { Dial } from '../../lab/derive/server-conf.ts';
import type { Found, Rule } from '../rule.ts';
import { placeOf, valueAt } from '../settings.ts';
import { listed } from '../words.ts';

/**
 * Seen on 2.15.2: `Plaintext passwords detected, use nkeys or bcrypt`. The value is never said. A password that bcrypt
 * has hashed begins with `$2`; one from a variable is in the file all the same, unless the environment has it.
 */
export const plainSecret: Rule = {
  id: 'plain-secret',
  severity: 'note',
  title: 'A configuration has passwords in plain text',
  page: '/troubleshooting/messages/plaintext-passwords-detected',
  *look(network) {
    const secrets = secretsIn(network);
    for (const path of new Set(secrets.map(({ place }) => place.path))) {
      const here = secrets.filter(({ place }) => place.path === path);
      if (here.length <= most) yield* here;
      else
        yield {
          ...here[0]!,
          words: `This file has passwords or tokens in plain text, at the lines ${listed([...new Set(here.map(({ place }) => `${place.line}`))])}.`,
          remedy:
            'Store what nats server passwd prints, or give users an nkey, and have remotes log in with credentials: a server needs to know neither password nor seed.',
        };
    }
  },
};

/** How many are told of a file one by one. */
const most = 2;

type Secret = Found & { place: Place };

/** The users, the token and the URL with a login of each configuration; those of a file that several include once. */
function secretsIn(network: Derived): Secret[] {
  const found = new Map<string, Secret>();
  const add = (of: 'users' | 'url', secret: Secret) => {
    const at = `${secret.place.path}:${secret.place.line} ${of}`;
    if (!found.has(at)) found.set(at, secret);
  };
  for (const server of network.confs.values()) {
    const plain = loginsOf(server).filter(({ password }) => isPlain(password?.text));
    const token = valueAt(server, 'authorization.token');
    const first = plain[0]?.password ?? (isPlain(token?.text) ? token : undefined);
    const dials = remotesOf(network, server).flatMap((remote) => remote.dials);
    const url = dials.find((dial) => {
      const given = userinfoOf(dial);
      return isPlain(given && (given.password ?? given.user));
    });
    const names = [...new Set(plain.map(({ name }) => name.text))];
    if (first)
      add('users', {
        server: server.name,
        place: placeOf(server, first),
        words:
          names.length > 0
            ? `The configuration of ${server.name} has the password${names.length > 1 ? 's' : ''} of ${listed(names)} in plain text.`
            : `The configuration of ${server.name} has its token in plain text.`,
        remedy:
          'Store what nats server passwd prints, or give users an nkey. The server needs to know neither password nor seed.',
      });
    if (url)
      add('url', {
        server: server.name,
        place: placeOf(server, url.url),
        words: `A URL of ${server.name} has ${secretIn(url)} at ${url.host} in plain text.`,
        remedy:
          'Log in with credentials or an nkey, in a file that only the server may read, or keep the remotes in such a file, by include.',
      });
  }
  return [...found.values()];
}

/** A user without a password is a token. */
function secretIn(dial: Dial): string {
  const { user, password } = userinfoOf(dial)!;
  return password === undefined ? 'its token' : `the password of ${user}`;
}

/** A network that was shared has such a word in the place of each secret. */
const takenOut = /^taken-out-\d+$/;

const isPlain = (text: string | undefined): boolean =>
  text !== undefined && text !== '' && !text.startsWith('$') && !takenOut.test(text);
