/** Characters that stand for themselves in a shell. */
const plain = /^[\w./:@%+=,-]*$/;

/**
 * Writes as much as options share in place of a typed word, with the quotes that a shell needs. The only
 * option is finished: its quote is closed, and a blank follows.
 * @param typed as it stands in the line, with its quotes
 */
export function completedWord(typed: string, options: readonly string[]): string {
  const shared = commonStart(options);
  const open = /^["']/.exec(typed)?.[0];
  const quote = open ?? quoteOf(shared);
  const text = quote + escaped(shared, quote);
  if (options.length === 1) return `${text}${quote} `;
  return text.length > typed.length ? text : typed;
}

/** Writes a word as a shell reads it, with quotes if it needs them. */
export function quoted(word: string): string {
  const quote = quoteOf(word);
  return quote + escaped(word, quote) + quote;
}

const quoteOf = (word: string) => (plain.test(word) ? '' : "'");

function escaped(text: string, quote: string): string {
  if (quote === "'") return text.replaceAll("'", String.raw`'\''`);
  return quote === '"' ? text.replace(/["\\$`]/g, String.raw`\$&`) : text;
}

/** The longest common beginning of words. */
function commonStart(words: readonly string[]): string {
  const [first = '', ...others] = words;
  let length = first.length;
  while (!others.every((word) => word.startsWith(first.slice(0, length)))) length--;
  return first.slice(0, length);
}
