import type { GivenFile, Note } from '../given.ts';

/** The configurations in what deploys them, as files, with the names by which their servers are known there. */
export interface Unpacked {
  files: GivenFile[];
  /** More names of a server, by the path of its configuration. */
  aliases: Map<string, string[]>;
  notes: Note[];
}

/** Takes configurations out of the files that deploy them; other files pass through. */
export function unpacked(files: readonly GivenFile[]): Unpacked {
  return { files: [...files], aliases: new Map(), notes: [] };
}
