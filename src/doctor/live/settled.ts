import { dialErrorIn, type DialError } from '../../lab/session/dial-errors.ts';
import type { LinkSpec } from '../../lab/topology/topology.ts';
import type { LogLine } from '../../lab/network/host.ts';
import { allLinked } from '../../lab/network/linked.ts';
import { joinedWith } from '../jetstream.ts';
import { quietFor } from './quiet-for.ts';
import { remotesRun } from './remotes-run.ts';
import { routed } from './routed.ts';
import type { Running } from './running.ts';

/** How long a link may say nothing about itself, in milliseconds: a leaf that was refused dials again after a second. */
const patience = 4000;

/**
 * How a leaf link stands. `ended`: the server that dials says why it has none. `slow`: bytes cross, and neither end has
 * given up. `silent`: it has told nothing yet.
 */
export type LinkStanding =
  | { type: 'up' }
  /** A server does not run, or the link was cut on purpose. */
  | { type: 'down' }
  | { type: 'ended'; error: DialError }
  | { type: 'slow' }
  | { type: 'silent' };

/**
 * How a link stands, as far as the servers have told.
 * @param account of the server that dials, as it lists it: what it says of this account alone is told, even on a link that
 * is up for another
 */
export function standingOf(
  running: Running,
  { name, from, to }: LinkSpec,
  account?: string,
): LinkStanding {
  const { type } = running.link(name);
  if (type === 'up' && account === undefined) return { type };
  const isIdle = [from, to].some((server) => running.server(server).type !== 'running');
  if (isIdle || type === 'cut') return { type: 'down' };
  // An error of before the other side took connections says no more than that.
  const since = Math.max(running.since(to) ?? 0, startOf(running, from));
  const log = running.log().filter(({ at }) => at >= since);
  const own = account === undefined ? undefined : accountError(log, from, to, account);
  if (own) return { type: 'ended', error: own };
  if (type === 'up') return { type };
  const error = dialErrorIn(log, from, running.config(from), to) ?? closedError(log, from, to);
  if (error) return { type: 'ended', error };
  const isHeard = running.wire().some(({ link, at }) => link === name && at >= since);
  return { type: isHeard ? 'slow' : 'silent' };
}

/** A server has taken up a leaf connection: it says so of all but those in its own domain. */
const joined = /JetStream using domains|System account connected from|Extending JetStream domain/;

/** Whether a server has made as many leaf connections as it has remotes, since both ends of a link run. */
function hasMadeAll(running: Running, { from, to }: LinkSpec): boolean {
  const since = Math.max(startOf(running, from), running.since(to) ?? 0);
  const made = running
    .log()
    .filter(({ server, at, text }) => server === from && at >= since && joined.test(text));
  const remotes = remotesRun(running, from);
  return remotes.length > 0 && made.length >= remotes.length;
}

/** When a server began to start: from then on it dials. */
const startOf = ({ log, since }: Running, name: string): number =>
  log().findLast(({ server, text }) => server === name && text === 'Starting nats-server')?.at ??
  since(name) ??
  0;

/**
 * The error of the last connection that a server has closed on another. It tells which of several remotes it was:
 * without the level debug nothing else does.
 */
function closedError(log: readonly LogLine[], from: string, to: string): DialError | undefined {
  const own = log.filter(({ server }) => server === from);
  const closed = own.findLast(({ text }) => isClosed(text, to));
  return errorOn(own, connectionIn(closed?.text));
}

/**
 * The error of the last connection for an account that another server has ended. Since 2.15 a server writes the account
 * of each connection that it makes, and behind a public key the name.
 */
function accountError(
  log: readonly LogLine[],
  from: string,
  to: string,
  account: string,
): DialError | undefined {
  const own = log.filter(({ server }) => server === from);
  const made = own.flatMap(({ text }) => {
    const [, made] = /Leafnode connection created for account: ([^\s/]+)/.exec(text) ?? [];
    return made === account ? (connectionIn(text) ?? []) : [];
  });
  const closed = made.findLast((connection) =>
    own.some(({ text }) => text.includes(connection) && isClosed(text, to)),
  );
  return errorOn(own, closed);
}

const isClosed = (text: string, by: string): boolean =>
  text.includes('Leafnode connection closed') && text.endsWith(` - Remote: ${by}`);

const connectionIn = (text = ''): string | undefined => / - lid(?:_ws)?:\d+ - /.exec(text)?.[0];

function errorOn(own: readonly LogLine[], connection: string | undefined): DialError | undefined {
  if (connection === undefined) return undefined;
  const error = own.findLast(({ level, text }) => level === 'error' && text.includes(connection));
  return error && { at: error.at, text: error.text.split(connection)[1]! };
}

