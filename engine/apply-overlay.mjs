// @ts-check

/** @typedef {import('./overlays.mjs').Overlay} Overlay */

/**
 * The outcome of an overlay on a file's source.
 * - `applied`: the changed source.
 * - `gone`: the file has the declaration `count` times, not once.
 * - `changed`: the declaration has the text `count` times, not once.
 * @typedef {{ type: 'applied', source: string } | { type: 'gone' | 'changed', count: number }} Outcome
 */

/**
 * Changes a file's source within the one declaration that the overlay names.
 * @param {string} source
 * @param {Overlay} overlay
 * @returns {Outcome}
 */
export function tryOverlay(source, { within, find, put, adds = '' }) {
  const spans = declarationsOf(source, within);
  const [span] = spans;
  if (!span || spans.length > 1) return { type: 'gone', count: spans.length };
  const declaration = source.slice(span.start, span.end);
  const parts = declaration.split(find);
  if (parts.length !== 2) return { type: 'changed', count: parts.length - 1 };
  const changed = parts.join(put);
  return {
    type: 'applied',
    source: source.slice(0, span.start) + changed + source.slice(span.end) + adds,
  };
}

/**
 * Changes a file's source, or says what to look at.
 * @param {string} source
 * @param {Overlay} overlay
 * @returns {string}
 * @throws Error if the source is not what the overlay was written for
 */
export function applyOverlay(source, overlay) {
  const outcome = tryOverlay(source, overlay);
  if (outcome.type === 'applied') return outcome.source;
  throw new Error(refusalOf(overlay, outcome));
}

/**
 * @param {Overlay} overlay
 * @param {{ type: 'gone' | 'changed', count: number }} outcome
 */
function refusalOf({ file, within, find, why, test }, { type, count }) {
  const is = `there ${count === 0 ? 'is none' : `are ${count}`}`;
  const fault =
    type === 'gone'
      ? `one declaration is to begin with \`${within}\`, and ${is}. Look for where it has gone, by what it did.`
      : `\`${within}\` is to have this once, and ${is}:\n${find}\nLook at what that declaration does now.`;
  return `The overlay of ${file} does not fit this release: ${fault}
Why it is there: ${why}
The test that fails without it: "${test.name}" in ${test.file}
What upstream has changed: npm run upgrade-check -- <release>. What to do: UPGRADING.md.`;
}

/**
 * Finds the declarations that begin with a text, at the start of a line. gofmt ends each with a bracket
 * at the start of a line, and indents the brackets before it.
 * @param {string} source
 * @param {string} within
 * @returns {{ start: number, end: number }[]}
 */
export function declarationsOf(source, within) {
  const spans = [];
  for (let at = source.indexOf(within); at >= 0; at = source.indexOf(within, at + 1)) {
    const isStart =
      (at === 0 || source[at - 1] === '\n') && !/\w/.test(source[at + within.length] ?? '');
    if (!isStart) continue;
    const end = /^[})]/m.exec(source.slice(at));
    spans.push({ start: at, end: end ? at + end.index + 1 : source.length });
  }
  return spans;
}
