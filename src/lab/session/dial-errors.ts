import { readConf } from '../conf/conf-text.ts';
import { dialledBy } from '../conf/server-settings.ts';
import type { LogLine } from '../network/host.ts';

/** Why a leaf connection is not there, as the server that dials it has logged it. */
export interface DialError {
  /** Milliseconds since the Unix epoch. */
  at: number;
  /** The server's own words, without the address of the other side. */
  text: string;
}

/** A line about one connection: its address, its id, and the words. */
const ofConnection = /^(\S+:\d+) - (lid(?:_ws)?:\d+) - ([^]*)$/;
/** Logged at level debug before each dial. In a tab the second is the address that the name has. */
const dialling = /^Trying to connect as leafnode to remote server on "([^"]+)"(?: \(([^)]+)\))?/;
const refused = /^Error trying to connect as leafnode to remote server "([^"]+)"/;
/** Of a remote's credentials or account, before there is a connection. */
const unready = /LeafNode Remote Credentials|for solicited leafnode connection/;
const closed = /^Leafnode connection closed: /;
/** The other side had said who it is, and the connection was ended without a fault. */
const wellEnded = /^Leafnode connection closed: (?:Client Closed|Server Shutdown) - Remote: /;
/** From here on the server runs another configuration, and its remotes begin from the start. */
const anew = /^(?:Starting nats-server|Reloaded server configuration)/;
const attempt = / \(attempt \d+\)/;

/** The longest text that is told: some errors quote what the other side has sent. */
const longest = 220;

/** The hosts that the remotes of a configuration name. */
export const remoteHostsOf = (config: string): string[] => [
  ...new Set(
    dialledBy(readConf(config))
      .filter(({ kind }) => kind === 'leaf')
      .map(({ host }) => host),
  ),
];

/**
 * Reads from a log why a server has no leaf connection to another: the last that it said of that, since it runs its
 * configuration. Ask only while there is none. Undefined if it has said nothing, and where the line may be about another
 * of its remotes.
 * @param config what the server runs
 * @param peer the server that it is meant to dial; any, if none is given
 */
export function dialErrorIn(
  log: readonly LogLine[],
  server: string,
  config: string,
  peer?: string,
): DialError | undefined {
  const hosts = remoteHostsOf(config);
  if (hosts.length === 0) return undefined;
  const listens = listensForLeafs(config);
  const names = new Map<string, string>();
  const faulty = new Set<string>();
  let found: DialError | undefined;
  const isOfPeer = (host: string | undefined) => {
    if (peer === undefined || hosts.length === 1) return true;
    if (host === undefined) return false;
    return host === peer || !hosts.includes(peer);
  };
  const note = (line: LogLine, text: string, host: string | undefined) => {
    if (!isOfPeer(host)) return;
    // Only the number of the attempt is new: whoever reads the first one goes on reading.
    if (found && bare(found.text) === bare(text)) return;
    found = { at: line.at, text: inBrief(text) };
  };
  for (const line of log) {
    if (line.server !== server || line.level === 'trace') continue;
    const { text } = line;
    if (anew.test(text)) {
      found = undefined;
      continue;
    }
    const [, url, address] = dialling.exec(text) ?? [];
    if (url !== undefined) {
      names.set(address ?? url, hostOf(url));
      continue;
    }
    const [, at, id, words] = ofConnection.exec(text) ?? [];
    if (at === undefined || id === undefined || words === undefined) {
      const target = refused.exec(text)?.[1];
      if (target !== undefined) note(line, text, hostOf(target));
      else if (unready.test(text) && line.level === 'error') note(line, text, undefined);
      continue;
    }
    // A connection that the server has accepted is another's to tell of.
    if (listens && !names.has(at)) continue;
    if (closed.test(words)) {
      if (faulty.has(id)) continue;
      if (!wellEnded.test(words)) note(line, words, names.get(at));
      else if (isOfPeer(names.get(at))) found = undefined;
    } else if (line.level === 'error' && !words.includes('Permissions Violation')) {
      faulty.add(id);
      note(line, words, names.get(at));
    }
  }
  return found;
}

const bare = (text: string) => inBrief(text.replace(attempt, ''));

const inBrief = (text: string) => (text.length > longest ? `${text.slice(0, longest)}…` : text);

const hostOf = (url: string) => url.replace(/:\d+$/, '');

const listensForLeafs = (config: string): boolean =>
  readConf(config).keys.some(({ path }) =>
    /^leaf(?:nodes)?\n(?:port|listen|host)$/.test(path.join('\n')),
  );

/** What is asked for words: the lines that servers have logged, and the configurations that they run. */
interface Told {
  log: () => readonly LogLine[];
  config: (server: string) => string;
}

/** Says behind what is not there why it is not, in the words of the server that should dial it. */
export function dialWords({ log, config }: Told, server: string, peer: string): string {
  const runs = config(server);
  if (remoteHostsOf(runs).length === 0) return `; the configuration of ${server} has no remote`;
  const error = dialErrorIn(log(), server, runs, peer);
  return error ? `; ${server} says: ${error.text}` : '';
}
