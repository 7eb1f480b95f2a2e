import { derive, type Derived } from '../../src/lab/derive/derive.ts';
import { unpacked } from '../../src/lab/derive/deployed/unpacked.ts';
import { standIn } from '../../src/lab/derive/stand-ins.ts';
import { errorText } from '../../src/lab/error-text.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import { wrong } from './command.ts';
import { readFiles } from './read-files.ts';

/** The network of files that a person has named. */
export interface DerivedFiles {
  derived: Derived;
  /** A path as the person would write it. */
  shown: (file: string) => string;
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
  const { files, shown } = await readFiles(named);
  const assigned = new Map(assign.map(pairOf));
  try {
    const { files: all, aliases, notes } = unpacked(files);
    const derived = derive('yours', all, { aliases, assigned });
    checkAssigned(derived, assigned);
    const network = { ...derived, notes: [...notes, ...derived.notes] };
    return { derived: wanted ? await standIn(network) : network, shown };
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(errorText(error), wrong);
  }
}

function pairOf(text: string): [string, string] {
  const [, host, server] = /^([^=]+)=([^=]+)$/.exec(text) ?? [];
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
    if (!servers.includes(server))
      throw new Problem(
        `--assign ${host}=${server}: there is no server ${server}. There are: ${servers.join(', ')}.`,
        wrong,
      );
    if (!hosts.has(host))
      throw new Problem(
        `--assign ${host}=${server}: no configuration dials ${host}. They dial: ${[...hosts].join(', ') || 'none'}.`,
        wrong,
      );
  }
}
