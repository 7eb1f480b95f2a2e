import { unescaped } from '../lab/conf/go-url.ts';
import { claimsIn } from '../lab/credentials/claims.ts';
import type { StandIns } from './stand-ins.ts';

/** Is told where a secret was taken out of a text, and what it was. */
export type Told = (at: number, what: string) => void;

const quoted = String.raw`"(?:\\.|[^"\\\n])*"|'[^'\n]*'|\\"[^"\\\n]*\\"`;
/** A value behind a colon ends where one of a list or a map does, and one of a variable of the environment at a space. */
const behindName = String.raw`\\?["']?(?:[ \t]*:[ \t]*|[ \t]+=[ \t]*|=[ \t]+)(${quoted}|[^\s,;}\]]+)`;
const behindVariable = String.raw`=(${quoted}|[^\s]+)`;
const below = String.raw`["']?,?\s*["']?value["']?[ \t]*:[ \t]*(${quoted}|[^\s,}\]]+)`;
const name = String.raw`[\w.-]*(?:pass(?:word|phrase)?|token|seed|secret|encryption_key)`;
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
/** What may log in, in a text that may be a URL: parsers differ on where it ends, so all up to the last `@`. */
const userinfo = /(?<!\/)\/\/((?:(?!,[a-z+-]+:\/\/)[^\s"'`]){1,4000})@/gi;
const seedOrJwt = /(?<![A-Z2-7])S[OAUNCXP][A-Z2-7]{19,}|(?<![\w-])eyJ[\w-]{10,}(?:\.[\w-]+)*/g;
/** What stands in the place of a value, or is no secret. */
const noSecret =
  /^(?:true|false|yes|no|on|off|null|~|\$[A-Z_][A-Z0-9_]*|\$\{.*|\$\(.*|\{+.*|\[.*|<<.*|[UAONCX][A-Z2-7]{55})$/is;

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
  const take = (pattern: RegExp) => {
    done = done.replace(pattern, (all: string, given: string, at: number) => {
      const [, quote = '', inner = given] = /^(\\?["'])(.*)\1$/s.exec(given) ?? [];
      const word = noSecret.test(inner) ? undefined : standIns.of(inner);
      if (word === undefined) return all;
      told(at, 'a password or the like');
      return all.slice(0, all.length - given.length) + quote + word + quote;
    });
  };
  for (const pattern of [...named, flags]) take(pattern);
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

/** Takes the passwords out of URLs, and the tokens that stand in the place of a user. */
export const withoutLogins = (text: string, standIns: StandIns, told: Told): string =>
  text.replace(userinfo, (all: string, given: string, at: number) => {
    const [, user, password] = /^([^:]*):(.*)$/s.exec(given) ?? [];
    const secret = password ?? given;
    const word = standIns.of(unescaped(secret));
    if (word === undefined) return all;
    standIns.alias(secret, word);
    told(at, password === undefined ? 'the token of a URL' : 'the password of a URL');
    return `//${user === undefined ? '' : `${user}:`}${word}@`;
  });

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
