import type { Checked } from './report.ts';

/** What has been found out, as data. Its fields are part of what the command promises. */
export function findingsJson(
  { derived, findings, outcomes, servers, links }: Checked,
  shown: (file: string) => string,
): string {
  const place = <T extends { path: string }>(at: T): T => ({ ...at, path: shown(at.path) });
  const { topology, notes, standIns } = derived;
  return JSON.stringify(
    {
      servers: topology.servers.map(({ name, cluster, domain, accounts }) => ({
        name,
        cluster,
        domain,
        accounts,
        file: shown(derived.confs.get(name)!.path),
        state: servers.get(name)?.type,
      })),
      outside: (topology.outside ?? []).map(({ name }) => name),
      links: topology.links.map(({ name, kind, from, to, accounts }) => ({
        name,
        kind,
        from,
        to,
        accounts,
        state: links.get(name)?.type,
      })),
      findings: findings.map((finding) => ({
        ...finding,
        ...(finding.place && { place: place(finding.place) }),
      })),
      expectations: outcomes.map(({ place: at, says, passed, seen }) => ({
        place: at,
        says,
        passed,
        seen,
      })),
      notes: notes.filter(({ severity }) => !severity).map(place),
      standIns: standIns.map(({ server, path }) => ({ server, path })),
    },
    null,
    2,
  );
}
