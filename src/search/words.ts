/** What is a word to the search: letters, digits, and `_`, by which keys of a configuration are joined. */
const word = /[\p{L}\p{N}_]+/gu;

/**
 * Words, and the parts of what is joined: `deny_imports` is found by itself and by `imports`, and
 * `leafnode` is a leaf node too.
 */
export function wordsIn(text: string): string[] {
  return (text.match(word) ?? []).flatMap((word) => {
    const parts = word.split('_').filter((part) => part !== '');
    if (parts.length > 1) return [word, ...parts];
    return /^leaf_?nodes?$/i.test(word) ? ['leaf', 'node'] : parts;
  });
}

const stems = new Map<string, string>();

/**
 * The stem of a word, by which it is found in its other forms: mirror, mirrors and mirroring have
 * one. It keeps more than the usual algorithms do: operators and operations are not the same here.
 */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemmed(word.toLowerCase());
  stems.set(word, stem);
  return stem;
}

const irregular = new Map([
  ['leaves', 'leaf'],
  ['nats', 'nats'],
  ['tls', 'tls'],
]);

function stemmed(word: string): string {
  const own = irregular.get(word);
  if (own !== undefined || word.length < 4 || /[^a-z]/.test(word)) return own ?? word;
  return word
    .replace(/isation/, 'ization')
    .replace(/ies$/, 'y')
    .replace(/(?<![sui])s$/, '')
    .replace(/(?<=[aeiouy][a-z]+)(?:ing|ed)$/, '')
    .replace(/([bdfgmnprt])\1$/, '$1')
    .replace(/(?<=[a-z]{3}[ts])ion$/, '')
    .replace(/(?<=[a-z]{2})e$/, '');
}
