import { list, onOff } from '../flags.ts';
import { Problem } from '../problem.ts';

export const json = onOff('Produce JSON output', { short: 'j' });

export const header = list('Adds headers to the message using K:V format', {
  short: 'H',
  placeholder: 'K:V',
});

/** For streams and consumers; see `confirmed`. */
export const force = onOff('Force removal without prompting', { short: 'f' });

/** For buckets, keys and objects; see `confirmed`. */
export const act = onOff('Act without confirmation', { short: 'f' });

/**
 * Requires --force for commands that the CLI asks a confirmation for: there are no prompts here, and the
 * CLI's default answer is no.
 * @param refusal the CLI's own words
 * @throws Problem with them
 */
export function confirmed(given: boolean, refusal: string): void {
  if (!given) throw new Problem(refusal, 'There are no prompts here: add --force (-f).');
}
