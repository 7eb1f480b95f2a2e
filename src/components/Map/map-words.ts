import { asDrawn, type ServerSpec, type Topology } from '../../lab/topology/topology.ts';
import { isAlone } from '../../lab/topology/dialling.ts';
import type { ClientOnMap, CopyOnMap, LinkOnMap, ServerOnMap } from './types.ts';

const roleWords: Record<ServerSpec['role'], string> = {
  hub: 'hub server',
  leaf: 'leaf node',
};

/** The role of a server, as its configuration has it now. */
export const roleWordsOf = (server: ServerSpec): string =>
  isAlone(server) ? 'on its own' : roleWords[server.role];

/** The accounts that a server's configuration defines. */
export const accountWords = (accounts: readonly string[]): string =>
  `${accounts.length === 1 ? 'account' : 'accounts'} ${accounts.join(', ')}`;

/**
 * Answers a server's one line of state; on the still map, whether its configuration has JetStream. The
 * detail is left out if it does not fit into `room` characters, and if the server has failed.
 */
export function stateWords(server: ServerSpec, live?: ServerOnMap, room = Infinity): string {
  if (server.elsewhere) return 'elsewhere';
  if (!live) {
    const words = server.domain === undefined ? 'no JetStream' : 'JetStream on';
    return words.length <= room ? words : 'JetStream';
  }
  const word = live.state === 'starting' ? 'starting…' : live.state;
  if (live.state === 'running' && live.leads) {
    return ['running, meta leader', 'meta leader'].find(({ length }) => length <= room) ?? word;
  }
  const line = `${word} · ${live.detail}`;
  return live.detail && line.length <= room && live.state !== 'failed' ? line : word;
}

/** A client, with what it wants. */
export const clientWords = ({ name, wants }: ClientOnMap): string =>
  wants.length === 0 ? name : `${name} (wants ${wants.join(', ')})`;

const count = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`;

function serverSentence(server: ServerSpec, live?: ServerOnMap): string {
  if (server.elsewhere) return `${server.name}, a hub elsewhere.`;
  const domain = server.domain === undefined ? '' : ` in JetStream domain ${server.domain}`;
  const parts = [`${server.name}, ${roleWordsOf(server)}${domain}`];
  if (server.accounts) parts.push(accountWords(server.accounts));
  if (live) parts.push(live.detail ? `${live.state}, ${live.detail}` : live.state);
  if (live?.leads) parts.push('meta leader');
  for (const { name, messages, mirrorOf, leads } of live?.streams ?? []) {
    const origin = mirrorOf === undefined ? '' : `, mirror of ${mirrorOf}`;
    const leader = leads ? ', leader' : '';
    parts.push(`stream ${name}${origin}, ${count(messages, 'message')}${leader}`);
  }
  if (live?.clients?.length) parts.push(`clients ${live.clients.map(clientWords).join(', ')}`);
  return `${parts.join('; ')}.`;
}

/** The map in sentences, for those who do not see it. */
export function describe(
  { servers, outside = [], links }: Topology,
  liveServers?: Record<string, ServerOnMap>,
  liveLinks?: Record<string, LinkOnMap>,
  copies: readonly CopyOnMap[] = [],
): string {
  const all = [...servers, ...outside.map(asDrawn)];
  const stations = all.map((server) => serverSentence(server, liveServers?.[server.name]));
  const roads = links.map(({ name, from, to }) => {
    const state = liveLinks?.[name];
    return `${from} dials ${to}${state?.words ? `: ${state.words}` : ''}.`;
  });
  const waiting = copies.flatMap(({ from, to, waits }) =>
    waits
      ? `${to.stream} of ${to.server} copies ${from.stream} of ${from.server}: ${waits.words}.`
      : [],
  );
  return [...stations, ...roads, ...waiting].join(' ');
}
