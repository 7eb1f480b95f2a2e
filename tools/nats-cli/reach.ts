import type { LocalRuntime } from '../../src/hosts/local/local-runtime.ts';
import type { OperatorSpec, ServerSpec, Topology } from '../../src/lab/topology/topology.ts';
import type { Reach } from './shell.ts';
import { mayHaveSystemUser, systemUser } from './system-user.ts';

/** How the CLI reaches a server of a topology, as the user whom the topology names for it. */
export function reachOf(
  { servers, operator }: Topology,
  runtime: LocalRuntime,
  server: string,
): Reach {
  const url = `nats://127.0.0.1:${runtime.portOf(server)}`;
  const { login } = servers.find(({ name }) => name === server) ?? {};
  if (!login) return { NATS_URL: url };
  if ('user' in login) return { NATS_URL: url, NATS_USER: login.user, NATS_PASSWORD: login.pass };
  const path = credsOf(server, login, operator);
  return { NATS_URL: url, NATS_CREDS: (path && runtime.fileOf(server, path)) ?? '' };
}

/** The path of the file with which the user of a server logs in, as configurations name it. */
function credsOf(
  server: string,
  login: Exclude<ServerSpec['login'], undefined>,
  operator: OperatorSpec | undefined,
): string | undefined {
  const user = 'signed' in login ? login.signed : undefined;
  const files = Object.entries(operator?.files[server] ?? {});
  return files.find(([, file]) => 'creds' in file && file.creds === user)?.[0];
}

/**
 * How the CLI reaches a server as a user of the system account. Where an operator signs all users, one of them is
 * needed whose credentials are on the machine of the server.
 */
export function systemReach(topology: Topology, runtime: LocalRuntime, server: string): Reach {
  const reach = reachOf(topology, runtime, server);
  const { operator } = topology;
  if (!operator) return mayHaveSystemUser(topology) ? { ...reach, ...systemUser } : reach;
  const { users } = operator.accounts[operator.system]!;
  const [path] = users.flatMap((user) => credsOf(server, { signed: user }, operator) ?? []);
  return path === undefined ? reach : { ...reach, NATS_CREDS: runtime.fileOf(server, path)! };
}

/** A line whose files on the machine of a server are named by their paths on this one. */
export function withPaths(
  line: string,
  { operator }: Topology,
  runtime: LocalRuntime,
  server: string,
): string {
  return Object.keys(operator?.files[server] ?? {}).reduce(
    (text, path) => text.replaceAll(path, runtime.fileOf(server, path) ?? path),
    line,
  );
}
