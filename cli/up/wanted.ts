import { existsSync } from 'node:fs';
import { takenOutIn } from '../../src/bench/taken-out.ts';
import { examine } from '../../src/doctor/examine.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import type { Note } from '../../src/lab/derive/given.ts';
import { hiderOf } from '../../src/lab/derive/hide-secrets.ts';
import { inOwnPlaces } from '../../src/lab/derive/own-places.ts';
import { runnable } from '../../src/lab/derive/runnable.ts';
import { onOneLine } from '../../src/lab/text-lines.ts';
import type { LinkSpec, Topology } from '../../src/lab/topology/topology.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import { allShipped, shippedAs, shippedNamed } from './shipped.ts';
import { wrong } from '../lib/command.ts';
import { clientWaysOf, type ClientWay } from './client-ways.ts';
import { notesText } from '../lib/notes-text.ts';
import { deriveFiles, type Wishes } from '../lib/derive-files.ts';
import { isLink } from '../lib/read-link.ts';
import { whyDown } from './why-down.ts';

/** The origins at which `npm start` serves the site. */
const usualOrigins = ['http://localhost:3000', 'http://127.0.0.1:3000'];

/** The network that `leafwise up` is to run. */
export interface Wanted {
  topology: Topology;
  /** Whether a page of the site is about it, which then may join. */
  shipped: boolean;
  /** By server, the texts of files by the paths that its configuration names. */
  files: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By server, the ways into its accounts, of networks that a person has given. */
  ways: ReadonlyMap<string, readonly ClientWay[]>;
  /** How the files that a person has given were taken, and what was left out, in words. */
  notes: string[];
  /** What is asked for that servers in this process do not have, in words. */
  leftOut: string[];
  /** What was made for this run, in words. */
  standIns: string[];
  /** The commands of a bench whose link was named. They are told, and never run by themselves. */
  commands: readonly { server: string; line: string }[];
  /** The links that a bench has cut, as far as its network has them. */
  cut: readonly string[];
  /** What a server says of its configuration, with the places of the files that a person has given. */
  inOwnPlaces: (server: string, words: string) => string;
  /** Says what keeps a link down, as far as configurations tell: a line for each cause. */
  whyDown: (link: LinkSpec) => string[];
  /** A word in the link of a bench that stands for a password or a key, if some were taken out of it. */
  takenOut: string | undefined;
  /** Hides the secrets of the configurations in words of servers. */
  hide: (words: string) => string;
}

/**
 * Answers the network that a person means: a topology or a lab by its name, else that of configurations.
 * @throws Problem that says what there is
 */
export async function wantedOf(named: readonly string[], wishes: Wishes): Promise<Wanted> {
  const [name, ...others] = named;
  if (name === undefined)
    throw new Problem(`Name a topology, a lab, or configurations.\n${allShipped()}`, wrong);
  const shipped = shippedAs(name);
  if (shipped && others.length > 0)
    throw new Problem(`One topology at a time, not ${named.join(' and ')}.`, wrong);
  const ignored = wishes.assign ? '--assign' : wishes['stand-ins'] ? '--stand-ins' : undefined;
  if (shipped && ignored !== undefined)
    throw new Problem(
      `${name} is of this site and lacks nothing: ${ignored} is for configurations of yours.`,
      wrong,
    );
  if (shipped)
    return {
      topology: shipped,
      shipped: true,
      files: new Map(),
      ways: new Map(),
      notes: [],
      leftOut: [],
      standIns: [],
      commands: [],
      cut: [],
      inOwnPlaces: (_, words) => words,
      whyDown: () => [],
      takenOut: undefined,
      hide: (words) => words,
    };
  // A word alone is the name of one that there is not, rather than a file's.
  if (!existsSync(name) && !isLink(name) && !/[\\/.]/.test(name)) shippedNamed(name);
  const { derived, shown, bench } = await deriveFiles(named, wishes);
  const { topology, files, notes, leftOut } = runnable(derived);
  const noted = (some: readonly Note[]) => notesText({ ...derived, notes: [...some] }, shown);
  let found: Finding[] | undefined;
  const findings = () => (found ??= examine(derived));
  return {
    topology,
    shipped: false,
    files,
    ways: new Map(
      [...derived.confs.values()].map((conf) => [conf.name, clientWaysOf(conf, derived, shown)]),
    ),
    notes: noted([...derived.notes, ...notes]),
    leftOut: noted(leftOut),
    standIns: derived.standIns.map(({ server, path }) => `${path} of ${server}`),
    commands: bench?.commands ?? [],
    cut: (bench?.cut ?? []).filter((cut) => topology.links.some(({ name }) => name === cut)),
    inOwnPlaces: (server, words) => inOwnPlaces(derived.confs.get(server)!, words),
    whyDown: (link) => whyDown(findings(), link).map((finding) => findingLine(finding, shown)),
    takenOut: bench && takenOutIn(bench)[0]?.word,
    hide: hiderOf(derived),
  };
}

function findingLine({ place, words, remedy }: Finding, shown: (file: string) => string): string {
  const at = place ? `${shown(place.path)}:${place.line} ` : '';
  return onOneLine(`${at}${words} ${remedy}`);
}

/**
 * The origins of pages that may join.
 * @throws Problem on what is none
 */
export const originsOf = (texts: readonly string[] | undefined): string[] =>
  texts?.map(originOf) ?? usualOrigins;

function originOf(text: string): string {
  const { origin } = URL.canParse(text) ? new URL(text) : { origin: 'null' };
  if (origin !== 'null') return origin;
  throw new Problem(`${text} is no origin of a page. One is such as https://example.org.`, wrong);
}
