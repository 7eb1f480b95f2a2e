import type { Dial } from '../lab/derive/server-conf.ts';
import { inNaturalOrder } from '../lab/natural-order.ts';
import { confValue, type ConfMap, type ConfValue } from './conf-value.ts';
import type { Part } from './part.ts';
import { freeNames } from './quote.ts';

/** A release of the chart: one server, or the members of a cluster that are configured alike. */
export interface Release {
  /** The name of all that the chart makes: `fullnameOverride`. */
  name: string;
  parts: Part[];
  /** The configuration of its servers; of several, what they have in common. */
  value: ConfMap;
}

/** Divides a network into releases of the chart. */
export function releasesOf(parts: readonly Part[]): Release[] {
  const free = freeNames();
  const valueOf = ({ conf }: Part) => confValue(conf.conf, conf.text);
  const done = new Set<Part>();
  return parts.flatMap((part): Release[] => {
    if (done.has(part)) return [];
    const { cluster } = part.conf;
    const members = parts.filter(
      (each) => cluster !== undefined && each.conf.cluster === cluster && areAlike(each, part),
    );
    const all = parts.filter(({ conf }) => cluster !== undefined && conf.cluster === cluster);
    const together = members.length > 1 && members.length === all.length ? members : [part];
    for (const each of together) done.add(each);
    const sorted = together.toSorted((a, b) => inNaturalOrder(a.conf.name, b.conf.name));
    const pods = podsOf(sorted);
    const name = free(pods ?? (together.length === 1 ? part.name : cluster!));
    return [{ name, parts: sorted, value: valueOf(sorted[0]!) }];
  });
}

/** The name of the set whose pods servers are called as, if they are. */
function podsOf(parts: readonly Part[]): string | undefined {
  const prefix = /^(.*)-0$/.exec(parts[0]!.conf.name)?.[1];
  return parts.every(({ conf }, i) => conf.name === `${prefix}-${i}`) ? prefix : undefined;
}

/** Whether servers differ in nothing but their names and in how they are reached. */
function areAlike(a: Part, b: Part): boolean {
  const [one, other] = [a, b].map(({ conf }) => {
    const value = confValue(conf.conf, conf.text);
    const own = new Map([...value].filter(([key]) => !/^server_name$/i.test(key)));
    const text = JSON.stringify(plain(own));
    return text
      .replaceAll(JSON.stringify(conf.name), '"@"')
      .replace(/"(cluster_)?advertise":"[^"]*"/g, '"advertise":"@"');
  });
  return one === other;
}

/** A value for JSON. */
export function plain(value: ConfValue): unknown {
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, each]) => [key, plain(each)]));
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' ? `<< ${value.raw} >>` : value;
}

/** The pod that a server becomes. */
export const podOf = ({ name, parts }: Release, server: string): string =>
  `${name}-${Math.max(
    0,
    parts.findIndex(({ conf }) => conf.name === server),
  )}`;

/** The name that a server has in its pod: alone it keeps its own. */
export const serverNameIn = (release: Release, server: string): string =>
  release.parts.length === 1 ? server : podOf(release, server);

/** The host by which a dial reaches its server there, or undefined where it is not among the releases. */
export function hostFor(dial: Dial, releases: readonly Release[]): string | undefined {
  const [to] = dial.to;
  const release = releases.find(({ parts }) => parts.some(({ conf }) => conf.name === to));
  if (!release || to === undefined) return undefined;
  const isAll = release.parts.every(({ conf }) => dial.to.includes(conf.name));
  const isWritten = dial.host.split('.')[0] === release.name && /\.svc(\.|$)/.test(dial.host);
  if (isAll && dial.kind !== 'route') return isWritten ? dial.host : release.name;
  return `${podOf(release, to)}.${release.name}-headless`;
}
