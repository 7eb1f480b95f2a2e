import { existsSync } from 'node:fs';
import type { BenchState } from '../../src/bench/bench.ts';
import { LinkError, stateOf } from '../../src/bench/link.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import { wrong } from './command.ts';

/** Whether an argument is a link of a bench: the address of its page, or what such an address has behind its #. */
export const isLink = (name: string): boolean =>
  /^https?:\/\/\S*\/bench\/?#[1-9]/i.test(name) ||
  (/^#?[1-9][\w%-]{30,}$/.test(name) && !existsSync(name));

/**
 * Reads the bench of a link, if that is what a person has named. Nothing is fetched: a link holds all of it.
 * @throws Problem that says what is wrong with it
 */
export async function readLink(named: readonly string[]): Promise<BenchState | undefined> {
  if (!named.some(isLink)) return undefined;
  if (named.length > 1)
    throw new Problem('A link of a bench is a network of its own: name it alone.', wrong);
  try {
    return await stateOf(named[0]!.replace(/^[^#]*#/, ''));
  } catch (error) {
    throw error instanceof LinkError ? new Problem(error.message, wrong) : error;
  }
}
