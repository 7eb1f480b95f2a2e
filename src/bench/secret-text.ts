import { applyEdits, type Edit } from '../lab/conf/edits.ts';
import { unescaped } from '../lab/conf/go-url.ts';
import { claimsIn } from '../lab/credentials/claims.ts';
import { loginIn, type Span } from '../lab/derive/hide-secrets.ts';
import type { StandIns } from './stand-ins.ts';

/** Is told where a secret was taken out of a text, and what it was. */
export type Told = (at: number, what: string) => void;

const quoted = String.raw`"(?:\\.|[^"\\\n])*"|'[^'\n]*'|\\"[^"\\\n]*\\"`;
/** What stands right behind the end of a list or a map, where nothing may, is the rest of a secret. */
const tail = String.raw`(?:[}\]]+(?![}\]])[^\s,;"'\\#/]\S*)?`;
/** A value behind a colon ends where one of a list or a map does, and one of a variable of the environment at a space. */
const behindName = String.raw`\\?["']?(?:[ \t]*:[ \t]*|[ \t]+=[ \t]*|=[ \t]+)(${quoted}|[^\s,;}\]]+${tail})`;
const behindVariable = String.raw`=(${quoted}|[^\s]+)`;
const below = String.raw`["']?,?\s*["']?value["']?[ \t]*:[ \t]*(${quoted}|[^\s,}\]]+)`;
const name = String.raw`[\w.-]*(?:pass(?:word|phrase)?|token|seed|secret|encryption_key|authorization)`;
const before = String.raw`(?<![\w.$-])`;

/** Where a text has values by names that a pattern describes, in any syntax. */
const valuesOf = (names: string): RegExp[] => [
  new RegExp(`${before}(?:${names})${behindName}`, 'gi'),
  new RegExp(`${before}(?:${names})${behindVariable}`, 'gi'),
  // As in the environment of a container.
  new RegExp(String.raw`name["']?[ \t]*:[ \t]*["']?(?:${names})${below}`, 'gi'),
];
const named = valuesOf(name);
const flags = new RegExp(
  String.raw`--(?:password|token|seed|secret|pass)(?:=|[ \t]+)(${quoted}|\S+)`,
  'gi',
);
/** A header that says who asks. */
const header =
  /(?<![\w.$-])authorization\\?["']?[ \t]*[:=][ \t]*\\?["']?(?:Bearer|Basic)[ \t]+([^\s"'\\,;}]+)/gi;
/** Where a URL belongs, of which the scheme may be missing. */
const urlPlace =
  /(?<![\w.$-])(?:[\w.-]*(?:urls?|routes?|resolver|servers?)["']?[ \t]*[:=]|(?:-s|--server)(?=[ \t]))[ \t[(]*["']?([^\s"'`]+)/gi;
/** Where the next URL of a list begins. */
const nextUrl = /(?=,[a-z+-]+:\/\/)/i;
const seedOrJwt = /(?<![A-Z2-7])S[OAUNCXP][A-Z2-7]{19,}|(?<![\w-])eyJ[\w-]{10,}(?:\.[\w-]+)*/g;
/** What stands in the place of a value, or is no secret. */
const noSecret =
  /^(?:true|false|yes|no|on|off|null|~|(?:Bearer|Basic)(?:[ \t]+taken-out-\d+)?|\$[A-Z_][A-Z0-9_]*|\$\{.*|\$\(.*|\{+.*|\[.*|<<.*|[UAONCX][A-Z2-7]{55})$/is;

/**
 * Takes out of a text what looks like a secret, whatever the text is.
 * @param variables what else is the name of a secret
 */
export function withoutLookalikes(
  text: string,
  standIns: StandIns,
  variables: ReadonlySet<string>,
  told: Told,
): string {
  let done = withoutLogins(text, standIns, told);
  done = done.replace(urlPlace, (all: string, given: string, at: number) => {
    const url = withoutLogin(given, standIns, (_, what) => {
      told(at, what);
    });
    return all.slice(0, all.length - given.length) + url;
  });
  const take = (pattern: RegExp) => {
    done = done.replace(pattern, (all: string, given: string, at: number) => {
      const [, quote = '', inner = given] = /^(\\?["'])(.*)\1$/s.exec(given) ?? [];
      const word = noSecret.test(inner) ? undefined : standIns.of(inner);
      if (word === undefined) return all;
      told(at, 'a password or the like');
      return all.slice(0, all.length - given.length) + quote + word + quote;
    });
  };
  for (const pattern of [header, ...named, flags]) take(pattern);
  if (variables.size > 0)
    for (const pattern of valuesOf([...variables].map(escaped).join('|'))) take(pattern);
  return done.replace(seedOrJwt, (all: string, at: number) => {
    // What an operator or an account says is public: each server has it.
    const isPublic = all.startsWith('eyJ') && claimsIn(all)[0]?.type.match(/operator|account/);
    const word = isPublic ? undefined : standIns.of(all);
    if (word === undefined) return all;
    told(at, all.startsWith('eyJ') ? 'the JWT of a user' : 'a seed');
    return word;
  });
}

/** A secret of a URL, behind the user that it is of. */
interface UrlSecret extends Span {
  user: string;
}

/** Where a text has secrets of URLs: parsers differ on where a login ends, so all up to the last `@` of a word. */
function loginsIn(text: string): UrlSecret[] {
  const found: UrlSecret[] = [];
  for (const { 0: word, index } of text.matchAll(/[^\s"'`]+/g)) {
    if (!word.includes('@')) continue;
    let at = index;
    for (const part of word.split(nextUrl)) {
      const slashes = part.indexOf('//');
      if (slashes >= 0 && part.lastIndexOf('@') > slashes + 2) {
        const { start, end } = loginIn(part.slice(slashes));
        const from = at + slashes;
        const user = text.slice(from + 2, from + start).replace(/:$/, '');
        found.push({ user, start: from + start, end: from + end });
      }
      at += part.length;
    }
  }
  return found;
}

/** The passwords of a text's URLs, each with its user. */
export const passwordsIn = (text: string): [user: string, password: string][] =>
  loginsIn(text).flatMap(({ user, start, end }) =>
    text[start - 1] === ':' ? [[user, unescaped(text.slice(start, end))]] : [],
  );

/** Takes the passwords out of URLs, and the tokens that stand in the place of a user. */
const withoutLogins = (text: string, standIns: StandIns, told: Told): string =>
  without(text, loginsIn(text), standIns, told);

/** Takes the login out of a text that stands where a URL does, or several in a list, whatever it looks like. */
export function withoutLogin(text: string, standIns: StandIns, told: Told): string {
  const logins: Span[] = [];
  let at = 0;
  for (const part of text.split(nextUrl)) {
    const from = at + (part.startsWith(',') ? 1 : 0);
    at += part.length;
    if (!part.includes('@') || noSecret.test(part)) continue;
    const { start, end } = loginIn(text.slice(from, at));
    logins.push({ start: from + start, end: from + end });
  }
  return without(text, logins, standIns, told);
}

function without(text: string, secrets: readonly Span[], standIns: StandIns, told: Told): string {
  const edits: Edit[] = [];
  for (const { start, end } of secrets) {
    const secret = text.slice(start, end);
    const word = standIns.of(unescaped(secret));
    if (word === undefined) continue;
    standIns.alias(secret, word);
    told(start, text[start - 1] === ':' ? 'the password of a URL' : 'the token of a URL');
    edits.push({ start, end, text: word });
  }
  return applyEdits(text, edits);
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
