import { leafsOf } from '../monitoring/leafz.ts';
import { joins } from '../conf/hub-remote.ts';
import type { LabSession } from './session.ts';

/** How a server stands to the hub elsewhere that it is to join. */
export type JoinState =
  | { type: 'apart' }
  | { type: 'dialling' }
  /** `account` is the hub's, as the hub tells it; `roundTrip` the server's own words, such as `1.2ms`. */
  | { type: 'joined'; hub: string; account: string; roundTrip: string | undefined }
  /** `words` are those of the two servers. */
  | { type: 'refused'; words: string }
  /** It was joined, and dials again. */
  | { type: 'dropped' };

/** How much is shown of what a hub says. */
const longest = 300;

/**
 * Makes words of a hub fit to be shown: the hub may be anybody's, and say what it likes. Characters that cannot be seen
 * could reorder those around them, or hide some.
 */
export function shownOf(words: string): string {
  const seen = words.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '');
  return seen.length > longest ? `${seen.slice(0, longest)}…` : seen;
}

/** The words of a log line by which a server says that a hub does not have it. */
export function refusalIn(line: string): string | undefined {
  const told = /Leafnode Error '(.+)'/i.exec(line)?.[1] ?? /Loop detected .+/i.exec(line)?.[0];
  return told ?? (/cluster name|minimum version|nkey/i.test(line) ? line : undefined);
}

/**
 * Answers a function that looks how a server stands to its hub since this moment.
 * @param hub the name that its remote dials
 */
export function watchJoin(
  session: LabSession,
  server: string,
  hub: string,
): () => Promise<JoinState> {
  let since = Date.now();
  let wasJoined = false;
  return async () => {
    if (!joins(session.snapshot.get().configs[server] ?? '')) return { type: 'apart' };
    const [leaf] = await leafsOf(session.polling, server);
    if (leaf) {
      wasJoined = true;
      since = Date.now();
      return {
        type: 'joined',
        hub: shownOf(leaf.name),
        account: shownOf(remoteAccount(session, hub) ?? 'not told'),
        roundTrip: leaf.rtt,
      };
    }
    const words = refusedWith(session, server, since);
    if (words) return { type: 'refused', words };
    return { type: wasJoined ? 'dropped' : 'dialling' };
  };
}

function refusedWith({ log }: LabSession, server: string, since: number): string | undefined {
  const line = log
    .get()
    .findLast(
      ({ server: of, level, at, text }) =>
        of === server && at >= since && /error|warn/.test(level) && refusalIn(text) !== undefined,
    );
  const words = refusalIn(line?.text ?? '');
  return words === undefined ? undefined : shownOf(words);
}

/** The account that the hub binds the connection to: it says so in an INFO (from 2.10). */
function remoteAccount({ wire }: LabSession, hub: string): string | undefined {
  const info = wire
    .snapshot()
    .events.findLast(
      ({ op, from, line }) => op === 'INFO' && from === hub && line.includes('"remote_account"'),
    );
  return /"remote_account":"([^"]+)"/.exec(info?.line ?? '')?.[1];
}
