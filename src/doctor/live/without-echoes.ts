import type { Finding } from '../finding.ts';
import { liveRules } from './rules/index.ts';

/** The end of what a live rule says: the server's own words. */
export const quoted = /\S+ says: .+$/;

/** Rules whose finding is not so where the servers run here: what these say of it is of no use elsewhere. */
const ofHereAlone = /-not-given$|^url-unusable$|^syntax-error$/;

/** What a server says where it was let in by nobody, and where no leaf connection was taken up at all. */
const ofLogin = /authori|authenti|credentials|nkey|jwt/i;
const ofPort = /\bdial\b|wrong port|refused|no such host/i;
const ofEnd = /Client Closed|connection (?:closed|reset)|\bEOF\b/i;

/** Rules whose finding shows by some words of servers alone; the others by any. */
const showsBy: Readonly<Record<string, (says: string) => boolean>> = {
  'login-refused': (says) => ofLogin.test(says),
  'wrong-port': (says) => !ofLogin.test(says) && (ofPort.test(says) || ofEnd.test(says)),
};

/**
 * All findings, but for those that servers only show what a rule has read in their configurations: the cause is told,
 * with the line, and what the server says of it behind. The cause of an error is an error: it has been seen to be one.
 */
export function withoutEchoes(written: readonly Finding[], seen: readonly Finding[]): Finding[] {
  const said = new Map<Finding, string>();
  const raised = new Set<Finding>();
  const rest = seen.filter((finding) => {
    const words = quoted.exec(finding.words)?.[0];
    const shows = ({ rule }: Finding) => words !== undefined && showsBy[rule]?.(words);
    const causes = written.filter((each) => isCause(each, finding) && !isDenied(each, words));
    const isWorse = ({ severity }: Finding) => finding.severity === 'error' && severity !== 'error';
    const likeliest = (among: Finding[]) =>
      among.find((each) => !isWorse(each)) ?? among.find((each) => isAt(each, finding));
    const cause = likeliest(causes.filter(shows)) ?? likeliest(causes);
    if (!cause) return true;
    if (isWorse(cause)) raised.add(cause);
    const isQuoted = words !== undefined && (cause.rule !== 'login-refused' || ofLogin.test(words));
    if (!ofHereAlone.test(cause.rule) && isQuoted && !said.has(cause)) said.set(cause, words);
    return false;
  });
  const told = written.map((finding): Finding => {
    const words = said.get(finding);
    return {
      ...finding,
      ...(words !== undefined && { words: `${finding.words} ${words}` }),
      ...(raised.has(finding) && { severity: 'error' }),
    };
  });
  return [...told, ...rest];
}

/** Whether words of a server show that it is not yet the login that keeps a link down: it has reached no leaf port. */
const isDenied = ({ rule }: Finding, says: string | undefined): boolean =>
  rule === 'login-refused' && says !== undefined && ofPort.test(says) && !ofLogin.test(says);

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

/** Whether both are of one link or one server, so that no other can be meant. */
const isAt = (cause: Finding, of: Finding): boolean =>
  (cause.link !== undefined && cause.link === of.link) ||
  (cause.server !== undefined && cause.server === of.server);

const names = ({ link = '', words }: Finding, server: string): boolean =>
  `-${link}-`.includes(`-${server}-`) || words.split(/[\s,.:()]+/).includes(server);
