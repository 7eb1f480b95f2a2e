import { publicKeyOfSeed } from '../lab/credentials/claims.ts';
import { derive, type Derived } from '../lab/derive/derive.ts';
import { secretPlaces, secretVariables, type Span } from '../lab/derive/hide-secrets.ts';

/**
 * A network that differs from another in its secrets alone: what is packed of the two differs where it has secrets.
 * Each is another of the same length and of the same kind of characters, so that it is read alike.
 */
export function twinOf(derived: Derived): Derived {
  const { topology, confs, files, hosts } = derived;
  const places = secretPlaces(derived);
  const variables = new Set([...confs.values()].flatMap(secretVariables));
  const twins = [...files.values()].map((file) => ({
    ...file,
    text: othersAt(file.text, places.get(file.path) ?? []),
    ...(file.env && {
      env: Object.fromEntries(
        Object.entries(file.env).map(([name, value]) => [
          name,
          variables.has(name) ? other(value) : value,
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

/**
 * Another secret: each letter and each digit by the next of its kind. Escapes, the beginning of a hash and the name of
 * a variable stay, and so does a seed, whose key says who logs in.
 */
function other(secret: string): string {
  const [, quote = '', bare = secret] = /^(["'])([\s\S]*)\1$/.exec(secret) ?? [];
  if (/^\$(?!2[aby]\$)/.test(bare) || publicKeyOfSeed(bare) !== undefined) return secret;
  const [hash = ''] = /^\$2[aby]\$\d\d\$/.exec(bare) ?? [];
  const rest = bare.slice(hash.length);
  return quote + hash + rest.replace(/\\.|[a-zA-Z\d]/gs, next) + quote;
}

/** The next of hexadecimal letters, of other letters, or of digits: a percent and two of them stay one character. */
const next = (char: string): string => {
  const kind = ['0123456789', 'abcdef', 'ABCDEF', 'ghijklmnopqrstuvwxyz', 'GHIJKLMNOPQRSTUVWXYZ'];
  const of = kind.find((each) => char.length === 1 && each.includes(char));
  return of === undefined ? char : of[(of.indexOf(char) + 1) % of.length]!;
};
