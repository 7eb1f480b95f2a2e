import { applyEdits, type Edit } from '../lab/conf/edits.ts';
import { unescaped } from '../lab/conf/go-url.ts';
import { claimsIn } from '../lab/credentials/claims.ts';
import { loginsIn, loginsOfList, type Span } from '../lab/derive/url-logins.ts';
import { isOdd, isPlaceholder, isReference, isSecretOf, isSpoken, names } from './secret-pairs.ts';
import type { StandIns } from './stand-ins.ts';

/** Is told where a secret was taken out of a text, and what it was. */
export type Told = (at: number, what: string) => void;

const quoted = String.raw`"(?:\\.|[^"\\\n])*"|'[^'\n]*'|\\"[^"\\\n]*\\"`;
/** What was taken out before. */
const done = String.raw`taken-out-\d+(?![\w-])`;
/** What stands right behind the end of a list or a map, where nothing may, is the rest of a secret. */
const tail = String.raw`(?:[}\]]+(?![}\]])[^\s,;"'\\#/]\S*)?`;
const before = String.raw`(?<![\w.$-]|\$\{)`;

/** Where a text has values by names that a pattern describes, in any syntax. */
function valuesOf(wanted: string): RegExp[] {
  const named = `(?<name>${wanted})`;
  return [
    // A value behind a colon ends where one of a list or a map does, and one of a variable of the environment at a space.
    String.raw`${before}${named}\\?["']?(?:[ \t]*:[ \t]*|[ \t]+=[ \t]*|=[ \t]+)(?<value>${quoted}|[^\s,;}\]]+${tail})`,
    String.raw`${before}${named}=(?<value>${quoted}|${done}|[^\s]+)`,
    String.raw`(?<quote>["'])${named}=(?<value>(?:\\.|(?!\k<quote>)[^\\\n])*)(?=\k<quote>)`,
    // What a variable is if nobody sets it.
    String.raw`${before}(?:(?:${wanted})["']?[ \t]*[:=][ \t]*["']?\$\{\w+|\$\{(?<name>${wanted})):?[-=](?<value>[^{}$\n]+)(?=\})`,
    // As in the environment of a container.
    String.raw`(?:name|key)["']?[ \t]*[:=][ \t]*["']?${named}["']?,?\s*["']?value["']?[ \t]*[:=][ \t]*(?<value>${quoted}|[^\s,}\]]+)`,
  ].map((source) => new RegExp(source, 'gi'));
}

