import { examineByTurns } from '../doctor/examine.ts';
import type { Finding } from '../doctor/finding.ts';
import { unpacked } from '../lab/derive/deployed/unpacked.ts';
import { derive, type Derived } from '../lab/derive/derive.ts';
import type { GivenFile, Note } from '../lab/derive/given.ts';
import { anew, type Once } from '../lab/derive/made-once.ts';
import { runnable, type Runnable } from '../lab/derive/runnable.ts';
import { standIn } from '../lab/derive/stand-ins.ts';
import { errorText } from '../lab/error-text.ts';
import type { Topology } from '../lab/topology/topology.ts';
import type { BenchState } from './bench.ts';

/** The network of a bench, as its files describe it. */
export interface BenchNetwork {
  /** What it was read from. */
  of: BenchState;
  /** With stand-ins for what was not given. It is for running the network, and for nothing else. */
  derived: Derived;
  /** As it runs, with its servers where the person has put them. */
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
  const { files, assigned, places } = of;
  const given: GivenFile[] = files.map((file) => ({ ...file, byHand: true }));
  const { files: read, aliases, notes: own } = unpacked(given);
  const hosts = { aliases, assigned: new Map(Object.entries(assigned)) };
  await turn();
  const plain = derive('bench', read, hosts);
  await turn();
  const notes = [...own];
  const whole = await standIn(plain, once).catch((error: unknown) => {
    notes.push({ path: '', severity: 'warning', words: `No stand-ins: ${errorText(error)}` });
    return plain;
  });
  const derived = {
    ...whole,
    notes: [...own, ...whole.notes],
    topology: moved(whole.topology, places),
  };
  await turn();
  const run = runnable(derived);
  await turn();
  return {
    of,
    derived,
    runnable: run,
    findings: await examineByTurns(derived, turn),
    notes: [...notes, ...whole.notes, ...run.notes],
  };
}

/** Room between a server that was moved and the frame of the map, in map units. */
const margin = { x: 120, y: 114 };

/** A topology with servers where they were moved to, on a map that has room for them. */
function moved(topology: Topology, places: BenchState['places']): Topology {
  const put = <T extends { name: string; at: { x: number; y: number } }>(each: T): T => ({
    ...each,
    at: Object.hasOwn(places, each.name) ? places[each.name]! : each.at,
  });
  const servers = topology.servers.map(put);
  const outside = topology.outside?.map(put);
  const all = [...servers, ...(outside ?? [])];
  const { width, height } = topology.size;
  const size = {
    width: Math.max(width, ...all.map(({ at }) => at.x + margin.x)),
    height: Math.max(height, ...all.map(({ at }) => at.y + margin.y)),
  };
  return { ...topology, size, servers, ...(outside && { outside }) };
}
