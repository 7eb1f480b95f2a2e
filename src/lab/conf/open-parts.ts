/** A map or an array that is not closed where the text has been read to. */
export interface Open {
  sign: '{' | '[';
  at: number;
  /** What shows, by its indentation, that it should have been closed before. */
  shownAt?: number;
}

interface Part extends Open {
  indent: number;
  line: number;
}

/** Follows which maps and arrays are open in a text, and which of them should have been closed, as lines are indented. */
export function openParts(text: string) {
  const open: Part[] = [];
  /** Parts that something has closed that was meant for another. */
  const stolen: Part[] = [];

  const lineOf = (at: number): number => text.lastIndexOf('\n', at - 1) + 1;
  /** How far a line is indented, and whether a place is what it begins with. */
  const indentAt = (at: number) => {
    const line = lineOf(at);
    const [blanks] = /^[ \t]*/.exec(text.slice(line, at + 1))!;
    return { line, indent: blanks.length, isFirst: line + blanks.length === at };
  };

  return {
    begin(sign: Open['sign'], at: number): void {
      const { line, indent } = indentAt(at);
      open.push({ sign, at, line, indent });
    },

    /** A key begins in the innermost part. */
    key(at: number): void {
      const part = open.at(-1);
      const { line, indent, isFirst } = indentAt(at);
      if (part && isFirst && line > part.line && indent <= part.indent) part.shownAt ??= at;
    },

    /** The innermost part is closed. */
    end(at: number): void {
      const part = open.pop();
      if (!part) return;
      const { line, indent, isFirst } = indentAt(at);
      if (!isFirst || line === part.line || indent >= part.indent) return;
      part.shownAt ??= at;
      stolen.push(part);
    },

    has: (sign: Open['sign']): boolean => open.some((part) => part.sign === sign),

    /** Whether a line that has text behind a value begins as a key does, in an array of lines above. */
    isKeyInList(at: number): boolean {
      const part = open.at(-1);
      const { line } = indentAt(at);
      return (
        part?.sign === '[' &&
        line > part.line &&
        /^[ \t]*[\w-]+[ \t]*[:={]/.test(text.slice(line, at + 1))
      );
    },

    /** The part that is not closed: what indentation shows first, or the innermost. */
    unclosed(): Open | undefined {
      const shown = [...stolen, ...open]
        .filter(({ shownAt }) => shownAt !== undefined)
        .sort((a, b) => a.shownAt! - b.shownAt!);
      return shown[0] ?? open.at(-1);
    },
  };
}
