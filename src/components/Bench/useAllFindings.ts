import { useMemo, useSyncExternalStore } from 'react';
import type { Finding } from '../../doctor/finding.ts';
import type { LabSnapshot } from '../../lab/session/session.ts';
import { Store } from '../../lab/session/store.ts';
import { refusalFindings, withRefusals } from './all-findings.ts';
import { useBench, useDraft, useFindings, useRead, useRefused } from './desk-context.ts';

const noLab = new Store<LabSnapshot | undefined>(undefined);
const none: readonly Finding[] = [];

/** All findings, the worst first: those of the doctor, unless the files describe no network now, and what servers have refused. */
export function useAllFindings(): readonly Finding[] {
  const { failure } = useRead();
  const doctor = useFindings();
  const refused = useRefused();
  const bench = useBench();
  const { files } = useDraft().state;
  const snapshot: Pick<Store<LabSnapshot | undefined>, 'subscribe' | 'get'> = bench?.lab.session
    .snapshot ?? noLab;
  const servers = useSyncExternalStore(snapshot.subscribe, snapshot.get, snapshot.get)?.servers;
  const found = failure === undefined ? doctor : none;
  return useMemo(() => {
    const failed = Object.entries(servers ?? {}).flatMap(([server, state]) =>
      state.type === 'failed' && bench
        ? [{ server, words: state.reason, network: bench.network }]
        : [],
    );
    const textOf = (path: string) => files.find((file) => file.path === path)?.text;
    const refusals = [...refused, ...failed].flatMap((each) => refusalFindings(each, textOf));
    return withRefusals(found, refusals);
  }, [bench, files, found, refused, servers]);
}