/**
 * Waits until a network has told all that is asked of it: how its links stand, who leads, and what its servers want.
 * @returns the servers whose JetStream knows no leader of its metadata
 */
export async function allTold(running: Running): Promise<Set<string>> {
  await settled(running);
  await routed(running);
  const leaderless = await withoutMetaLeader(running);
  await interestTold(running);
  return leaderless;
}

/** Operations by which servers tell each other who they are and what they want. */
const telling = /^(INFO|CONNECT|[LRA]S?[+-])$/;
/** For how long they tell nothing once they have told all, in milliseconds, and how long that is waited for. */
const quiet = { for: 40, atMost: 1000 };

/** Waits until the servers have told each other what they want: until then a subject may seem unwanted. */
async function interestTold({ wire }: Running): Promise<void> {
  const end = Date.now() + quiet.atMost;
  let left = quiet.for;
  // Wait in any case: what the servers have told may not have been read yet.
  while (left > 0 && Date.now() < end) {
    await new Promise<void>((resolve) => quietFor(left, resolve));
    const last = wire().findLast(({ op }) => telling.test(op))?.at ?? 0;
    left = last + quiet.for - Date.now();
  }
}

/**
 * Waits until each link is up or its dialler has said why it is not; not longer than it takes a leaf to dial thrice. What
 * then has told nothing is slow or silent: `standingOf` says which.
 */
export async function settled(running: Running): Promise<void> {
  const { topology } = running;
  const told = (link: LinkSpec) => {
    const { type } = standingOf(running, link);
    // The frames of a compressed link or of a WebSocket are not read, so it is never seen to be up.
    return type === 'up' || type === 'down' || type === 'ended' || hasMadeAll(running, link);
  };
  const leafs = topology.links.filter(({ kind }) => kind === 'leaf');
  await running.until(
    () => allLinked(topology, running.server, running.link) || leafs.every(told),
    patience,
  );
}

/** How long members of a cluster may take to find each other, in milliseconds. */
const routePatience = 2000;
/** How long an election may take, in milliseconds: where votes split, members wait several seconds for the next. */
const electionPatience = 12_000;

/**
 * Waits until each JetStream that is clustered knows a leader of its metadata, and answers the servers that know none.
 * It does not wait for an election that nobody can win.
 */
async function withoutMetaLeader(running: Running): Promise<Set<string>> {
  const { topology, host, server } = running;
  const up = topology.servers.filter(({ name }) => server(name).type === 'running');
  const end = Date.now() + electionPatience;
  const latest = Math.max(0, ...up.map(({ name }) => running.since(name) ?? 0));
  const standing = async ({ name, cluster, domain }: (typeof up)[number]) => {
    const { disabled, meta_cluster: meta } = await host.monitor(name, 'jsz');
    if (disabled || !meta || meta.leader) return 'told';
    if (await isShutOut(running, name)) return 'never';
    // A leaf may extend the domain of others: it is a member of theirs then.
    if (cluster === undefined) {
      const members = up.filter((each) => each.name === name || each.domain === domain);
      return members.length < (meta.quorum_needed ?? 1) ? 'never' : 'voting';
    }
    const { routes } = await host.monitor(name, 'routez');
    const joined = new Set((routes ?? []).map(({ remote_name: other }) => other));
    // No page lists those beyond gateways, so they are taken for joined.
    const beyond = joinedWith(running.derived, name);
    const far = up.filter((each) => each.cluster !== cluster && beyond.has(each.name)).length;
    const isEarly = Date.now() < latest + routePatience;
    return joined.size + far + 1 < (meta.quorum_needed ?? 1) && !isEarly ? 'never' : 'voting';
  };
  for (;;) {
    const told = await Promise.all(up.map(standing));
    if (!told.includes('voting') || Date.now() > end)
      return new Set(up.flatMap(({ name }, i) => (told[i] === 'told' ? [] : [name])));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Whether a server waits for a leader of a domain that it is to extend, and cannot meet the other side: it has no remote
 * for its system account, or has said of one that it does not come up.
 */
async function isShutOut(running: Running, name: string): Promise<boolean> {
  const own = running.log().filter(({ server }) => server === name);
  const last = (text: string) => own.findLastIndex((line) => line.text.includes(text));
  const on = last('Observer Mode on');
  if (on < 0 || on < last('Observer Mode off') || on < last('Extending JetStream domain'))
    return false;
  const { system_account: system } = await running.host.monitor(name, 'accountz');
  const remote = remotesRun(running, name).find(({ localKey }) => localKey === system);
  if (!remote) return true;
  const since = startOf(running, name);
  return own.some(({ at, level, text }) => at >= since && level === 'error' && / - lid/.test(text));
}
