import type { LinkTotals, ServerState } from '../../src/lab/network/host.ts';
import type { LinkSeen } from '../../src/lab/monitoring/links-seen.ts';
import type { OperatorSpec, ServerSpec, Topology } from '../../src/lab/topology/topology.ts';
import { contextOf, isPlain, type ClientWay } from './client-ways.ts';
import type { Machines } from './machines.ts';

/**
 * Lists the addresses for clients, each with commands of the `nats` CLI that work there, and that make a context.
 * @param ways of servers of a person's own configurations, the ways into their accounts
 */
export function clientHelp(
  { name: network, servers, operator }: Topology,
  machines: Pick<Machines, 'addressesOf' | 'fileOf' | 'joinAt'>,
  running: (server: string) => boolean,
  ways: ReadonlyMap<string, readonly ClientWay[]>,
): string {
  return servers
    .map(({ name, domain, login }) => {
      const { client, webSocket, monitoring, leaf } = machines.addressesOf(name);
      if (client === undefined || !running(name)) return `${name.padEnd(10)} does not run`;
      const linesOf = (flags: string, example: string, context: string) => [
        `nats --server ${client}${flags} ${example}`,
        `nats context add ${context} --server ${client}${flags}`,
      ];
      const own = ways.get(name);
      const lines = own
        ? own.flatMap((way, at) => [
            ...(isPlain(own) ? [] : [`account ${way.account}, ${way.words}:`]),
            ...linesOf(flagsOf(way, machines), way.example, contextOf(network, name, way, at)),
          ])
        : linesOf(
            loginFlags(name, login, operator, machines),
            domain ? `stream ls --js-domain ${domain}` : 'sub ">"',
            `${network}-${name}`,
          );
      const joinAt = machines.joinAt(name);
      return [
        `${name.padEnd(10)} ${client}   ${webSocket ?? ''}`.trimEnd(),
        ...lines,
        ...(own?.length === 0 ? ['its configuration tells of no user'] : []),
        ...(monitoring === undefined ? [] : [`monitoring: ${monitoring}/varz`]),
        ...(leaf === undefined
          ? []
          : [`a nats-server of this machine joins it as a leaf at ${leaf}`]),
        ...(joinAt === undefined ? [] : [`a page's own server joins it at ${joinAt}`]),
      ].join(`\n${' '.repeat(11)}`);
    })
    .join('\n');
}

const flagsOf = ({ flags, creds }: ClientWay, machines: Pick<Machines, 'fileOf'>): string =>
  creds ? ` --creds ${machines.fileOf(creds.server, creds.path)}` : flags;

/** The flags by which the `nats` CLI logs in; none where a server takes clients without. */
function loginFlags(
  server: string,
  login: ServerSpec['login'],
  operator: OperatorSpec | undefined,
  machines: Pick<Machines, 'fileOf'>,
): string {
  if (!login) return '';
  if ('user' in login) return ` --user ${login.user} --password ${login.pass}`;
  const user = 'signed' in login ? login.signed : undefined;
  const files = Object.entries(operator?.files[server] ?? {});
  const [path] = files.find(([, file]) => 'creds' in file && file.creds === user) ?? [];
  return path === undefined ? '' : ` --creds ${machines.fileOf(server, path)}`;
}

/** Says how a page of the site joins. */
export function pageHelp(address: string, origins: readonly string[]): string {
  return [
    'To use them in a lab of the site, choose "my servers" there and give it this address:',
    `  ${address}`,
    `It, and the WebSocket URLs, take pages of ${origins.join(', ')}; --origin names others.`,
  ].join('\n');
}

/** Says what a page can do with a network of a person's own configurations. */
export const noPageHelp = (origins: readonly string[]): string =>
  `The labs of the site join only a topology or a lab of the site, by its name. The WebSocket URLs take programs, and pages of ${origins.join(', ')}; --origin names others.`;

export function serverWords(state: ServerState): string {
  switch (state.type) {
    case 'running':
      return `running, nats-server ${state.version}`;
    case 'failed':
      return `failed: ${state.reason}`;
    default:
      return state.type;
  }
}

export function linkWords(state: LinkSeen): string {
  if (state.type === 'reserve') return 'in reserve';
  if (state.type === 'cut') return `cut (${state.how})`;
  if (state.type === 'down' || !state.weather) return state.type;
  const { delay, jitter, bandwidth } = state.weather;
  return [
    'up',
    ...(delay ? [`${delay} ms slower`] : []),
    ...(jitter ? [`give or take ${jitter} ms`] : []),
    ...(bandwidth ? [`${bandwidth} bytes/s at most`] : []),
  ].join(', ');
}

/** Says how many frames and bytes have crossed a link each way. */
export function totalsWords(
  { from, to }: { from: string; to: string },
  totals: { out: LinkTotals; in: LinkTotals },
): string {
  const way = (a: string, b: string, { bytes, frames }: LinkTotals) =>
    `${a} → ${b} ${frames} frames, ${bytes} bytes`;
  return `${way(from, to, totals.out)}; ${way(to, from, totals.in)}`;
}

/** Says what a word is that stands in the link of a bench for what was taken out of it. */
export const takenOutText = (word: string): string =>
  `Words such as ${word} stand for the passwords and keys that were taken out of the link. Equal ones have the same word, so who could log in still can, by that word.`;
