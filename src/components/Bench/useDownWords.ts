import { useMemo, useSyncExternalStore } from 'react';
import { leafsOf } from '../../lab/monitoring/leafz.ts';
import { notLinked } from '../../lab/network/linked.ts';
import type { Monitor } from '../../lab/network/monitor-pages.ts';
import { Polled } from '../../lab/session/polled.ts';
import type { LabSession } from '../../lab/session/session.ts';
import type { LinkSpec } from '../../lab/topology/topology.ts';
import { useLab } from '../Lab/context.ts';
import { downWords } from './down-words.ts';

/** Says which links of a network that runs are not connected, though nobody has cut them; undefined if all are. */
export function useDownWords(): string | undefined {
  const { session } = useLab();
  const polled = useMemo(
    () =>
      new Polled<string | undefined>(undefined, 500, async () => downWords(await downIn(session))),
    [session],
  );
  return useSyncExternalStore(polled.subscribe, polled.get, () => undefined);
}

async function downIn({ snapshot, topology, polling }: LabSession): Promise<string[]> {
  const { state, servers, links } = snapshot.get();
  if (state.type !== 'running') return [];
  const linked = new Set<string>();
  const down = () =>
    notLinked(
      topology,
      (name) => servers[name],
      (name) => (linked.has(name) ? { type: 'up' } : links[name]),
    ).filter(({ name }) => links[name]?.type === 'down');
  // A wire that cannot be read does not tell that it is up. The server that dials does.
  await Promise.all(
    down().map(async (link) => {
      if (await isLinked(polling, link)) linked.add(link.name);
    }),
  );
  return down().map(({ name }) => name);
}

async function isLinked(polling: Monitor, { kind, from, to }: LinkSpec): Promise<boolean> {
  // Gateways are drawn, and not asked about.
  if (kind === 'gateway') return true;
  if (kind === 'leaf') return (await leafsOf(polling, from, to)).length > 0;
  const { routes } = await polling.monitor(from, 'routez');
  return (routes ?? []).some(({ remote_name }) => remote_name === to);
}
