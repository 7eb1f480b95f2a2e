import type { Derived } from '../lab/derive/derive.ts';
import { secretPlaces } from '../lab/derive/hide-secrets.ts';
import { placeIn } from '../lab/derive/given.ts';
import type { PackedFile } from './packed-file.ts';
import { twinOf } from './twin.ts';

/**
 * Refuses to pack where a secret would stand in a file that is not for secrets, however it came there. Whatever such a
 * file has must be the same for a network with other secrets.
 * @throws Error that names the line that would have one, and where the secret stands
 */
export function refuseLogins(
  files: readonly PackedFile[],
  derived: Derived,
  pack: (network: Derived) => PackedFile[],
): void {
  const twins = twinFiles(derived, pack);
  for (const { path, text, logins } of files) {
    if (logins) continue;
    const twin = twins.get(path)?.split('\n') ?? [];
    const lines = text.split('\n');
    const line = lines.findIndex((each, i) => each !== twin[i]);
    const seedLine = lines.findIndex((each) => seed.test(each));
    if (line < 0 && seedLine < 0 && lines.length === twin.length) continue;
    const at = seedLine < 0 ? Math.max(0, line) : seedLine;
    throw new Error(
      `Line ${at + 1} of ${path} would have a part of a login${whence(derived, lines[at]!)}, and anybody may read that file. The server may read that place otherwise than it looks: write the value in double quotes, and see what leafwise check says. No file was written.`,
    );
  }
}

const seed = /\bS[OAUNCX][A-Z2-7]{40,}/;

/** @throws Error if a network with other secrets is none: then it cannot be told what is secret */
function twinFiles(
  derived: Derived,
  pack: (network: Derived) => PackedFile[],
): Map<string, string> {
  try {
    return new Map(pack(twinOf(derived)).map(({ path, text }) => [path, text]));
  } catch (error) {
    throw new Error(
      `The logins of these configurations cannot be told from the rest. See what leafwise check says. No file was written.`,
      { cause: error },
    );
  }
}

/** Says where a secret stands of which a line has a part, if that is plain. */
function whence(derived: Derived, line: string): string {
  for (const [path, spans] of secretPlaces(derived)) {
    const file = derived.files.get(path)!;
    for (const { start, end } of spans) {
      const bare = file.text.slice(start, end).replace(/^["']|["']$/g, '');
      if (bare === '' || !line.includes(bare)) continue;
      const place = placeIn(file, file.text.slice(0, start).split('\n').length);
      return `, which stands at ${place.path}:${place.line}`;
    }
  }
  return '';
}
