import { alignLines } from '../lib/align-lines.ts';

/** What differs from run to run, and what stands for it. The first that fits a place counts. */
const changing: [RegExp, string][] = [
  [/NATS CLI Version (\(\w+\)|[\w.]+)|console-at-[\w-]+/g, '<client>'],
  [
    /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z| UTC|[+-]\d\d:?\d\d)?( [+-]\d{4} \w+)?/g,
    '<time>',
  ],
  [/\b[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} \w+/g, '<time>'],
  [/\b\d\d:\d\d:\d\d(\.\d+)?\b/g, '<time>'],
  [/\b_INBOX\w*\.[\w.]+/g, '<inbox>'],
  [/\b_R_\.[\w.]+/g, '<inbox>'],
  // The time in nanoseconds, in the reply of a delivery.
  [/\b1[6-9]\d{17}\b/g, '<time>'],
  [/\b[ACNOSUX][A-Z2-7]{55}\b/g, '<key>'],
  [/\b[SC]-R\d[FM]-\w{8}\b/g, '<group>'],
  [/\b(?=\w*[A-Z])(?=\w*[a-z0-9])[0-9A-Za-z]{20,22}\b/g, '<id>'],
  // A user of the account of clients without a login, where other users are known.
  [/^(\s*User:) nats-\w{8}$/g, '$1'],
  [/^(\s*Connected (URL|Address):) .*$/g, '$1 <address>'],
  // A capital that is not in front, beside small letters or digits.
  [/\b(?=\w*[a-z0-9])(?=\w+[A-Z])[0-9A-Za-z]{8}\b/g, '<id>'],
  [/(Nats-Stream-Source:.* )\w{8}$/g, '$1<id>'],
  [/"rtt":\d+/g, '"rtt":<time>'],
  [/\b([clrg]id|Client ID): ?\d+/g, '$1:<id>'],
  [/\bnats:\/\/[a-z][\w-]*(:\d+)?/g, '<address>'],
  [
    /(\bnats:\/\/|\bws:\/\/|\b)(127\.0\.0\.1|localhost|\d+\.\d+\.\d+\.\d+|\[::1\]):\d+/g,
    '<address>',
  ],
  [/"total":\s*\d+(?=,\s*"errors")/g, '"total":<calls>'],
  // The members of a cluster choose their leader, and catch up in their own time.
  [/\b(Leader|Replica): [\w-]+( \([^)]*\))?/g, '$1: <server>'],
  [
    /, (current|outdated), (not seen|seen \S+ ago)(, (1 operation|\d{2,} operations|[02-9] operations) behind)?/g,
    ', <state>',
  ],
  [/(?<![\w.-])\d+(\.\d+)?(ns|µs|μs|us|ms)\b/g, '<time>'],
];

/** The rows of reports whose duration was given, not measured. */
const given =
  /Ack Wait|Maximum Age|Duplicate Window|Inactive|Max Waiting|Heartbeat|Delay|TTL|Backoff|Expires|Delete Marker|Pause/;
/** A length of time that is made of whole parts, such as `1m3.5s` and `3 days`. */
const measured = /(?<![\w.-])(\d+(\.\d+)?[dhms])+\b/g;
/** What a server takes of the memory of its machine, in a table. */
const memory = /(?<=│ )\d+(\.\d+)? MiB(?= )/g;

/** A line with what changes from run to run replaced, and with its blanks made one. */
function steady(line: string): string {
  let text = line;
  for (const [pattern, word] of changing) text = text.replace(pattern, word);
  if (!given.test(text)) text = text.replace(measured, '<time>').replace(memory, '<memory>');
  return text
    .replace(/[─━═-]{3,}/g, '─')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The lines of an output as they are compared: without empty ones, and JSON with its keys in order. */
function steadyLines(output: string): string[] {
  return inOrder(output).split('\n').map(steady).filter(Boolean);
}

/** JSON with the keys of its objects in order; any other text as it is. */
function inOrder(output: string): string {
  const start = output.search(/^[[{]$/m);
  if (start < 0) return output;
  try {
    const value: unknown = JSON.parse(output.slice(start));
    return output.slice(0, start) + JSON.stringify(value, sorted, 1);
  } catch {
    return output;
  }
}

const sorted = (_: string, value: unknown): unknown =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** A line of one output or of both. */
export interface Compared {
  of: 'both' | 'cli' | 'console';
  text: string;
}

const sides = { first: 'cli', second: 'console', both: 'both' } as const;

/** Lines at a server whose answers may come in any order. */
export const inAnyOrder = /\$ (nats )?(server|trace) /;

/**
 * Compares what the CLI has printed with what the console has, line by line.
 * @param unordered whether lines may come in another order: servers answer in their own
 */
export function compareOutputs(cli: string, ours: string, unordered = false): Compared[] {
  const compared = alignLines(steadyLines(cli), steadyLines(ours)).map(
    ({ of, text }): Compared => ({ of: sides[of], text }),
  );
  if (!unordered) return compared;
  const spare = compared.filter(({ of }) => of === 'console');
  return compared.flatMap((line) => {
    const at = line.of === 'cli' ? spare.findIndex(({ text }) => text === line.text) : -1;
    if (at < 0) return [line];
    const [twin] = spare.splice(at, 1);
    twin!.of = 'both';
    return [];
  });
}
