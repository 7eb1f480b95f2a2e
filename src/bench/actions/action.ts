import type { ServerConf } from '../../lab/derive/server-conf.ts';
import type { BenchFile, BenchState } from '../bench.ts';
import type { BenchNetwork } from '../network.ts';

/** What an act on the map makes of a bench: configurations are changed, and nothing else is the truth. */
export interface Acted {
  /** What was done, as Undo names it. */
  words: string;
  change: Partial<BenchState>;
}

/** A bench, and the network that was read from it. */
export interface At {
  state: BenchState;
  network: BenchNetwork;
}

/** Why an act cannot be done from the map, and what to do instead. */
export class NotPossible extends Error {}

/** The configuration of a server. @throws NotPossible if there is no such server */
export function confOf({ network }: At, server: string): ServerConf {
  const conf = network.plain.confs.get(server);
  if (!conf) throw new NotPossible(`There is no server ${server}.`);
  return conf;
}

/** A server and the other members of its cluster, if it is in one: what is set of a cluster is set at all of them. */
export function membersWith(at: At, server: string): ServerConf[] {
  const seed = confOf(at, server);
  if (seed.cluster === undefined) return [seed];
  const confs = [...at.network.plain.confs.values()];
  return [seed, ...confs.filter((conf) => conf !== seed && conf.cluster === seed.cluster)];
}

/**
 * The file of a server, whose text is all of its configuration.
 * @throws NotPossible if it comes out of another file, or includes others
 */
export function fileOf(at: At, server: string): BenchFile {
  const conf = confOf(at, server);
  const file = at.state.files.find(({ path }) => path === conf.path);
  if (!file)
    throw new NotPossible(
      `The configuration of ${server} comes out of another file, which is not changed from the map. Change it there.`,
    );
  if (conf.includes.size > 0)
    throw new NotPossible(
      `${file.path} includes ${[...conf.includes].join(', ')}, and is not changed from the map. Change it by hand.`,
    );
  const [missing] = conf.missing;
  if (missing)
    throw new NotPossible(
      `${file.path} includes ${missing.named}, which was not given, so that it is not changed from the map. Give that file.`,
    );
  return file;
}

/** The files of a bench with some texts replaced, and new ones behind them. */
export function withFiles(
  { state: { files } }: At,
  texts: ReadonlyMap<string, string>,
  added: readonly BenchFile[] = [],
): BenchFile[] {
  return [...files.map((file) => ({ ...file, text: texts.get(file.path) ?? file.text })), ...added];
}

/** A name that no server and no file of the bench has: the one that is wanted, or one with a number. */
export function freeName({ state, network }: At, wanted: string): string {
  const taken = new Set([
    ...network.plain.topology.servers.map(({ name }) => name.toLowerCase()),
    ...state.files.map(({ path }) => path.toLowerCase().replace(/\.[^.]*$/, '')),
  ]);
  if (!taken.has(wanted.toLowerCase())) return wanted;
  const stem = wanted.replace(/-\d+$/, '');
  for (let n = 2; ; n += 1) if (!taken.has(`${stem}-${n}`.toLowerCase())) return `${stem}-${n}`;
}

/** The path of a new configuration, beside those that are there. */
export const pathFor = (name: string): string => `${name}.conf`;

/** @throws NotPossible on a name that no server, account or domain should have */
export function checkName(name: string, of: string): void {
  if (/^[A-Za-z0-9][\w-]{0,63}$/.test(name)) return;
  throw new NotPossible(
    `“${name}” is no name for ${of}. Take up to 64 letters, digits, “-” and “_”, with a letter or a digit first.`,
  );
}
