import type { PackedFile } from './packed-file.ts';

/** Control characters, and those that turn the direction of a text: a terminal and an editor act on them. */
const acting = /(?![\t\n\r])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/**
 * Refuses to pack a text that a terminal or an editor acts on: what is shown would not be what is there.
 * @throws Error that names the file, the line and the character
 */
export function refuseActing(files: readonly PackedFile[]): void {
  for (const { path, text } of files) {
    const found = acting.exec(text);
    if (!found) continue;
    const line = text.slice(0, found.index).split('\n').length;
    const code = found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    throw new Error(
      `Line ${line} of ${path} would have the character U+${code}, which a terminal or an editor acts on. Take it out of the names and texts of the configurations. No file was written.`,
    );
  }
}
