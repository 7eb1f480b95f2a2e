import { grouped } from '../lab/conf/in-order.ts';
import type { Finding } from './finding.ts';
import { quoted } from './live/without-echoes.ts';
import { listed } from './words.ts';

/**
 * Tells of each line once what a rule finds in it for several servers, such as the members of a cluster that one URL
 * leads to: the first finding names the other servers.
 * @param servers the names of all servers
 */
export function perLine(findings: readonly Finding[], servers: readonly string[]): Finding[] {
  const known = new Set(servers);
  const like = grouped(findings, (finding) => likeness(finding, known));
  return [...like.values()].flatMap((all) => {
    const [first, ...more] = all;
    const told = new Set(namesIn(first!, known));
    const others = new Set(more.flatMap((each) => namesIn(each, known)));
    const names = [...others].filter((name) => !told.has(name));
    if (names.length === 0) return all;
    const says = quoted.exec(first!.words)?.[0];
    const words = withoutQuote(first!);
    const same = `It is the same with ${listed(names)}.`;
    return { ...first!, words: [words, same, ...(says === undefined ? [] : [says])].join(' ') };
  });
}

const withoutQuote = ({ words }: Finding): string => words.replace(quoted, '').trimEnd();

/** The words of a text, as names of servers are. */
const word = /[\w-]+/g;

const namesIn = (finding: Finding, known: ReadonlySet<string>): string[] =>
  (`${withoutQuote(finding)} ${finding.remedy}`.match(word) ?? []).filter((each) =>
    known.has(each),
  );

/** What findings have in common that differ in the names of servers alone. */
function likeness(finding: Finding, known: ReadonlySet<string>): unknown {
  const { rule, severity, place, page, remedy } = finding;
  if (!place) return finding;
  const nameless = (text: string) => text.replace(word, (each) => (known.has(each) ? '\0' : each));
  return JSON.stringify([
    rule,
    severity,
    place,
    page,
    nameless(withoutQuote(finding)),
    nameless(remedy),
  ]);
}
