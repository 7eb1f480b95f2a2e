import type { BenchFile } from './bench.ts';
import { isFilePath } from './read-bench.ts';
import { freePath, tooManyWords, unfitPathWords, type LeftOut } from './take-in.ts';
import { givenBounds } from '../lab/derive/given-bounds.ts';

/** What came of files that were to be put beside others. */
interface Beside {
  /** All files, the new ones last. */
  files: BenchFile[];
  /** Those that are new, as they were given. */
  added: BenchFile[];
  leftOut: LeftOut[];
}

/** Puts files beside those of a bench, as far as a bench takes them. One that is there already stays as it is. */
export function putBeside(present: readonly BenchFile[], given: readonly BenchFile[]): Beside {
  const texts = new Map(present.map(({ path, text }) => [path, text]));
  const added: BenchFile[] = [];
  const leftOut: LeftOut[] = [];
  for (const file of given) {
    if (texts.get(file.path) === file.text) continue;
    const path = freePath(file.path, texts);
    if (!isFilePath(path)) leftOut.push({ path: file.path, why: unfitPathWords });
    else if (texts.size >= givenBounds.files) leftOut.push({ path: file.path, why: tooManyWords });
    else {
      texts.set(path, file.text);
      added.push(file);
    }
  }
  return { files: [...texts].map(([path, text]) => ({ path, text })), added, leftOut };
}
