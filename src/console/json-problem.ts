import { Problem } from './problem.ts';

/** What may come next in a JSON text, in the words by which Go's errors say where they stand. */
type Next = 'value' | 'first key' | 'key' | 'colon' | 'after';

const scalar =
  /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;
const string = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/uy;

/** Finds the mistake in a text that is no JSON, and tells it in the words of Go, with its place. */
export function jsonProblem(text: string): Problem {
  const open: ('{' | '[')[] = [];
  let next: Next = 'value';
  let at = 0;
  for (;;) {
    at += /^[ \t\r\n]*/.exec(text.slice(at))![0].length;
    const char = text[at];
    if (char === undefined) return new Problem('unexpected end of JSON input');
    const inObject = open.at(-1) === '{';
    if (next === 'colon' && char === ':') next = 'value';
    else if (next === 'after' && char === ',' && open.length) next = inObject ? 'key' : 'value';
    else if (next === 'after' && char === (inObject ? '}' : ']') && open.pop()) next = 'after';
    else if (next === 'first key' && char === '}' && open.pop()) next = 'after';
    else if (next === 'value' && char === ']' && text.slice(0, at).trimEnd().endsWith('[')) {
      open.pop();
      next = 'after';
    } else if (next === 'value' && (char === '{' || char === '[')) {
      open.push(char);
      next = char === '{' ? 'first key' : 'value';
    } else {
      const isKey: boolean = next === 'key' || next === 'first key';
      if (next !== 'value' && !(isKey && char === '"')) {
        return wrongAt(text, at, wordsFor(next, open.at(-1)));
      }
      scalar.lastIndex = at;
      const length = scalar.exec(text)?.[0].length;
      if (length === undefined) return wrongScalar(text, at);
      at += length - 1;
      next = isKey ? 'colon' : 'after';
    }
    at++;
  }
}

function wordsFor(next: Next, open: '{' | '[' | undefined): string {
  if (next === 'colon') return 'after object key';
  if (next !== 'after') return 'looking for beginning of object key string';
  if (open === undefined) return 'after top-level value';
  return open === '{' ? 'after object key:value pair' : 'after array element';
}

/** A text, a number or a literal that has begun and does not end as it must. */
function wrongScalar(text: string, at: number): Problem {
  if (text[at] === '"') {
    string.lastIndex = at;
    const end = at + string.exec(text)![0].length;
    return text[end] === '\\'
      ? wrongAt(text, end + 1, 'in string escape code')
      : wrongAt(text, end, 'in string literal');
  }
  const literal = ['true', 'false', 'null'].find((each) => each[0] === text[at]);
  if (literal) {
    let end = 1;
    while (text[at + end] === literal[end]) end++;
    return wrongAt(text, at + end, `in literal ${literal} (expecting '${literal[end]}')`);
  }
  return text[at] === '-'
    ? wrongAt(text, at + 1, 'in numeric literal')
    : wrongAt(text, at, 'looking for beginning of value');
}

function wrongAt(text: string, at: number, where: string): Problem {
  if (at >= text.length) return new Problem('unexpected end of JSON input');
  const lines = text.slice(0, at).split('\n');
  const here = text.slice(at).split('\n')[0]!;
  return new Problem(
    `invalid character ${quoted(text.slice(at))} ${where}`,
    `In line ${lines.length}, column ${lines.at(-1)!.length + 1}${here && `: ${here}`}`,
  );
}

/** Quotes the first character as Go does, which reads bytes. */
function quoted(text: string): string {
  const [byte] = new TextEncoder().encode(text);
  const char = String.fromCharCode(byte!);
  if (char === `'`) return `'\\''`;
  if (char === '"') return `'"'`;
  return `'${JSON.stringify(char).slice(1, -1)}'`;
}
