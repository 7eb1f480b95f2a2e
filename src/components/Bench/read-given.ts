import { emptyBench } from '../../bench/begin.ts';
import type { BenchFile, BenchState } from '../../bench/bench.ts';
import { stateOfFile } from '../../bench/file.ts';
import { nameOfFiles } from '../../bench/name-of-files.ts';
import { filesInPasted, linkInPasted } from '../../bench/pasted.ts';
import { putBeside } from '../../bench/take-in-beside.ts';
import { isBench, takeIn, type Offered, type TakenIn } from '../../bench/take-in.ts';
import { version } from '../../config-keys/version.ts';
import { errorText } from '../../lab/error-text.ts';

export { putBeside };

/** What a person has given. */
export interface Given {
  /** A bench that was saved, if one is among it. */
  saved?: BenchState | undefined;
  taken: TakenIn;
}

/** Reads files that were dropped or chosen. */
export async function readOffered(
  offered: Iterable<Offered> | AsyncIterable<Offered>,
): Promise<Given> {
  const taken = await takeIn(offered);
  const rest: TakenIn = { ...taken, files: [], leftOut: [...taken.leftOut] };
  let saved: BenchState | undefined;
  for (const file of taken.files) {
    if (!isBench(file.path)) rest.files.push(file);
    else if (saved)
      rest.leftOut.push({ path: file.path, why: 'is another bench. Open it after this one' });
    else
      try {
        saved = stateOfFile(file.text);
      } catch (error) {
        const why = errorText(error)
          .replace(/^This file /, '')
          .replace(/\.$/, '');
        rest.leftOut.push({ path: file.path, why });
      }
  }
  return { saved, taken: rest };
}

/** Reads what was pasted: files, or a link of a bench; undefined where there is nothing in it. */
export function readPasted(text: string): Given | { link: string } | undefined {
  const link = linkInPasted(text);
  if (link !== undefined) return { link };
  const files = filesInPasted(text);
  return files.length > 0 ? { taken: putBeside([], files) } : undefined;
}

/** A bench of files, which has its name of them or of their folder. */
export const benchOfFiles = (files: readonly BenchFile[], folder?: string): BenchState => ({
  ...emptyBench(version),
  name: nameOfFiles(files, folder),
  files,
});
