import { dialErrorIn, type DialError } from '../../lab/session/dial-errors.ts';
import type { LinkSpec } from '../../lab/topology/topology.ts';
import { allLinked } from '../../lab/network/linked.ts';
import type { Running } from './running.ts';

/** How long a link may say nothing about itself, in milliseconds: a leaf that was refused dials again after a second. */
const patience = 4000;

/**
 * How a leaf link stands. `ended`: the server that dials says why it has none. `slow`: bytes cross, and neither end has
 * given up. `silent`: it has told nothing yet.
 */
export type LinkStanding =
  | { type: 'up' }
  | { type: 'down'; because: string }
  | { type: 'ended'; error: DialError }
  | { type: 'slow' }
  | { type: 'silent' };

/** How a link stands, as far as the servers have told. */
export function standingOf(running: Running, { name, from, to }: LinkSpec): LinkStanding {
  if (running.link(name).type === 'up') return { type: 'up' };
  const idle = [from, to].find((server) => running.server(server).type !== 'running');
  if (idle !== undefined) return { type: 'down', because: idle };
  const error =
    dialErrorIn(running.log(), from, running.config(from), to) ?? closedError(running, from, to);
  const both = Math.max(running.since(from) ?? 0, running.since(to) ?? 0);
  if (error && error.at >= both) return { type: 'ended', error };
  return running.wire().some(({ link }) => link === name) ? { type: 'slow' } : { type: 'silent' };
}

/**
 * The error of the last connection that a server has closed on another. It tells which of several remotes it was:
 * without the level debug nothing else does.
 */
function closedError(running: Running, from: string, to: string): DialError | undefined {
  const own = running.log().filter(({ server }) => server === from);
  const closed = own.findLast(
    ({ text }) => text.includes('Leafnode connection closed') && text.endsWith(` - Remote: ${to}`),
  );
  const [connection] = / - lid(?:_ws)?:\d+ - /.exec(closed?.text ?? '') ?? [];
  if (connection === undefined) return undefined;
  const error = own.findLast(({ level, text }) => level === 'error' && text.includes(connection));
  return error && { at: error.at, text: error.text.split(connection)[1]! };
}

/** Operations by which servers tell each other who they are and what they want. */
const telling = /^(INFO|CONNECT|[LRA]S?[+-])$/;
/** For how long they tell nothing once they have told all, in milliseconds, and how long that is waited for. */
const quiet = { for: 60, atMost: 1000 };

/** Waits until the servers have told each other what they want: until then a subject may seem unwanted. */
export async function interestTold({ wire }: Running): Promise<void> {
  const end = Date.now() + quiet.atMost;
  while (Date.now() < end) {
    const last = wire().findLast(({ op }) => telling.test(op))?.at ?? 0;
    const left = last + quiet.for - Date.now();
    if (left <= 0) return;
    await new Promise((resolve) => setTimeout(resolve, left));
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
    return type === 'up' || type === 'down' || type === 'ended';
  };
  const leafs = topology.links.filter(({ kind }) => kind === 'leaf');
  await running.until(
    () => allLinked(topology, running.server, running.link) || leafs.every(told),
    patience,
  );
}

/**
 * Waits until each cluster of JetStream has a leader of its metadata, as all of its servers know it. Where too few of
 * the members run there will be none.
 */
export async function metaLeadersTold({ topology, host, server }: Running): Promise<void> {
  const up = topology.servers.filter(({ name }) => server(name).type === 'running');
  const end = Date.now() + patience;
  const isTold = async (name: string): Promise<boolean> => {
    const { disabled, meta_cluster: meta } = await host.monitor(name, 'jsz');
    if (disabled || !meta || meta.leader) return true;
    const peers = [meta.peer, ...(meta.replicas ?? []).map(({ peer }) => peer)];
    return meta.quorum_needed !== undefined && peers.length < meta.quorum_needed;
  };
  for (;;) {
    const told = await Promise.all(up.map(({ name }) => isTold(name)));
    if (told.every(Boolean) || Date.now() > end) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
