import { examineByTurns } from '../doctor/examine.ts';
import type { Finding } from '../doctor/finding.ts';
import { unpacked } from '../lab/derive/deployed/unpacked.ts';
import { derive, type Derived } from '../lab/derive/derive.ts';
import type { GivenFile, Note } from '../lab/derive/given.ts';
import { anew, type Once } from '../lab/derive/made-once.ts';
import type { KnownHosts } from '../lab/derive/resolve.ts';
import { runnable, type Runnable } from '../lab/derive/runnable.ts';
import { standIn } from '../lab/derive/stand-ins.ts';
import { errorText } from '../lab/error-text.ts';
import type { BenchState } from './bench.ts';

/** The network of a bench, as its files describe it. */
export interface BenchNetwork {
  /** What it was read from. */
  of: BenchState;
  /** As its files say, with nothing in the place of what was not given: what acts on the map change. */
  plain: Derived;
  /** With stand-ins for what was not given. It is for running the network, and for nothing else. */
  derived: Derived;
  /** As it runs. Where its person has put servers is no part of it: see `placed`. */
  runnable: Runnable;
  /** What rules find in its configurations. */
  findings: Finding[];
  /** What is said of files, and of how the network here differs from the one that they describe. */
  notes: Note[];
}

/**
 * Reads the files of a bench. It starts nothing and reaches nothing.
 * @param once makes the keys of stand-ins: those that are remembered stay the same from one reading to the next
 * @param turn is waited for between parts of the work: for a page that is to hear keys meanwhile
 * @throws Error that says why they describe no network
 */
export async function networkOf(
  of: BenchState,
  once: Once = anew,
  turn = async () => {},
): Promise<BenchNetwork> {
  const { files, assigned } = of;
  const given: GivenFile[] = files.map((file) => ({ ...file, byHand: 'kept' }));
  const { files: read, aliases, notes: own } = unpacked(given);
  const hosts = { aliases, assigned: new Map(Object.entries(assigned)) };
  await turn();
  const plain = derivedOf(read, hosts, own);
  await turn();
  const notes = [...own];
  const whole = await standIn(plain, once).catch((error: unknown) => {
    notes.push({ path: '', severity: 'warning', words: `No stand-ins: ${errorText(error)}` });
    return plain;
  });
  const derived = { ...whole, notes: [...own, ...whole.notes] };
  await turn();
  const run = runnable(derived);
  await turn();
  return {
    of,
    plain,
    derived,
    runnable: run,
    findings: await examineByTurns(derived, turn),
    notes: [...notes, ...whole.notes, ...run.notes, ...run.leftOut],
  };
}

/** @throws Error that says what was left out, where that leaves no server */
function derivedOf(
  files: readonly GivenFile[],
  hosts: KnownHosts,
  [leftOut]: readonly Note[],
): Derived {
  try {
    return derive('bench', files, hosts);
  } catch (error) {
    if (!leftOut) throw error;
    throw new Error(`${leftOut.path}: ${leftOut.words}`, { cause: error });
  }
}
