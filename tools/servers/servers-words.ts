import type { LinkState, LinkTotals, ServerState } from '../../src/lab/network/host.ts';
import type { OperatorSpec, ServerSpec, Topology } from '../../src/lab/topology/topology.ts';
import type { LocalRuntime } from '../../src/hosts/local/local-runtime.ts';

/** The port at which the topologies listen for leaf nodes. */
const leafPort = 7422;

/** Lists the addresses for clients, each with a command of the `nats` CLI that works there. */
export function clientHelp({ servers, operator }: Topology, runtime: LocalRuntime): string {
  return servers
    .map(({ name, domain, login }) => {
      const port = runtime.portOf(name);
      if (port === undefined) return `${name.padEnd(10)} does not run`;
      const url = `nats://127.0.0.1:${port}`;
      const user = loginFlags(name, login, operator, runtime);
      const example = domain ? `stream ls --js-domain ${domain}` : 'sub ">"';
      return [
        `${name.padEnd(10)} ${url}   ${runtime.websocketOf(name) ?? ''}`,
        `${''.padEnd(10)} nats --server ${url}${user} ${example}`,
        ...leafHelp(name, runtime),
      ].join('\n');
    })
    .join('\n');
}

/** The flags by which the `nats` CLI logs in; none where a server takes clients without. */
function loginFlags(
  server: string,
  login: ServerSpec['login'],
  operator: OperatorSpec | undefined,
  runtime: LocalRuntime,
): string {
  if (!login) return '';
  if ('user' in login) return ` --user ${login.user} --password ${login.pass}`;
  const user = 'signed' in login ? login.signed : undefined;
  const files = Object.entries(operator?.files[server] ?? {});
  const [path] = files.find(([, file]) => 'creds' in file && file.creds === user) ?? [];
  return path === undefined ? '' : ` --creds ${runtime.fileOf(server, path)}`;
}

/**
 * Names the address at which leaf nodes of a page join a server, if it listens for leaf nodes: its
 * WebSocket listener.
 */
function leafHelp(name: string, runtime: LocalRuntime): string[] {
  const url = runtime.websocketOf(name);
  if (!url || runtime.portOf(name, leafPort) === undefined) return [];
  return [`${''.padEnd(10)} a page's own server joins it at ${url}/leafnode`];
}

export function pageHelp(address: string, origins: string[]): string {
  return [
    'To use them in a lab of the site, choose "my servers" there and give it this address:',
    `  ${address}`,
    `It, and the WebSocket URLs, take pages of ${origins.join(', ')}; --origin names others.`,
  ].join('\n');
}

/**
 * A text for a terminal, which acts on control characters: one may write to the clipboard. Servers, and pages that
 * have joined, say what they like. Lines stay lines.
 */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) =>
    char === '\n' ? char : `\\u{${char.codePointAt(0)!.toString(16)}}`,
  );

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

export function linkWords(state: LinkState): string {
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
