import { readConf, type ConfText, type Scalar } from './conf-text.ts';

/** Another server that a configuration dials, and what for. */
export interface Dialled {
  kind: 'leaf' | 'route' | 'gateway';
  host: string;
  /** The URL that names it. */
  url: Scalar;
}

/** The name that a configuration gives its server. */
export const serverNameOf = (config: string): string | undefined =>
  settingOf(readConf(config), 'server_name');

/** The prefix of inboxes that belong to the clients of one server, by its name. */
export const ownInbox = (serverName: string): string => `seat.${serverName}.inbox`;

/** The JetStream domain that a configuration sets. */
export const domainOf = (config: string): string | undefined =>
  settingOf(readConf(config), 'jetstream', 'domain');

/** The cluster that a configuration puts its server in. */
export const clusterOf = (config: string): string | undefined =>
  settingOf(readConf(config), 'cluster', 'name');

/** The accounts that a configuration defines. */
export const accountsOf = (config: string): string[] =>
  readConf(config)
    .keys.filter(({ path }) => path.length === 2 && path[0] === 'accounts')
    .map(({ name }) => name);

/** The servers that a configuration dials: as leaf node by its remotes, as member of a cluster by its routes, and its gateways. */
export function dialledBy(conf: ConfText): Dialled[] {
  return conf.scalars.flatMap((url) => {
    const setting = [...url.block.path, url.key].join('.');
    const host = /^[\w-]+:\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/?#]+)/.exec(url.text)?.[1];
    if (!host) return [];
    if (/^leaf(nodes)?\.remotes\.urls?$/.test(setting)) return { kind: 'leaf', host, url };
    if (/^gateway\.gateways\.urls?$/.test(setting)) return { kind: 'gateway', host, url };
    return setting === 'cluster.routes' ? { kind: 'route', host, url } : [];
  });
}

/** The value of a setting. Of several the last one counts. */
const settingOf = ({ scalars }: ConfText, ...path: string[]): string | undefined =>
  scalars.findLast(({ block, key }) => [...block.path, key].join('\n') === path.join('\n'))?.text;
