import * as v from 'valibot';

/** An account of a server: `edge`, or `plant/ORDERS` where the server has more than one. */
const at = v.pipe(v.string(), v.nonEmpty());
const places = v.union([
  v.array(at),
  v.pipe(
    at,
    v.transform((one) => [one]),
  ),
]);

/** From an account, the JetStream of a domain answers; or it does not. */
const domain = v.strictObject({
  from: at,
  domain: at,
  /** `yes` unless it is written. */
  answers: v.optional(v.boolean(), true),
});

/** From an account, a client that names no domain is answered by that of this name; by none at all with `none`. */
const bare = v.strictObject({ from: at, bare: at });

/** What is published at one account arrives at others, and does not at others again. `*` and `>` stand for any word. */
const publish = v.strictObject({
  publish: at,
  at,
  reaches: v.optional(places, []),
  misses: v.optional(places, []),
});

/** A link is up, or is not, and binds accounts: those of the server that dials, to those of the one that listens. */
const link = v.strictObject({
  link: at,
  up: v.optional(v.boolean(), true),
  binds: v.optional(v.record(v.string(), v.string()), {}),
});

/**
 * A stream is copied, and no message is lost or doubled when a link is cut and mended meanwhile. The streams are made
 * for it, in memory, and removed.
 */
const copy = v.strictObject({
  /** Where messages are published and kept, with the subjects that the stream takes. */
  stream: at,
  at,
  subjects: places,
  /** The account that has the copy. */
  'copied-to': at,
  by: v.optional(v.picklist(['mirror', 'source']), 'mirror'),
  /** The link that is cut while messages are published. */
  cut: v.optional(at),
  messages: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)), 20),
});

const kinds = { domain, bare, publish, link, stream: copy } as const;

type Kind = keyof typeof kinds;

export type Expectation = {
  [K in Kind]: { kind: K } & v.InferOutput<(typeof kinds)[K]>;
}[Kind];

/** Reads one expectation, which its keys tell the kind of. */
export function parseExpectation(
  given: unknown,
): { is: Expectation } | { wrong: string; path: (string | number)[] } {
  const kind = kindOf(given);
  if (!kind)
    return {
      wrong: `an expectation has one of the keys ${Object.keys(kinds).join(', ')}`,
      path: [],
    };
  const result = v.safeParse(kinds[kind], given);
  if (result.success) return { is: { kind, ...result.output } as Expectation };
  const [issue] = result.issues;
  const path = (issue.path ?? []).flatMap(({ key }) =>
    typeof key === 'string' || typeof key === 'number' ? [key] : [],
  );
  return { wrong: wordsOf(issue, kind, path), path };
}

function kindOf(given: unknown): Kind | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  return (Object.keys(kinds) as Kind[]).find((key) => key in given);
}

function wordsOf(
  issue: v.BaseIssue<unknown>,
  kind: Kind,
  path: readonly (string | number)[],
): string {
  const keys = Object.keys(kinds[kind].entries);
  const key = path.join('.');
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return `${key} is no key of an expectation with ${kind}; there are ${keys.join(', ')}`;
  if (issue.received === 'undefined') return `${key} is missing beside ${kind}`;
  return `${key} is ${issue.received}, and should be ${issue.expected ?? 'something else'}`;
}
