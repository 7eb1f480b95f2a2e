import type { StandIn } from '../../../lab/derive/given.ts';
import { unknownAccount } from '../../../lab/derive/accounts.ts';
import type { Derived } from '../../../lab/derive/derive.ts';
import { sentence } from '../../../lab/sentence.ts';
import type { LiveRule } from '../live-rule.ts';
import { messagePageOf } from '../message-pages.ts';
import { unconnected, type RemoteRun } from '../remotes-run.ts';
import { rightPort } from '../../right-port.ts';
import type { Found } from '../../rule.ts';
import { listed } from '../../words.ts';
import type { Running } from '../running.ts';
import { standingOf } from '../settled.ts';
import { loginFault } from '../signed-login.ts';

/** Pages of the site whose trouble shows by these words of the server that dials. */
const troubles: [words: RegExp, page: string, remedy: string][] = [
  [
    /same cluster name/i,
    '/troubleshooting/same-cluster-name',
    'Give the leaf a cluster name of its own, or leave the cluster block out.',
  ],
  [
    /Loop detected/i,
    '/troubleshooting/messages/loop-detected',
    'Take out one of the links of the circle: messages would run around it for ever.',
  ],
  [
    /Credentials file|open \S+: no such file/i,
    '/troubleshooting/leaf-without-credentials',
    'Put the credentials where the remote names them, and see that the server may read them.',
  ],
  [
    /Duplicate Remote/i,
    '/troubleshooting/messages/duplicate-remote-leafnode-connection',
    'Give each server a server_name of its own, and bind one account to one hub by one remote.',
  ],
];

/** What a remote that is refused lacks, by the page that shows it. */
const withoutLogin = {
  page: '/troubleshooting/leaf-without-credentials',
  remedy: 'Give the remote credentials, or a user and a password in its URL.',
};
const notALeafPort = '/troubleshooting/messages/attempted-to-connect-to-wrong-port';
const webSocketPort = {
  page: '/troubleshooting/websocket-path',
  remedy: 'Dial the port by ws:// or wss://: what listens there speaks WebSocket.',
};
const tooSlow = {
  page: '/troubleshooting/slow-link-never-connects',
  remedy:
    'Turn compression off at both ends, or allow more time by first_info_timeout and authorization.timeout.',
};

/** A remote without a connection, with the last that its server said of it. */
export const linkNotUp: LiveRule = {
  id: 'link-not-up',
  severity: 'error',
  title: 'A leaf link does not come up',
  causes: [
    'credentials-not-given',
    'login-refused',
    'same-cluster-name',
    'wrong-port',
    'websocket-scheme',
    'websocket-without-port',
    'url-unusable',
    'mixed-urls',
    'tls-at-one-end',
    'leaf-loop',
    'server-name-doubled',
    'remote-doubled',
  ],
  look: async (running) => (await unconnected(running)).flatMap((remote) => found(running, remote)),
};

function found(running: Running, remote: RemoteRun): Found[] {
  const { from, links, local, localKey, place } = remote;
  const standings = links.map((each) => standingOf(running, each, localKey));
  if (standings.every(({ type }) => type === 'down')) return [];
  const [link] = links;
  const { to } = link!;
  const about = { server: from, link: link!.name, place };
  const account = local === '$G' ? '' : ` for its account ${local}`;
  const ended = standings.find((each) => each.type === 'ended');
  const text = ended?.error.text;
  const says = text === undefined ? '' : ` ${from} says: ${sentence(text)}`;
  const made = /Authorization Violation/i.test(text ?? '') ? madeFor(running, remote) : [];
  // What JWTs tell holds whatever the words: on a busy machine a refusal is heard as a connection that ends.
  const fault = made.length === 0 && loginFault(running, remote);
  if (fault) {
    const { untried, words, ...rest } = fault;
    return [
      untried
        ? {
            ...about,
            ...rest,
            severity: 'note',
            words: `Whether ${to} takes the login of ${from}${account} cannot be seen here: ${words}.`,
          }
        : {
            ...about,
            ...rest,
            words: `${from} has no leaf connection to ${to}${account}: ${words}.${says}`,
          },
    ];
  }
  if (text !== undefined) {
    if (made.length > 0)
      return [
        {
          ...about,
          severity: 'note',
          words: `Whether ${to} takes the login of ${from}${account} cannot be seen here: ${listed(made)} ${made.length === 1 ? 'is a stand-in' : 'are stand-ins'}, which ${to} does not know.${says}`,
          remedy: `Give ${listed(made)} to have it tried.`,
        },
      ];
    const page = messagePageOf(text);
    const {
      more = '',
      remedy = 'Mend what it names, at the end that is at fault.',
      ...cause
    }: Cause = causeOf(running, remote, text);
    return [
      {
        ...about,
        ...(page && { page }),
        ...cause,
        words: `${from} has no leaf connection to ${to}${account}.${more}${says}`,
        remedy,
      },
    ];
  }
  if (standings.some(({ type }) => type === 'slow' || type === 'up'))
    return [
      {
        ...about,
        severity: 'warning',
        ...tooSlow,
        words: `${from} and ${to} exchange bytes, but have not agreed on a leaf connection${account} yet, and neither has given up.`,
      },
    ];
  return [
    {
      ...about,
      severity: 'warning',
      words: `${from} has no leaf connection to ${to}${account}, and has not said why yet.`,
      remedy: `Look at the log of ${from} at level debug.`,
    },
  ];
}

