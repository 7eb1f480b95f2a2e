import { readConf } from '../conf/conf-text.ts';
import { dialledBy } from '../conf/server-settings.ts';
import type { LinkState } from '../network/host.ts';
import { linkPatience } from '../network/linked.ts';
import type { Topology } from '../topology/topology.ts';
import { dialErrorIn } from './dial-errors.ts';
import type { LabSession } from './session.ts';

/**
 * The remotes of a server that have no leaf connection, each by the hosts that its URLs name. One is enough for a remote,
 * and any member of the cluster of that one does as well.
 */
export function unreached(
  { servers }: Pick<Topology, 'servers'>,
  server: string,
  config: string,
  links: Readonly<Record<string, LinkState>>,
): string[][] {
  const remotes = new Map<object, Set<string>>();
  for (const { kind, host, url } of dialledBy(readConf(config))) {
    if (kind !== 'leaf') continue;
    remotes.set(url.block, (remotes.get(url.block) ?? new Set()).add(host));
  }
  const membersOf = (host: string): string[] => {
    const cluster = servers.find(({ name }) => name === host)?.cluster;
    if (cluster === undefined) return [host];
    return servers.filter((each) => each.cluster === cluster).map(({ name }) => name);
  };
  const isUp = (host: string) =>
    membersOf(host).some((name) => links[`${server}-${name}`]?.type === 'up');
  return [...remotes.values()].map((hosts) => [...hosts]).filter((hosts) => !hosts.some(isUp));
}

/** The settings of the remotes of a configuration, to compare them. */
export const remotesIn = (config: string): string =>
  readConf(config)
    .scalars.filter(({ block }) => /^leaf(?:nodes)?\nremotes/.test(block.path.join('\n')))
    .map(({ key, text }) => `${key} ${text}`)
    .join('\n');

/**
 * Waits until a server has told how its remotes fare with a configuration that it has begun to run, but not for long.
 * @param since when it was given that, in milliseconds since the Unix epoch
 * @param redials whether it dials all of them again for it
 */
export async function remotesTold(
  { log, snapshot, topology }: LabSession,
  server: string,
  { since, redials }: { since: number; redials: boolean },
): Promise<void> {
  const isTold = () => {
    const { configs, links } = snapshot.get();
    const config = configs[server]!;
    const error = dialErrorIn(log.get(), server, config);
    if (error && error.at >= since) return true;
    if (unreached(topology, server, config, links).length > 0) return false;
    // Until the server has dialled, a link may still be that of the earlier configuration.
    return (
      !redials ||
      remotesIn(config) === '' ||
      log
        .get()
        .some(
          (line) =>
            line.server === server &&
            line.at >= since &&
            line.text.includes('Leafnode connection created'),
        )
    );
  };
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), linkPatience);
  await Promise.race([log.until(isTold, late.signal), snapshot.until(isTold, late.signal)]).catch(
    () => {},
  );
  late.abort();
  clearTimeout(timer);
}
