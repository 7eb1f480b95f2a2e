import { list, onOff } from '../flags.ts';
import { Problem } from '../problem.ts';

export const json = onOff('Produce JSON output', { short: 'j' });

export const header = list('Adds headers to the message using K:V format', {
  short: 'H',
  placeholder: 'K:V',
});

/** For streams and consumers; see `confirmed`. */
export const force = onOff('Force removal without prompting', { short: 'f' });

/** For buckets and what is in them; see `confirmed`. */
export const act = onOff('Act without confirmation', { short: 'f' });

/**
 * Refuses what the CLI asks a confirmation for, unless it was given with the line: there are no prompts
 * here, and the CLI's default answer is no.
 * @param refusal the CLI's own words
 * @throws Problem with them
 */
export function confirmed(given: boolean, refusal: string): void {
  if (!given) throw new Problem(refusal, 'Nobody asks back here: add --force (-f).');
}
