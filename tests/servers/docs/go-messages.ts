/** A text that the server says, and where in its source. */
export interface Said {
  /** The file, such as `leafnode.go`. */
  file: string;
  /** The function it is in; empty outside of one. */
  within: string;
  /** The text, a format string with its verbs. */
  text: string;
}

/** What a text is handed to if it is to be read by people: to a log, to the other side, into an error. */
const says =
  /^(?:Errorf|Warnf|Noticef|Debugf|Fatalf|logf|\w*[rR]ateLimit\w+|sendErr\w*|New|Sprintf|configErr)$/;
/** What stands before a text that is kept for later: a constant, a variable, a field, a result. */
const kept = /(?:\bconst\s+|\n\t+)\w+\s*=\s*$|\bDescription: $|\breturn\s+$/;
/** What stands between two texts that are one. */
const joined = /^\s*\+\s*$/;
const token =
  /\/\/[^\n]*|\/\*[^]*?\*\/|'(?:\\.|[^'\\])+'|"(?:\\.|[^"\\])*"|`[^`]*`|[(){}]|\nfunc /g;

/** Reads from a Go file of the server what it logs, sends to the other side or returns as an error. */
export function messagesOf(file: string, source: string): Said[] {
  const found: Said[] = [];
  /** The names before the brackets that are open. */
  const open: string[] = [];
  let within = '';
  let last: { said: Said | undefined; end: number } | undefined;

  for (const { 0: at, index } of source.matchAll(token)) {
    const before = source.slice(Math.max(0, index - 200), index);
    if (at === '\nfunc ') {
      within = /\nfunc (?:\([^)]*\) )?(\w+)/.exec(source.slice(index, index + 200))?.[1] ?? '';
    } else if (at === '(' || at === '{') {
      open.push(/\w*$/.exec(before)![0]);
    } else if (at === ')' || at === '}') {
      open.pop();
    } else if (at.startsWith('"') || at.startsWith('`')) {
      const text = unquoted(at);
      const end = index + at.length;
      if (last && joined.test(source.slice(last.end, index))) {
        if (last.said) last.said.text += text;
        last.end = end;
        continue;
      }
      const isMessage = says.test(open.at(-1) ?? '') || (kept.test(before) && text.includes(' '));
      const said = isMessage ? { file, within, text } : undefined;
      if (said) found.push(said);
      last = { said, end };
    }
  }
  return found;
}

const escapes: Record<string, string> = { n: '\n', t: '\t' };

function unquoted(literal: string): string {
  const text = literal.slice(1, -1);
  if (literal.startsWith('`')) return text;
  return text.replace(/\\(.)/g, (_, escaped: string) => escapes[escaped] ?? escaped);
}
