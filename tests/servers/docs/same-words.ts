import { expect, vi } from 'vitest';
import { compareOutputs, inAnyOrder } from '../../../tools/nats-cli/same-output.ts';
import type { TypedLine } from '../../support/type-line.ts';
import { cliDifferences, type CliDifference } from './cli-differences.ts';
import type { Pair, Visit } from './visit.ts';

/** How long both may take until they print the same, in milliseconds: servers of their own are not in step. */
const patience = 5000;

/** The commands that change nothing, and may be asked again. */
const asks =
  /\$ (rtt|account|server|\w+ (info|ls|list|report|state|status|view|history|subjects|find|get))\b/;

/** Compares what a line that has ended has printed. One that only asks is asked again, until both agree. */
export async function compareEnded(
  visit: Visit,
  line: string,
  console: TypedLine,
  cli: TypedLine,
  again: (one: Visit) => Promise<TypedLine>,
): Promise<void> {
  let found = differing(line, cli.printed(), console.answered());
  const until = performance.now() + (asks.test(line) ? patience : 0);
  while (found.shown && performance.now() < until) {
    const both = await Promise.all([again(visit), again(visit.twin!)]).catch(() => undefined);
    if (!both) break;
    found = differing(line, both[1].printed(), both[0].answered());
  }
  note(visit, found);
}

/** Compares what a line that still runs has heard, as soon as both have heard the same. */
export async function compareHeard(visit: Visit, { line, console, cli }: Pair): Promise<void> {
  const look = () => {
    const found = differing(line, cli.printed(), console.answered());
    if (found.shown) throw new Error(found.shown);
  };
  await vi.waitFor(look, patience).catch(() => undefined);
  note(visit, differing(line, cli.printed(), console.answered()));
}

function note({ differences, excused }: Visit, found: Differing): void {
  if (found.shown) differences.push(found.shown);
  for (const each of found.excused) excused.add(each);
}

/** Fails where the two differ and should not, and where a difference that must stay is not there. */
export function expectSame(
  page: string,
  found: readonly string[],
  excused: ReadonlySet<CliDifference>,
): void {
  const wrong = found.filter(Boolean);
  if (wrong.length)
    throw new Error(['The nats CLI (-) and the console (+) differ:', ...wrong].join('\n\n'));
  const gone = cliDifferences.filter((each) => each.on === page && !excused.has(each));
  expect(gone, 'differences that are no longer there').toEqual([]);
}

/** The output of a line that both have run, and what of it only one of them has printed. */
export interface Differing {
  /** The lines that only one of them has printed: `-` the CLI, `+` the console. Empty if none of them may fail a test. */
  shown: string;
  /** The differences that must stay and are there. */
  excused: CliDifference[];
}

/** Compares what the CLI and the console have printed for a line; differences that must stay do not count. */
export function differing(line: string, cli: string, console: string): Differing {
  const excused: CliDifference[] = [];
  const lines: string[] = [];
  for (const { of, text } of compareOutputs(cli, console, inAnyOrder.test(line))) {
    if (of === 'both') continue;
    const known = cliDifferences.find((each) => fits(each, line, of, text));
    if (known) excused.push(known);
    else lines.push(`${of === 'cli' ? '-' : '+'} ${text}`);
  }
  return { shown: lines.length ? [line, ...lines].join('\n') : '', excused };
}

const fits = (
  { of: commands, ...patterns }: CliDifference,
  line: string,
  of: 'cli' | 'console',
  text: string,
): boolean => commands.test(line) && (patterns[of]?.test(text) ?? false);
