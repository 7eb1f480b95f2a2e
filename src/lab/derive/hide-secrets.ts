import { unescaped } from '../conf/go-url.ts';
import { pathsOf, type Scalar } from '../conf/conf-text.ts';
import type { Derived } from './derive.ts';

/** Stands in words in the place of a secret. */
const hidden = '[hidden]';

const secretKey =
  /^(pass(word)?|token|seed|nkey_seed|nkey|ek|xkey|encryption_key|(prev_|old_)?(encryption_)?key)$/;
/** The same keys in any file, whatever its syntax, each with what follows it. */
const written =
  /\b(?:[\w.-]*(?:pass(?:word)?|token|seed|secret|encryption_key))["']?[ \t]*[:=][ \t]*("[^"\n]*"|'[^'\n]*'|[^\s,;}\]]+)/gi;
/** An nkey's seed, also one that lacks letters, and a JWT, which may be a bearer's. */
const anywhere = /\bS[A-Z2-7]{20,}|\beyJ[\w-]{20,}(?:\.[\w-]+)*/g;
/** What may log in, in a text that may be a URL: parsers differ on where it ends, so all up to the last `@`. */
const userinfo = /\/\/[^\s"'`]*@/g;
/** How long a secret is that is hidden wherever it stands. A shorter one is part of other words too. */
const longEnough = 4;

/**
 * Answers words with the secrets of a network hidden: servers repeat what they cannot read, and a part of it may be a
 * password. Known are those of the files that were given, as they are written and as they are read.
 */
export function hiderOf({ confs, files, topology }: Derived): (words: string) => string {
  const names = new Set(topology.servers.map(({ name }) => name));
  const secrets = new Set<string>();
  const add = (text: string) => {
    // The name of a variable of the environment is none, and a person must know it.
    if (/^\$[A-Z][A-Z0-9_]*$/.test(text)) return;
    secrets.add(text);
    if (text.startsWith('$')) secrets.add(text.slice(1));
  };
  for (const { conf } of confs.values())
    for (const scalar of conf.scalars) if (isSecret(scalar)) add(scalar.text);
  for (const { text } of files.values()) {
    for (const [given] of text.matchAll(userinfo)) {
      const [user = '', password = user] = given.slice(2, -1).split(/:(.*)/s);
      add(password);
      add(unescaped(password));
    }
    for (const [, value] of text.matchAll(written)) add(value!.replace(/^(["'])(.*)\1$/s, '$2'));
  }
  const long = [...secrets].filter((each) => each.length >= longEnough && !names.has(each));
  const short = [...secrets].filter(
    (each) => each !== '' && (each.length < longEnough || names.has(each)),
  );
  long.sort((a, b) => b.length - a.length);
  return (words) => {
    let told = words.replace(userinfo, `//${hidden}@`).replace(anywhere, hidden);
    for (const each of long) if (told.includes(each)) told = told.replaceAll(each, hidden);
    for (const each of short)
      for (const quote of ['"', "'"])
        told = told.replaceAll(`${quote}${each}${quote}`, `${quote}${hidden}${quote}`);
    return told;
  };
}

const isSecret = ({ key, text, block }: Scalar): boolean =>
  text !== '' &&
  secretKey.test(key) &&
  // Public keys and files are no secrets.
  !/^[UAONCX][A-Z2-7]{55}$/.test(text) &&
  (key !== 'key' || pathsOf(block).some(([top]) => top === 'jetstream'));
