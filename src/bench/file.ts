import type { BenchState } from './bench.ts';
import { fileName } from './file-name.ts';
import { jsonIn, mostBytes, readBench, UnreadableBench } from './read-bench.ts';
import { withoutSecrets, type TakenOut } from './without-secrets.ts';

/** The version of the file that is written, and the newest that is read. */
const version = 1;

/** Says what is wrong with the file of a bench, and what to do. */
export class FileError extends Error {
  override name = 'FileError';
}

/** A bench as a file, and what was taken out of it. */
export interface SavedBench {
  /** `NAME.leafwise.json` */
  name: string;
  text: string;
  without: TakenOut[];
}

/**
 * Makes a file of a bench. Logins and keys are taken out, unless `secrets` asks for them.
 * @throws FileError if the bench is none that could be read again
 */
export function fileOf(
  state: BenchState,
  { secrets = false }: { secrets?: boolean } = {},
): SavedBench {
  const { state: shared, without } = secrets ? { state, without: [] } : withoutSecrets(state);
  const read = reading(() => readBench(shared), 'This bench cannot be saved');
  const text = `${JSON.stringify({ leafwise: version, ...read }, undefined, 2)}\n`;
  return { name: `${fileName(read.name)}.leafwise.json`, text, without };
}

/**
 * Reads the text of such a file.
 * @throws FileError with a sentence that says what is wrong and what to do
 */
export function stateOfFile(text: string): BenchState {
  const failed = 'This file cannot be opened as a bench';
  if (text.length > mostBytes)
    throw new FileError(`${failed}: it is longer than ${mostBytes / 1e6} MB.`);
  const given = reading(() => jsonIn(text.replace(/^\ufeff/, '')), failed);
  const made = (given as { leafwise?: unknown } | null)?.leafwise;
  if (typeof made !== 'number' || !Number.isInteger(made) || made < 1)
    throw new FileError(
      `${failed}: it has no “"leafwise": ${version}” and so was not saved by one.`,
    );
  if (made > version)
    throw new FileError(
      `${failed}: a newer Leafwise has saved it (version ${made}), and this one reads version ${version}. Load the page again; a command is brought up to date with npm.`,
    );
  return reading(() => readBench(given), failed);
}

/** @throws FileError */
function reading<T>(read: () => T, failed: string): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof UnreadableBench ? new FileError(`${failed}: ${error.message}.`) : error;
  }
}
