import type { Topology } from '../../src/lab/topology/topology.ts';

/** The login of the system user, for the CLI. */
export const systemUser = { NATS_USER: 'rig', NATS_PASSWORD: 'rig' };

const account = '$SYS { users: [ { user: rig, password: rig } ] }';

/** A topology whose servers have a system user, so that `nats server …` of the CLI is answered. */
export const withSystemUser = (topology: Topology): Topology => ({
  ...topology,
  servers: topology.servers.map((server) => ({ ...server, config: added(server.config) })),
});

/** Clients without a login stay as they are: users of the system account alone ask no login of others. */
function added(config: string): string {
  if (/^\s*(system_account|operator|resolver)\b/m.test(config)) return config;
  const accounts = /^accounts\s*[:=]?\s*\{/m;
  return accounts.test(config)
    ? config.replace(accounts, (opening) => `${opening}\n  ${account}`)
    : `${config}\naccounts { ${account} }\n`;
}
