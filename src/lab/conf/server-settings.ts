import { readConf, settingsOf, type ConfText, type Scalar } from './conf-text.ts';
import { goUrl } from './go-url.ts';

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

const asRead = (config: string | ConfText): ConfText =>
  typeof config === 'string' ? readConf(config) : config;

/** The JetStream domain that a configuration sets. */
export const domainOf = (config: string | ConfText): string | undefined =>
  settingOf(asRead(config), 'jetstream', 'domain');

/** The cluster that a configuration puts its server in. */
export const clusterOf = (config: string | ConfText): string | undefined =>
  settingOf(asRead(config), 'cluster', 'name');

/** The port at which a configuration has its server listen for leaf nodes. */
export function leafPortOf(config: string): number | undefined {
  const conf = readConf(config);
  for (const [block, key] of ['leafnodes', 'leaf'].flatMap((each) => [
    [each, 'port'] as const,
    [each, 'listen'] as const,
  ])) {
    const port = Number(/(?<![-\d])\d+$/.exec(settingOf(conf, block, key) ?? '')?.[0] ?? 0);
    if (port > 0) return port;
  }
  return undefined;
}

/** The accounts that a configuration defines. */
export const accountsOf = (config: string | ConfText): string[] =>
  asRead(config)
    .keys.filter(({ path }) => path.length === 2 && path[0] === 'accounts')
    .map(({ name }) => name);

/** The servers that a configuration dials: as leaf node by its remotes, as member of a cluster by its routes, and its gateways. */
export const dialledBy = (conf: ConfText): Dialled[] =>
  dialUrls(conf).flatMap((each) => {
    const host = goUrl(each.url.text)?.host;
    return host ? [{ ...each, host }] : [];
  });

const urlSettings: [Dialled['kind'], RegExp][] = [
  ['leaf', /^leaf(nodes)?\nremotes\nurls?$/],
  ['route', /^cluster\nroutes$/],
  ['gateway', /^gateway\ngateways\nurls?$/],
];

/** The values where a configuration has URLs of other servers, whether they are any or not. */
export const dialUrls = ({ scalars }: ConfText): Omit<Dialled, 'host'>[] =>
  scalars.flatMap((url) => {
    const settings = settingsOf(url);
    const of = urlSettings.find(([, setting]) => settings.some((each) => setting.test(each)));
    return of ? [{ kind: of[0], url }] : [];
  });

/** The value of a setting. Of several the last one counts. */
const settingOf = ({ scalars }: ConfText, ...path: string[]): string | undefined =>
  scalars.findLast(
    ({ block, key }) =>
      block.path.length === path.length - 1 && [...block.path, key].join('\n') === path.join('\n'),
  )?.text;
