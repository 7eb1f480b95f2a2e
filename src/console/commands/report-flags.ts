import { optional, type CommandContext } from '../command.ts';
import { list, onOff, onUnless, text, whole } from '../flags.ts';
import { Problem } from '../problem.ts';
import type { ServerFilter } from './server/source.ts';

/** Flags by which every report limits the servers that are asked. */
export const reportFlags = {
  reverse: onOff('Reverse sort connections', { short: 'R' }),
  host: text('Limit the report to a specific NATS server', {
    placeholder: 'HOST',
    names: 'server',
  }),
  cluster: text('Limit the report to a specific Cluster', { placeholder: 'CLUSTER' }),
  tags: list('Limit the report to nodes matching certain tags', { placeholder: 'TAGS' }),
  watch: whole('Display the results and update it every (WATCH) seconds', {
    placeholder: 'WATCH',
  }),
};

export const limitArg = {
  limit: optional('Limit the responses to a certain amount of servers'),
};

export const compact = onUnless('Compact server names');

/** The servers that the flags and the argument of a report name. `--host` is a name in the CLI too. */
export function reportFilter(
  context: CommandContext,
  limit: string | undefined,
  flags: {
    host: string | undefined;
    cluster: string | undefined;
    tags: string[];
    watch: number | undefined;
  },
): ServerFilter {
  if (flags.watch !== undefined) {
    context.err('--watch draws over a screen. Here the report is shown once: repeat the line.');
  }
  const { host: name, cluster, tags } = flags;
  return { name, cluster, tags, domain: context.domain, wait: countOf(limit, 'ParseFloat') };
}

/**
 * Reads an argument that is a whole number, where 0 stands for all.
 * @param parser the function of Go that the CLI reads it with, which names itself
 * @throws Problem
 */
export function countOf(
  text: string | undefined,
  parser: 'ParseUint' | 'ParseFloat' = 'ParseUint',
): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) {
    throw new Problem(`strconv.${parser}: parsing "${text}": invalid syntax`);
  }
  return Number(text) || undefined;
}

/**
 * Leaves out the end that all names share, as the CLI does; a host `127.0.0.1` becomes `127` by it.
 */
export function compactNames(names: readonly string[]): string[] {
  const parts = names.map((name) => name.split('.'));
  const shortest = Math.min(...parts.map(({ length }) => length));
  let at = shortest;
  while (at > 1 && parts.every((each) => each[at - 1] === parts[0]![at - 1])) at--;
  const shared = names.length
    ? parts[0]!
        .slice(at, shortest)
        .map((part) => `.${part}`)
        .join('')
    : '';
  return names.map((name) =>
    shared && name.endsWith(shared) ? name.slice(0, -shared.length) : name,
  );
}

/** Compares for a sort. */
export function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An account's name as tables show it: the ends of a public key. */
export const shortAccount = (name: string): string =>
  name.length > 23 ? `${name.slice(0, 10)}...${name.slice(-10)}` : name;

/** A round trip as a server tells it. 1 ns is what it notes where its clock has seen no time pass. */
export const roundTrip = (rtt: string | undefined): string => (rtt === '1ns' ? '0s' : (rtt ?? ''));
