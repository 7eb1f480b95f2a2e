import type { LocalRuntime } from '../../src/hosts/local/local-runtime.ts';
import type { Topology } from '../../src/lab/topology/topology.ts';
import type { Reach } from './shell.ts';
import { readConf } from '../../src/lab/conf/conf-text.ts';

/** The login of the system user, for the CLI. */
export const systemUser: Reach = { NATS_USER: 'rig', NATS_PASSWORD: 'rig' };

const user = '{ user: rig, password: rig }';

/**
 * Whether the servers of a topology may get a system user. Not where a leaf has a login for servers that ask for none:
 * they would ask for one then.
 */
export function mayHaveSystemUser({ servers }: Topology): boolean {
  const some = (pattern: RegExp) => servers.some(({ config }) => pattern.test(config));
  return !some(/:\/\/\w+:\w+@/) || some(/\busers\b|\bauthorization\b/);
}

/** Gives all servers of a runtime a system user, so that `nats server …` of the CLI is answered. */
export function addSystemUser(runtime: LocalRuntime): void {
  const start = runtime.start.bind(runtime);
  const reload = runtime.reload.bind(runtime);
  runtime.start = (server, config, resolve) => start(server, withSystemUser(config), resolve);
  runtime.reload = (server, config) => reload(server, withSystemUser(config));
}

/**
 * Adds a system user to a configuration, on lines that are there. Clients without a login stay as they are: users of the
 * system account alone ask no login of others. A configuration with an operator has no such users.
 */
export function withSystemUser(config: string): string {
  const { blocks, scalars, keys } = readConf(config);
  const named = scalars.find(({ key, block }) => key === 'system_account' && !block.path.length);
  if (keys.some(({ path }) => /^(operator|resolver)$/.test(path.join('.')))) return config;
  const account = named?.text ?? '$SYS';
  const at = (...path: string[]) => path.join(' ').toLowerCase();
  const accounts = blocks.find(({ path }) => at(...path) === 'accounts');
  const own = blocks.find(({ path }) => at(...path) === at('accounts', account));
  const users = keys.find(({ path }) => at(...path) === at('accounts', account, 'users'));
  if (users) {
    const start = config.indexOf('[', users.end) + 1;
    const isEmpty = /^\s*\]/.test(config.slice(start));
    return put(config, start, isEmpty ? user : `${user}, `);
  }
  if (own) return put(config, own.start, ` users: [ ${user} ], `);
  if (accounts) return put(config, accounts.start, ` ${account} { users: [ ${user} ] }, `);
  return `${config}\naccounts { ${account} { users: [ ${user} ] } }\n`;
}

const put = (text: string, at: number, more: string): string =>
  text.slice(0, at) + more + text.slice(at);
