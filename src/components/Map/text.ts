/** `text`, cut with an ellipsis to fit `width` when one character takes about `advance`. */
export function fit(text: string, width: number, advance: number): string {
  const most = Math.max(1, Math.floor(width / advance));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** Wraps `text` into at most `lines` lines of that width; the rest is cut off with an ellipsis. */
export function wrap(text: string, width: number, advance: number, lines: number): string[] {
  const most = Math.max(1, Math.floor(width / advance));
  const wrapped = [''];
  for (const word of text.split(/\s+/)) {
    const line = wrapped.at(-1)!;
    if (line === '') wrapped[wrapped.length - 1] = word;
    else if (line.length + 1 + word.length <= most) wrapped[wrapped.length - 1] = `${line} ${word}`;
    else wrapped.push(word);
  }
  const last = wrapped.slice(lines - 1).join(' ');
  return [...wrapped.slice(0, lines - 1), ...(last ? [last] : [])].map((line) =>
    fit(line, width, advance),
  );
}
