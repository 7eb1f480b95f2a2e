import { isSubset } from './subjects.ts';

// As nats-server transforms subjects for mappings, streams and republishing: see `subject_transform.go`.

/** What stands for a token of the destination: a text made of the tokens that arrive. */
type Piece = (tokens: readonly string[]) => string;

/**
 * Reads the arguments of a function.
 * @param at tells where in a subject a wildcard stands
 */
type MakePiece = (args: readonly string[], at: (index: number) => number) => Piece;

/** @param index the wildcard that is none */
const refused = (words: string, index?: number) =>
  new Error(`invalid mapping destination: ${words}`, { cause: index });
const badArgument = 'function argument is invalid or in the wrong format';

function whole(text: string): number {
  const trimmed = text.trim();
  if (!/^[+-]?\d+$/.test(trimmed) || Number(trimmed) > 2 ** 31 - 1) throw refused(badArgument);
  return Number(trimmed);
}

function counted(args: readonly string[], count: number): void {
  if (args.length < count) throw refused('not enough arguments passed to the function');
  if (args.length > count) throw refused('too many arguments passed to the function');
}

/** A function of a wildcard and a length; a length that does not fit leaves the token as it is. */
const withLength =
  (change: (token: string, length: number) => string): MakePiece =>
  (args, at) => {
    counted(args, 2);
    const [from, length] = [at(whole(args[0]!)), whole(args[1]!)];
    return (tokens) => {
      const token = tokens[from]!;
      return length > 0 && length < token.length ? change(token, length) : token;
    };
  };

const slices = (token: string, length: number, first: number): string =>
  [
    ...(first ? [token.slice(0, first)] : []),
    ...Array.from({ length: Math.ceil((token.length - first) / length) }, (_, i) =>
      token.slice(first + i * length, first + (i + 1) * length),
    ),
  ].join('.');

const functions: Readonly<Record<string, MakePiece>> = {
  wildcard: (args, at) => {
    if (args[0] === '') throw refused('not enough arguments passed to the function');
    counted(args, 1);
    const from = at(whole(args[0]!));
    return (tokens) => tokens[from] ?? '';
  },
  partition: ([count = '', ...indexes], at) => {
    const buckets = whole(count);
    const from = indexes.map((index) => at(whole(index)));
    return (tokens) =>
      String(
        buckets &&
          hash(from.length ? from.map((each) => tokens[each]).join('') : tokens.join('.')) %
            buckets,
      );
  },
  splitFromLeft: withLength((token, at) => `${token.slice(0, at)}.${token.slice(at)}`),
  splitFromRight: withLength((token, at) => `${token.slice(0, -at)}.${token.slice(-at)}`),
  sliceFromLeft: withLength((token, length) => slices(token, length, 0)),
  sliceFromRight: withLength((token, length) => slices(token, length, token.length % length)),
  left: withLength((token, length) => token.slice(0, length)),
  right: withLength((token, length) => token.slice(-length)),
  split: (args, at) => {
    counted(args, 2);
    const [from, by] = [at(whole(args[0]!)), args[1]!];
    if (/[ .]/.test(by)) throw refused(badArgument);
    return (tokens) => tokens[from]!.split(by).filter(Boolean).join('.');
  },
  random: (args) => {
    if (args.length !== 1) throw refused('not enough arguments passed to the function');
    const count = whole(args[0]!);
    return () => String(Math.floor(Math.random() * count));
  },
};

/** FNV-1a of 32 bits, by which the server spreads subjects over partitions. */
function hash(text: string): number {
  return new TextEncoder()
    .encode(text)
    .reduce((sum, byte) => Math.imul(sum ^ byte, 0x01000193) >>> 0, 0x811c9dc5);
}

/**
 * Reads a transform of subjects.
 * @returns what a subject becomes; it throws for one that does not match
 * @throws Error in the server's words
 */
export function subjectTransform(source: string, destination: string): (subject: string) => string {
  const [from, to] = [source.split('.'), destination.split('.')];
  const open = from.at(-1) === '>';
  if (!isPattern(from) || !isPattern(to) || to.includes('*') || open !== (to.at(-1) === '>')) {
    throw new Error('invalid subject');
  }
  const wildcards = from.flatMap((token, at) => (token === '*' ? [at] : []));
  const at = (index: number) => {
    const words = 'wildcard index out of range';
    if (!wildcards.length && !open) throw refused(words);
    if (index > wildcards.length) throw refused(words, index);
    return wildcards[index - 1] ?? 0;
  };
  const pieces = to.map((token) => pieceOf(token, at));
  return (subject) => {
    const tokens = subject.split('.');
    if (tokens.some((token) => ['', '*', '>'].includes(token))) throw new Error('invalid subject');
    if (!isSubset(subject, source)) throw new Error('no matching transforms available');
    const made = pieces.map((piece) => piece(tokens));
    return (open ? [...made.slice(0, -1), ...tokens.slice(from.length - 1)] : made).join('.');
  };
}

const isPattern = (tokens: readonly string[]): boolean =>
  tokens.every((token, i) => token !== '' && (token !== '>' || i === tokens.length - 1));

function pieceOf(token: string, at: (index: number) => number): Piece {
  const [, index] = /^\$(\d+)$/.exec(token) ?? [];
  if (index === undefined && !/^\{\{.+\}\}$/.test(token)) return () => token;
  const [, name = 'wildcard', list = index ?? ''] =
    /^\{\{\s*(\w+)\s*\((.*)\)\s*\}\}$/.exec(token) ?? (index === undefined ? [token, ''] : []);
  try {
    const [, make] = Object.entries(functions).find(([each]) => isWritten(each, name)) ?? [];
    if (!make) throw refused('unknown function');
    return make(list.split(/,\s*/), at);
  } catch (error) {
    const { message, cause } = error as Error;
    const place = typeof cause === 'number' ? `${token}: [${cause}]` : token;
    throw new Error(`${message} in ${place}`, { cause: error });
  }
}

/** Whether a name is written as the server reads it: each of its words may begin with a capital. */
function isWritten(name: string, typed: string): boolean {
  const either = (letter: string) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`;
  return new RegExp(`^${name.replace(/^[a-z]|[A-Z]/g, either)}$`).test(typed);
}