const known = valuesOf(names);
/** Flags of a command, in one line or in a list. */
const flags = new RegExp(
  String.raw`(?<![\w-])--?(?<name>(?!-)(?:${names}))(?:=|["'],[ \t]*(?=["'])|[ \t]+(?!--?[a-z]))(?<value>${quoted}|${done}|\S+)`,
  'gi',
);
const others = [
  // A header that says who asks.
  /(?<![\w.$-])authorization\\?["']?(?:[ \t]*[:=,][ \t]*|[ \t]+(?=["']))\\?["']?(?:Bearer|Basic|Token|Digest)[ \t]+(?<value>[^\s"'\\,;}]+)/gi,
  new RegExp(
    String.raw`(?:_set_header|add_header|\bHeader[ \t]+set|\bENV|\bset[ \t]+-\w+)[ \t]+(?<name>${names})[ \t]+(?<value>${quoted}|[^\s;]+)`,
    'gi',
  ),
  new RegExp(String.raw`<(?:[\w-]+:)?(?<name>${names})(?:\s[^<>]*)?>(?<value>[^<>]+)(?=<)`, 'gi'),
  // The login of curl and its like.
  /(?<![\w.-])(?:curl|wget|https?|xh)["']?(?=[ \t,])(?:[^\n|;&]|\\\n){0,400}?["' \t,\n](?:-[a-z]*u|--(?:proxy-)?user)(?:=|["'],[ \t]*|[ \t]*)["']?[^\s:"'/]+:(?<value>(?<=["'][^\s:"'/]+:)[^"'\n]+|[^\s"']+)/gi,
];
/** Where a URL belongs, of which the scheme may be missing. */
const urlPlace =
  /(?<![\w.$-])(?:[\w.-]*(?:urls?|routes?|resolver|servers?)["']?[ \t]*[:=]|(?:--?server|-s)[=,]?)[ \t[(]*(?<value>"[^"\n]*"|'[^'\n]*'|["']?[^\s"'`]+)/gi;
const keyBlock =
  /-{3,}[ \t]*BEGIN[ \t][A-Z\d ]*(?:PRIVATE|SEED)[^]*?(?:-{3,}[ \t]*END[A-Z\d ]*-{3,}|$)/g;
const seedOrJwt =
  /(?<![A-Z2-7])S[OAUNCXP][A-Z2-7]{19,}|AGE-SECRET-KEY-1[A-Z\d]+|(?<![\w-])eyJ[\w-]{10,}(?:\.[\w-]+)*/g;
/** The private parts of a key as JSON. */
const partOfKey =
  /(?<=[\s{,"'\\])(?:d|p|q|dp|dq|qi|k)\\?["'][ \t]*:[ \t]*\\?["'](?<value>[\w-]{16,})/g;
const base64 =
  /(?<![\w+/=-])[A-Za-z\d+/]{24,}={0,2}(?:\\?\r?\n[ \t]*[A-Za-z\d+/]{16,}={0,2})*(?![\w-])/g;
const comment = /(?:#|\/\/)[^\n]*/g;
/** What a comment calls a secret; it may only speak of one. */
const inComment =
  /(?<![\w.$/-])(?:pass(?:word|wd|phrase)|token|secret)[ \t]+["']?(?<value>[^\s"'`]+)/gi;
const onlySecret =
  /^[#/]+[ \t]*(?:(?:old|new|the)[ \t]+)?(?:pass(?:word|wd|phrase)|token|secret)[ \t]+\S{3,}[ \t\r]*$/i;

/** Whether what a pattern has found is a secret. */
type IsSecret = (value: string, name: string) => boolean;
const isNone = (value: string) => !isPlaceholder(value);

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
  const take = (from: string, pattern: RegExp, isSecret: IsSecret, shift = 0): string =>
    from.replace(pattern, (all: string, ...rest: unknown[]) => {
      const { name = '', value: given = '' } = rest.at(-1) as Partial<Record<string, string>>;
      const [, quote = '', inner = given] = /^(\\?["'])(.*)\1$/s.exec(given) ?? [];
      // What stands before a value in YAML is none.
      const at = rest.at(-3) as number;
      const isProperty =
        /^[&!]/.test(given) &&
        /^\s+(?:[&!]\S*\s+)?["']?taken-out-/.test(
          from.slice(at + all.length, at + all.length + 200),
        );
      const word = isProperty || !isSecret(inner, name) ? undefined : standIns.of(inner);
      if (word === undefined) return all;
      told(shift + at, 'a password or the like');
      return all.slice(0, all.length - given.length) + quote + word + quote;
    });
  let left = text.replace(keyBlock, (all, at: number) => {
    told(at, 'a private key');
    return standIns.of(all)!;
  });
  left = without(left, loginsIn(left), standIns, told);
  left = left.replace(urlPlace, (all: string, given: string, at: number) => {
    const url = withoutLogin(given, standIns, (_, what) => {
      told(at, what);
    });
    return all.slice(0, all.length - given.length) + url;
  });
  for (const pattern of others)
    left = take(left, pattern, (value, name) =>
      name === '' ? isNone(value) : isSecretOf(name, value),
    );
  for (const pattern of known) left = take(left, pattern, (value, name) => isSecretOf(name, value));
  left = take(left, flags, isOfFlag);
  if (/["']kty\\?["']/.test(left)) left = take(left, partOfKey, isNone);
  if (variables.size > 0)
    for (const pattern of valuesOf([...variables].map(escaped).join('|')))
      left = take(left, pattern, isNone);
  left = left.replace(comment, (all: string, at: number) => {
    const isAlone = onlySecret.test(all);
    return take(
      all,
      inComment,
      (value) => !isSpoken(value) && isNone(value) && (isAlone || isOdd(value)),
      at,
    );
  });
  left = left.replace(seedOrJwt, (all: string, at: number) => {
    // What an operator or an account says is public: each server has it.
    const isPublic = all.startsWith('eyJ') && claimsIn(all)[0]?.type.match(/operator|account/);
    const word = isPublic ? undefined : standIns.of(all);
    if (word === undefined) return all;
    told(at, all.startsWith('eyJ') ? 'the JWT of a user' : 'a seed');
    return word;
  });
  return left.replace(base64, (all: string, at: number) => {
    const read = readable(all);
    const isClean = read === '' || withoutLookalikes(read, standIns, variables, () => {}) === read;
    const word = isClean ? undefined : standIns.of(all);
    if (word === undefined) return all;
    told(at, 'a secret in base64');
    return word;
  });
}

/** What a text in base64 says, if it is one that a person could read. */
function readable(text: string): string {
  try {
    const read = atob(text.replace(/\\?\s+/g, ''));
    return /^[\t\r\n\x20-\x7e]*$/.test(read) ? read : '';
  } catch {
    return '';
  }
}

/** A flag for credentials names a file. */
function isOfFlag(value: string, name: string): boolean {
  if (/creds|credentials?$/i.test(name) || isSpoken(value)) return false;
  return isSecretOf(/^auth$/i.test(name) ? 'AUTH' : name, value);
}

/** The passwords of a text's URLs, each with its user. */
export const passwordsIn = (text: string): [user: string, password: string][] =>
  loginsIn(text).flatMap(({ from, start, end }) =>
    text[start - 1] === ':'
      ? [[text.slice(from, start - 1), unescaped(text.slice(start, end))]]
      : [],
  );

/** Takes the login out of a text that stands where a URL does, or several in a list, whatever it looks like. */
export const withoutLogin = (text: string, standIns: StandIns, told: Told): string =>
  isPlaceholder(text) ? text : without(text, loginsOfList(text), standIns, told);

function without(text: string, secrets: readonly Span[], standIns: StandIns, told: Told): string {
  const edits: Edit[] = [];
  for (const { start, end } of secrets) {
    const secret = text.slice(start, end);
    const word = isReference(secret) ? undefined : standIns.of(unescaped(secret));
    if (word === undefined) continue;
    standIns.alias(secret, word);
    told(start, text[start - 1] === ':' ? 'the password of a URL' : 'the token of a URL');
    edits.push({ start, end, text: word });
  }
  return applyEdits(text, edits);
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
