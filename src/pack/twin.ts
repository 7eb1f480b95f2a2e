import { publicKeyOfSeed } from '../lab/credentials/claims.ts';
import { derive, type Derived } from '../lab/derive/derive.ts';
import { secretPlaces, secretVariables, type Kind } from '../lab/derive/hide-secrets.ts';
import { loginIn, type Span } from '../lab/derive/url-logins.ts';

/**
 * A network that differs from another in its secrets alone: what is packed of the two differs where it has secrets.
 * Each is another of the same length and of the same kind of characters, so that it is read alike.
 */
export function twinOf(derived: Derived): Derived {
  const { topology, confs, files, hosts } = derived;
  const places = secretPlaces(derived);
  const variables = new Map([...confs.values()].flatMap(secretVariables));
  const twins = [...files.values()].map((file) => ({
    ...file,
    text: othersAt(file.text, places.get(file.path) ?? []),
    ...(file.env && {
      env: Object.fromEntries(
        Object.entries(file.env).map(([name, value]) => [
          name,
          otherOf(value, variables.get(name)),
        ]),
      ),
    }),
  }));
  return derive(topology.name, twins, hosts);
}

/** A text in which other secrets stand at some places. Places may lie in each other. */
function othersAt(text: string, places: readonly Span[]): string {
  let done = 0;
  let all = '';
  for (const { start, end } of places.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const from = Math.max(start, done);
    if (from >= end) continue;
    all += text.slice(done, from) + other(text.slice(from, end));
    done = end;
  }
  return all + text.slice(done);
}

const otherOf = (value: string, kind: Kind | undefined): string =>
  kind === 'secret' ? other(value) : kind === 'url' ? othersAt(value, [loginIn(value)]) : value;

/**
 * Another secret: each letter and each digit by the next of its kind, and marks that mean nothing to any reader by
 * others. Escapes, the beginning of a hash and the name of a variable stay, and so does a seed, whose key says who logs
 * in. One that has nothing but what stays is made of letters.
 */
export function other(secret: string): string {
  const [, quote = '', bare = secret] = /^(["'])([\s\S]*)\1$/.exec(secret) ?? [];
  const variable = quote === '' ? /^\$(?!2[aby]\$)/ : /^\$\{?[A-Z_][A-Z0-9_]*\}?$/;
  if (variable.test(bare) || publicKeyOfSeed(bare) !== undefined) return secret;
  const [hash = ''] = /^\$2[aby]\$\d\d\$/.exec(bare) ?? [];
  const rest = bare.slice(hash.length);
  const changed = hash + rest.replace(/\\.|[\s\S]/g, next);
  const made =
    changed === bare ? bare.replace(quote === '' ? /\S/g : /./g, letterFor(quote !== '')) : changed;
  return quote + made + quote;
}

/** Each is followed by the next. A percent and two hexadecimal digits stay one character. */
const kinds = [
  '0123456789',
  'abcdef',
  'ABCDEF',
  'ghijklmnopqrstuvwxyz',
  'GHIJKLMNOPQRSTUVWXYZ',
  '!*&~_+',
  '^|',
];

const next = (char: string): string => {
  const kind = kinds.find((each) => char.length === 1 && each.includes(char));
  if (kind !== undefined) return kind[(kind.indexOf(char) + 1) % kind.length]!;
  const code = char.charCodeAt(0);
  const neighbour = String.fromCharCode(code ^ 1);
  // The first half of a character, and spaces, stay.
  const stays = code < 0x80 || /^[\ud800-\udbff]/.test(char) || /\s|\x85/.test(char + neighbour);
  return stays ? char : neighbour;
};

/** Marks that have a meaning, in the order of their letters. */
const marks = '-.,:;=@/#%$?()<>[]{}\\"\'`';

/** A letter in the place of a mark; without quotes, a brace begins something that is no secret. */
const letterFor = (isQuoted: boolean) => (mark: string) =>
  !isQuoted && /[[{]/.test(mark)
    ? mark
    : ('abcdefghijklmnopqrstuvwxyz'[marks.indexOf(mark)] ?? 'z');
