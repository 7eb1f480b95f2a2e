import { examine } from '../../src/doctor/examine.ts';
import type { Derived } from '../../src/lab/derive/derive.ts';
import { hiderOf } from '../../src/lab/derive/hide-secrets.ts';
import { errorText } from '../../src/lab/error-text.ts';
import { pack as packed, type PackedFile, type PackFor } from '../../src/pack/pack.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import { wrong } from '../lib/command.ts';
import { notesText } from '../lib/notes-text.ts';
import { deriveFiles } from '../lib/derive-files.ts';
import { printable } from '../../src/lab/text-lines.ts';
import { paintFor, print } from '../lib/terminal.ts';
import { writeFiles } from './write-files.ts';

/** What a person has asked of `leafwise pack`. */
interface Given {
  values: { to?: string | undefined; force?: boolean | undefined; assign?: string[] | undefined };
  positionals: string[];
}

/** Writes what deploys a network into a folder. Answers the exit code. */
export async function pack({ values, positionals }: Given): Promise<number> {
  const { to, force = false } = values;
  if (to === undefined)
    throw new Problem('Say what to pack for: --to compose, helm, systemd or cli.', wrong);
  if (positionals.length < 2)
    throw new Problem(
      `Name the configurations, and last the folder to write: leafwise pack hub.conf leaf.conf --to ${to} deploy`,
      wrong,
    );
  const folder = positionals.at(-1)!;
  const { derived, shown } = await deriveFiles(positionals.slice(0, -1), values);
  const written = await writeFiles(folder, packedFor(derived, to as PackFor), force);
  await print(printable(written.join('\n')));
  const say = (text: string) =>
    process.stderr.write(`${paintFor(process.stderr).yellow('Note:')} ${printable(text)}\n`);
  for (const note of notesText(derived, shown)) say(note);
  // What is not given is not written either: the README names it.
  const errors = examine(derived).filter(
    ({ rule, severity }) =>
      severity === 'error' && rule !== 'left-out' && !rule.endsWith('-not-given'),
  ).length;
  if (errors > 0) {
    const count = errors === 1 ? 'an error' : `${errors} errors`;
    say(`leafwise check finds ${count} in these configurations. They are packed as they are.`);
  }
  return 0;
}

/** @throws Problem that says which text cannot be packed */
function packedFor(derived: Derived, to: PackFor): PackedFile[] {
  try {
    return packed(derived, to);
  } catch (error) {
    throw new Problem(hiderOf(derived)(errorText(error)), wrong);
  }
}
