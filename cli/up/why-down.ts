import type { Finding } from '../../src/doctor/finding.ts';
import { linkNotUp } from '../../src/doctor/live/rules/link-not-up.ts';
import type { LinkSpec } from '../../src/lab/topology/topology.ts';

/** Of what rules find in configurations, what keeps a link down: that of the link, or of a remote of the server that dials. */
export const whyDown = (findings: readonly Finding[], { name, from }: LinkSpec): Finding[] =>
  findings.filter(
    ({ rule, link, server }) =>
      linkNotUp.causes?.includes(rule) && (link === undefined ? server === from : link === name),
  );

/**
 * Says which links are not up yet, and of each what keeps it down, as far as configurations tell.
 * @param why of a link, a line for each cause
 * @param isOwn whether they are a person's own configurations, which `leafwise check` takes
 */
export function notUpText(
  links: readonly LinkSpec[],
  why: (link: LinkSpec) => readonly string[],
  isOwn: boolean,
): string {
  const causes = [...new Set(links.flatMap(why))];
  return [
    `Not up yet: ${links.map(({ name }) => name).join(', ')}. It is said here when one is; status says how all stand.`,
    ...causes.map((each) => `  ${each}`),
    ...(isOwn ? ['If one stays down, leafwise check tells why: give it what you gave here.'] : []),
  ].join('\n');
}
