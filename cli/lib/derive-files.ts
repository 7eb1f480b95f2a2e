import type { BenchState } from '../../src/bench/bench.ts';
import { derive, type Derived } from '../../src/lab/derive/derive.ts';
import { unpacked } from '../../src/lab/derive/deployed/unpacked.ts';
import type { GivenFile } from '../../src/lab/derive/given.ts';
import { hiderOfFiles } from '../../src/lab/derive/hide-secrets.ts';
import { namedFiles } from '../../src/lab/derive/named-files.ts';
import { standIn } from '../../src/lab/derive/stand-ins.ts';
import { errorText } from '../../src/lab/error-text.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import { wrong } from './command.ts';
import { readFiles, type FilesOfPerson } from './read-files.ts';
import { readLink } from './read-link.ts';

/** The network of files that a person has named. */
export interface DerivedFiles {
  derived: Derived;
  /** A path as the person would write it. */
  shown: (file: string) => string;
  /** The bench whose link the person has named, if it is one. */
  bench: BenchState | undefined;
}

/** How a person has it made. */
export interface Wishes {
  assign?: string[] | undefined;
  'stand-ins'?: boolean | undefined;
}

/**
 * Reads files and makes a network of them.
 * @throws Problem that says what of them could not be taken
 */
export async function deriveFiles(
  named: readonly string[],
  { assign = [], 'stand-ins': wanted }: Wishes,
): Promise<DerivedFiles> {
  const bench = await readLink(named);
  const read = bench ? filesOf(bench) : await readFiles(named);
  const byHand = new Map(assign.map(pairOf));
  for (const [host, server] of assign.map(pairOf))
    if (byHand.get(host) !== server)
      throw new Problem(
        `--assign says that ${host} is ${server}, and that it is ${byHand.get(host)}: it is one server.`,
        wrong,
      );
  const assigned = new Map([...Object.entries(bench?.assigned ?? {}), ...byHand]);
  const { files, aliases, notes: own } = unpacked(read.files);
  const notes = [...read.notes, ...own];
  try {
    const deriveAll = (all: GivenFile[]) => derive('yours', all, { aliases, assigned });
    const first = deriveAll(files);
    const more = await namedBy(first, read);
    const derived = more.length > 0 ? deriveAll([...files, ...more]) : first;
    checkAssigned(derived, byHand);
    const network = wanted ? await standIn(derived) : derived;
    const all = { ...network, notes: [...notes, ...network.notes] };
    return { derived: all, shown: read.shown, bench };
  } catch (error) {
    if (error instanceof Problem) throw error;
    const leftOut = notes.find(({ severity }) => severity === 'error') ?? notes[0];
    const words = leftOut ? `${read.shown(leftOut.path)}: ${leftOut.words}` : errorText(error);
    throw new Problem(hiderOfFiles(files)(words), wrong);
  }
}

/** The files of a bench. It has no others, and lies in no folder. */
const filesOf = ({ files }: BenchState) => ({
  files: files.map((file): GivenFile => ({ ...file, byHand: 'kept' })),
  notes: [],
  shown: (file: string) => file,
  named: () => Promise.resolve([]),
});

/** The files that configurations name and that lie beside them. */
async function namedBy(
  { confs, files }: Derived,
  { named }: Pick<FilesOfPerson, 'named'>,
): Promise<GivenFile[]> {
  const found = new Map<string, GivenFile>();
  for (const conf of confs.values()) {
    const missing = namedFiles(conf, files).filter(({ given }) => !given);
    const names = missing.map(({ path }) => path);
    for (const file of await named(conf.path, names)) found.set(file.path, file);
  }
  return [...found.values()];
}

function pairOf(text: string): [string, string] {
  const [, host, server] = /^([^=]+)=([^=]*)$/.exec(text) ?? [];
  if (host !== undefined && server !== undefined) return [host, server];
  throw new Problem(
    `--assign ${text} is not of the form HOST=SERVER, such as nats.example.com=hub.`,
    wrong,
  );
}

/** @throws Problem if a host or a server is none of this network */
function checkAssigned({ topology, confs }: Derived, assigned: ReadonlyMap<string, string>): void {
  const hosts = new Set([...confs.values()].flatMap(({ dials }) => dials.map(({ host }) => host)));
  const servers = topology.servers.map(({ name }) => name);
  for (const [host, server] of assigned) {
    if (server !== '' && !servers.includes(server))
      throw new Problem(
        `--assign ${host}=${server}: there is no server ${server}. There are: ${servers.join(', ')}. Write ${host}= if it is none of them.`,
        wrong,
      );
    if (!hosts.has(host))
      throw new Problem(
        `--assign ${host}=${server}: no configuration dials ${host}. They dial: ${[...hosts].join(', ') || 'none'}.`,
        wrong,
      );
  }
}
