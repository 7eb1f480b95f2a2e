import type { BenchNetwork } from '../../bench/network.ts';
import { listed } from '../../doctor/words.ts';

/** What a file is in the network: which server, or what it is a part of. */
export function fileWords(path: string, { derived }: BenchNetwork): string {
  const confs = [...derived.confs.values()];
  const own = confs.filter((conf) => conf.path === path || conf.placeOf(0).path === path);
  if (own.length === 1) return `The server ${own[0]!.name}`;
  if (own.length > 1) return `The servers ${listed(own.map(({ name }) => name))}`;
  const including = confs.filter(({ includes }) => includes.has(path)).map(({ name }) => name);
  return including.length > 0 ? `A part of ${listed(including)}` : 'No server by itself';
}
