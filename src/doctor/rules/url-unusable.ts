import { goUrl } from '../../lab/conf/go-url.ts';
import { dialUrls, type Dialled } from '../../lab/conf/server-settings.ts';
import type { ServerConf } from '../../lab/derive/server-conf.ts';
import type { Rule } from '../rule.ts';
import { isOn, placeOf, valueIn } from '../settings.ts';

type Kind = Dialled['kind'];

const named: Readonly<Record<Kind, { noun: string; example: string }>> = {
  leaf: { noun: 'remote', example: 'nats-leaf://HOST:7422' },
  route: { noun: 'route', example: 'nats-route://HOST:6222' },
  gateway: { noun: 'gateway', example: 'nats://HOST:7222' },
};

/**
 * Tried on 2.15.2: a URL that Go's parser refuses, as it does `my_hub:7422` and `10.0.0.1:7422`, ends the server (`error
 * parsing leafnode url`). Of `hub:7422` Go makes the scheme `hub`, and the server dials an empty host (`lookup : no such
 * host`). Two colons in a host are `too many colons in address`, and a route without a port is `missing port in address`.
 */
export const urlUnusable: Rule = {
  id: 'url-unusable',
  severity: 'error',
  title: 'A URL leads to no server',
  page: '/troubleshooting/messages/error-parsing-leafnode-url',
  *look({ confs }) {
    for (const server of confs.values())
      for (const { kind, url } of dialUrls(server.conf)) {
        // A variable that no file sets is told as such.
        const fault = url.type && faultOf(kind, url.text);
        if (!fault) continue;
        if (!fault.refused && isOn(valueIn(server, url.block, 'disabled'))) continue;
        yield { ...found(server, kind, fault), place: placeOf(server, url) };
      }
  },
};

interface Fault {
  /** Whether the server refuses the configuration. */
  refused: boolean;
  what: string;
  remedy: string;
}

const found = ({ name }: ServerConf, kind: Kind, { refused, what, remedy }: Fault) => ({
  server: name,
  words: `${what} ${refused ? 'The server does not start.' : `This ${named[kind].noun} of ${name} never connects.`}`,
  remedy,
  ...(!refused && {
    page:
      kind === 'leaf'
        ? '/troubleshooting/messages/error-trying-to-connect-as-leafnode'
        : '/reference/configuration',
  }),
});

/** A host, with or without a port, and no scheme before it. */
const bare = /^[\w.-]+(:\d+)?$/;

/** What is wrong with a URL. Its text may hold a secret, and is not repeated unless it is a bare host. */
function faultOf(kind: Kind, text: string): Fault | undefined {
  const url = goUrl(text);
  const { example } = named[kind];
  const scheme = example.split('HOST')[0]!;
  const withScheme = bare.test(text) ? `Write ${scheme}${text}.` : `Write it as ${example}.`;
  const listed = 'Write each URL in quotes of its own, in a list: urls: [ "…", "…" ].';
  const lacksScheme = `This URL does not begin with a scheme such as ${scheme}, so nats-server`;
  if (!url) {
    if (bare.test(text))
      return { refused: true, what: `${lacksScheme} cannot read it.`, remedy: withScheme };
    return {
      refused: true,
      what: 'nats-server cannot read this URL.',
      remedy: /,\s*[a-z+.-]+:\/\//i.test(text)
        ? listed
        : text.includes('@')
          ? 'Write #, /, ?, % and blanks in a user or a password as %23, %2F, %3F, %25 and %20.'
          : withScheme,
    };
  }
  const { host, port } = url;
  const refused = false;
  if (host === '')
    return {
      refused,
      what: bare.test(text) ? `${lacksScheme} finds no host in it.` : 'This URL names no host.',
      remedy: withScheme,
    };
  if (/[:,]/.test(host) && !host.startsWith('['))
    return {
      refused,
      what: `nats-server takes all before the last colon of this URL for one host.`,
      remedy: host.includes(',')
        ? listed
        : `Write one host and one port, as in ${example}. An IPv6 address stands in brackets.`,
    };
  if (port === '' || (port === undefined && kind !== 'leaf'))
    return {
      refused,
      what: 'This URL names no port.',
      remedy: `Write the port behind the host, as in ${example}.`,
    };
  if (port !== undefined && !(Number(port) > 0 && Number(port) < 65536))
    return {
      refused,
      what: `This URL names port ${port}, and there is no such port.`,
      remedy: `Write the port on which the other server listens, as in ${example}.`,
    };
  return undefined;
}