/** The stand-ins that a login is made of: the files of the remote, and variables at both ends. */
function madeFor({ derived }: Running, { from, links, dials }: RemoteRun): string[] {
  const ends = [from, ...links.map(({ to }) => to)];
  const isOfLogin = ({ server, use, path }: StandIn) =>
    use === 'variable'
      ? ends.includes(server)
      : server === from && dials.some(({ credentials }) => credentials === path);
  return [...new Set(derived.standIns.filter(isOfLogin).map(({ path }) => path))];
}

/** The port that a remote is to dial, where the configuration of the other end tells. */
function rightPortOf({ confs }: Derived, { links, dials }: RemoteRun): string {
  const hub = confs.get(links[0]!.to);
  return hub
    ? rightPort(hub, dials[0]!)
    : 'Dial the port of the leafnodes block of the other server.';
}

/** How an account of the other end is allowed more leaf connections: it may have no more. */
function moreLeafs({ confs }: Derived, { links, dials, local }: RemoteRun): string {
  const { to } = links[0]!;
  const { remote } = dials[0]!;
  const account = remote === unknownAccount ? local : remote;
  return confs.get(to)?.operatorMode
    ? `Raise the limit of leaf nodes in the JWT of account ${account}, which allows none where it names no number: nsc edit account --name ${account} --leaf-conns -1. Then give it to ${to}.`
    : `Raise max_leafnodes in the limits of account ${account} at ${to}, or end the leaves that use it up.`;
}

/** What to compare where a login is refused and no configuration tells why. */
function compare({ dials, links, hasNkey }: RemoteRun): string {
  const { to } = links[0]!;
  if (dials.some(({ credentials }) => credentials))
    return `Compare both ends: the account of the credentials must be one that ${to} knows, and neither may have expired or been revoked. nsc describe user and nsc describe account tell it.`;
  return hasNkey
    ? `Compare both ends: the public key of the nkey in the remote must be that of a user of ${to}.`
    : `Compare both ends: the user and the password in the URL of the remote must be those of a user of ${to} that may come in as a leaf node.`;
}

interface Cause {
  page?: string;
  remedy?: string;
  more?: string;
}

/** What is behind the words of the server that dials, as far as the wire and the configurations tell. */
function causeOf({ derived, wire }: Running, remote: RemoteRun, text: string): Cause {
  const { dials, links, hasNkey } = remote;
  if (/maximum account active connections/i.test(text))
    return { remedy: moreLeafs(derived, remote) };
  const told = troubles.find(([words]) => words.test(text));
  if (told) return { page: told[1], remedy: told[2] };
  if (/Authorization Violation/i.test(text))
    return !hasNkey && dials.every(({ user, credentials }) => !user && !credentials)
      ? { ...withoutLogin, more: ' Its remote names no user and no credentials.' }
      : { remedy: compare(remote) };
  const listeners = links.flatMap(({ to }) => derived.confs.get(to)?.listeners ?? []);
  const dialled = dials.flatMap(({ port }) => listeners.filter((each) => each.port === port));
  if (
    dials.every(({ webSocket }) => !webSocket) &&
    dialled.some(({ kind }) => kind === 'websocket')
  )
    return { ...webSocketPort, more: ' The port that it dials is one for WebSockets.' };
  const hubs = links.map(({ to }) => to);
  const isKnown = hubs.every((name) => (derived.confs.get(name)?.listeners.length ?? 0) > 0);
  const remedy = rightPortOf(derived, remote);
  const ports = [...new Set(dials.map(({ port }) => String(port)))];
  if (isKnown && dialled.length === 0)
    return {
      page: '/troubleshooting/messages/error-trying-to-connect-as-leafnode',
      remedy,
      more: ` It dials ${ports.length === 1 ? 'port' : 'the ports'} ${listed(ports)}, and ${listed(hubs)} ${hubs.length === 1 ? 'does' : 'do'} not listen there.`,
    };
  if (!/connection closed|WebSocket/i.test(text)) return {};
  const isHeard = wire().some(
    ({ op, from, link }) =>
      op === 'INFO' && hubs.includes(from) && links.some(({ name }) => name === link),
  );
  if (isHeard) return { ...tooSlow, more: ' The two had heard each other before.' };
  return dialled.some(({ kind }) => kind === 'leaf') ? {} : { page: notALeafPort, remedy };
}
