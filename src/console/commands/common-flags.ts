import { list, onOff, text, type Flag } from '../flags.ts';
import { Problem } from '../problem.ts';

export const json = onOff('Produce JSON output', { short: 'j' });

export const header = list('Adds headers to the message using K:V format', {
  short: 'H',
  placeholder: 'K:V',
});

/** A program that would change what is shown; see `noPrograms`. */
export const translate = {
  ...text('Translate the message data by running it through the given command before output'),
  idle: true,
};

/** For streams and consumers; see `confirmed`. */
export const force = onOff('Force removal without prompting', { short: 'f' });

/** For buckets, keys and objects; see `confirmed`. */
export const act = onOff('Act without confirmation', { short: 'f' });

/** Where a bucket or an object store is kept. */
export const storage: Flag<'file' | 'memory' | undefined> = {
  help: 'Storage backend to use (file, memory)',
  placeholder: 'STORAGE',
  choices: ['file', 'memory'],
  initial: undefined,
  read: (value) => {
    if (value === 'file' || value === 'f') return 'file';
    if (value === 'memory' || value === 'm') return 'memory';
    throw new Problem(`enum value must be one of file,f,memory,m, got '${value}'`);
  },
};

/** The words of the `nats` CLI for a question that it cannot ask. */
export const noTerminal = 'cannot ask for confirmation without a terminal';

/** The CLI's words where it cannot ask whether to go on. */
export const unconfirmed = `could not obtain confirmation: ${noTerminal}`;

/**
 * Requires --force for commands that the CLI asks a confirmation for: there are no prompts here, and the
 * CLI's default answer is no.
 * @param refusal the CLI's own words
 * @throws Problem with them
 */
export function confirmed(given: boolean, refusal: string, flag = '--force (-f)'): void {
  if (!given) throw new Problem(refusal, `There are no prompts here: add ${flag}.`);
}
