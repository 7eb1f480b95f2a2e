import type { BenchNetwork } from '../../bench/network.ts';
import { isItself } from '../../lab/derive/resolve.ts';
import { inNaturalOrder } from '../../lab/natural-order.ts';

/** What was done with a file, or with what one of its lines names. */
export interface FileNote {
  line?: number;
  words: string;
}

/** What was done with the files of a network, by file. What the doctor says too is left out. */
export function notesByFile({ derived, notes, findings }: BenchNetwork): [string, FileNote[]][] {
  const byFile = new Map<string, FileNote[]>();
  const add = (path: string, note: FileNote) => {
    const of = byFile.get(path) ?? [];
    byFile.set(path, of);
    if (!of.some(({ line, words }) => line === note.line && words === note.words)) of.push(note);
  };
  const told = new Set(findings.map(({ words }) => words));
  for (const { path, line, words } of notes)
    if (!told.has(words)) add(path, { ...(line !== undefined && { line }), words });
  for (const { server, path, use } of derived.standIns) {
    const conf = derived.confs.get(server);
    if (conf) add(conf.placeOf(0).path, { words: standInWords(server, path, use) });
  }
  return [...byFile].sort(([a], [b]) => inNaturalOrder(a, b));
}

const standInWords = (server: string, path: string, use: string): string =>
  use === 'variable'
    ? `${path} is set nowhere: ${server} has a value here that was made for it.`
    : `${path} was not given: ${server} has one here that was made for it.`;

/** A host that configurations dial, other than by the name of a server. */
export interface DialledHost {
  host: string;
  /** The servers that it means; none where it is none of those given. */
  to: readonly string[];
}

/** The hosts that a person may say more about: who they are is not plain from the names of servers. */
export function hostsOf({ derived: { confs, hosts } }: BenchNetwork): DialledHost[] {
  const found = new Map<string, DialledHost>();
  for (const { dials, gateways } of confs.values()) {
    for (const { host, to, own } of [...dials, ...gateways]) {
      const isPlain = confs.has(host) || isItself(host) || own === true;
      if (isPlain && !hosts.assigned.has(host)) continue;
      found.set(host, { host, to: to.filter((name) => confs.has(name)) });
    }
  }
  return [...found.values()];
}
