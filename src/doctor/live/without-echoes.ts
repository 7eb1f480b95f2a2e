import type { Finding } from '../finding.ts';
import { liveRules } from './rules/index.ts';

/** The end of what a live rule says: the server's own words. */
const quoted = /\S+ says: .+$/;

/**
 * All findings, but for those that servers only show what a rule has read in their configurations: the cause is told,
 * with the line, and what the server says of it behind.
 */
export function withoutEchoes(written: readonly Finding[], seen: readonly Finding[]): Finding[] {
  const said = new Map<Finding, string>();
  const rest = seen.filter((finding) => {
    const cause = written.find((each) => isCause(each, finding));
    const words = quoted.exec(finding.words)?.[0];
    // A server says of a file that was not given that it does not exist, which may be so here alone.
    const isOfHere = cause?.rule.endsWith('-not-given') ?? false;
    if (cause && !isOfHere && words !== undefined && !said.has(cause)) said.set(cause, words);
    return !cause;
  });
  const told = written.map((finding) => {
    const words = said.get(finding);
    return words === undefined ? finding : { ...finding, words: `${finding.words} ${words}` };
  });
  return [...told, ...rest];
}

function isCause(cause: Finding, of: Finding): boolean {
  const { causes = [] } = liveRules.find(({ id }) => id === of.rule) ?? {};
  if (!causes.includes(cause.rule)) return false;
  // A loop closes whichever of its links hears of it first.
  if (cause.rule === 'leaf-loop')
    return cause.server === of.server && /Loop detected/.test(of.words);
  if (cause.link !== undefined && of.link !== undefined) return cause.link === of.link;
  // The cause may be at the other end: what is seen names both.
  return cause.server !== undefined && (cause.server === of.server || names(of, cause.server));
}

const names = ({ link = '', words }: Finding, server: string): boolean =>
  `-${link}-`.includes(`-${server}-`) || words.split(/[\s,.:()]+/).includes(server);
