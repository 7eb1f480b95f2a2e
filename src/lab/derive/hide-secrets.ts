import { unescaped } from '../conf/go-url.ts';
import { pathsOf, readConf, type ConfText, type Scalar } from '../conf/conf-text.ts';
import type { Derived } from './derive.ts';
import type { GivenFile } from './given.ts';
import type { ServerConf } from './server-conf.ts';

/** Stands in words in the place of a secret. */
const hidden = '[hidden]';

/** The keys of secrets, and whatever may be one of them mistyped. */
const secretKey =
  /pass|pwd|token(?!s|_)|secret|seed|^(nkey|xkey|(prev_)?ek|(prev_|old_)?(encryption_)?key)$/i;
/** The same keys in any file, whatever its syntax, each with what follows it. */
const written =
  /\b(?:[\w.-]*(?:pass(?:word)?|token|seed|secret|encryption_key))["']?[ \t]*[:=][ \t]*("[^"\n]*"|'[^'\n]*'|[^\s,;}\]]+)/gi;
/** An nkey's seed, also one that lacks letters, and a JWT, which may be a bearer's. */
const anywhere = /\bS[A-Z2-7]{20,}|\beyJ[\w-]{20,}(?:\.[\w-]+)*/g;
/** What may log in, in a text that may be a URL: parsers differ on where it ends, so all up to the last `@`. */
const userinfo = /\/\/[^\s"'`]*@/g;
/** How long a secret is that is hidden wherever it stands. A shorter one is part of other words too. */
const longEnough = 4;

/** A stretch of a text. */
export interface Span {
  start: number;
  end: number;
}

/**
 * Answers words with the secrets of a network hidden: servers repeat what they cannot read, and a part of it may be a
 * password. Known are those of the files that were given, as they are written and as they are read.
 */
export function hiderOf({ confs, files, topology }: Derived): (words: string) => string {
  const names = new Set(topology.servers.map(({ name }) => name));
  return hider([...confs.values()].flatMap(secretsOf), [...files.values()], names);
}

/** As `hiderOf`, of files that may be no network. */
export const hiderOfFiles = (files: readonly GivenFile[]): ((words: string) => string) =>
  hider(
    files.flatMap(({ text }) => secretsOf({ conf: readConf(text) })),
    files,
    new Set(),
  );

function hider(
  read: readonly Scalar[],
  files: readonly GivenFile[],
  names: ReadonlySet<string>,
): (words: string) => string {
  const secrets = new Set<string>();
  const add = (text: string) => {
    // The name of a variable of the environment is none, and a person must know it.
    if (/^\$[A-Z][A-Z0-9_]*$/.test(text)) return;
    secrets.add(text);
    if (text.startsWith('$')) secrets.add(text.slice(1));
  };
  for (const { text } of read) add(text);
  for (const { text } of files) {
    for (const { start, end } of loginsIn(text, userinfo)) {
      add(text.slice(start, end));
      add(unescaped(text.slice(start, end)));
    }
    for (const { start, end } of writtenIn(text))
      add(text.slice(start, end).replace(/^(["'])(.*)\1$/s, '$2'));
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

/**
 * Finds where files have secrets, by the path of each file: as a server reads them, and as they look, where the two
 * may differ. What a variable stands for counts where a secret refers to it.
 */
export function secretPlaces({
  confs,
  files,
}: Pick<Derived, 'confs' | 'files'>): Map<string, Span[]> {
  /** What is a secret by where a file is included, or by where a variable is referred to: by key and value. */
  const known = new Set<string>();
  const say = (key: string, text: string) => JSON.stringify([key.toLowerCase(), text]);
  for (const conf of confs.values())
    for (const scalar of secretsOf(conf))
      known.add(say(variableOf(scalar) ?? scalar.key, scalar.text));
  const isKnown = ({ key, text }: Scalar) => known.has(say(key, text));
  return new Map([...files.values()].map(({ path, text }) => [path, secretSpans(text, isKnown)]));
}

/** Finds where a text has secrets, whether it is a configuration or not; `isKnown` says which values are more. */
export const secretSpans = (
  text: string,
  isKnown: (scalar: Scalar) => boolean = () => false,
): Span[] => [
  ...readConf(text).scalars.flatMap((scalar) => {
    const { start, end, reference } = scalar;
    if (reference) return [];
    if (isSecret(scalar) || isKnown(scalar)) return [{ start, end }];
    // As a value it may hold spaces and quotes, too.
    return isUrlWithLogin(scalar.text)
      ? loginsIn(text.slice(start, end), /\/\/[\s\S]*@/g, start)
      : [];
  }),
  ...writtenIn(text),
  ...loginsIn(text, userinfo),
];

/** Whether a value is a URL whose login, before its last @, a server may use; whatever else it looks like. */
export const isUrlWithLogin = (value: string): boolean =>
  /^\s*([^\s/`]*:)?\/\/[\s\S]*@/.test(value);

/** The variables that secrets of a configuration refer to. */
export const secretVariables = (conf: Pick<ServerConf, 'conf'>): string[] =>
  secretsOf(conf).flatMap((scalar) => variableOf(scalar) ?? []);

/** The variable that stands in the place of a value. */
const variableOf = ({ reference }: Scalar): string | undefined =>
  reference && /\$(\S+)$/.exec(reference.setting)?.[1];

const secretsOf = ({ conf }: { conf: ConfText }): Scalar[] => conf.scalars.filter(isSecret);

/** Where a text has values whose keys look like those of secrets, with their quotes. */
const writtenIn = (text: string): Span[] =>
  [...text.matchAll(written)].map(({ 0: all, 1: value, index }) => ({
    start: index + all.length - value!.length,
    end: index + all.length,
  }));

/** Where URLs have a password, or a token in the place of the user. */
const loginsIn = (text: string, url: RegExp, from = 0): Span[] =>
  [...text.matchAll(url)].map(({ 0: all, index }) => {
    const colon = all.indexOf(':');
    const start = from + index;
    return { start: start + (colon < 0 ? 2 : colon + 1), end: start + all.length - 1 };
  });

/** Whether a value of a configuration is a password, a token, a seed or the like. */
export const isSecret = ({ key, text, type, block }: Scalar): boolean =>
  text !== '' && type !== 'bool' && isSecretKey(key, pathsOf(block)) && !isPublicKey(text);

/** Whether a text is a public key: no secret, wherever it stands. */
export const isPublicKey = (text: string): boolean => /^[UAONCX][A-Z2-7]{55}$/.test(text);

/** Whether the value of a key in a map is a secret; `key` is one of JetStream alone, elsewhere it names a file. */
export const isSecretKey = (key: string, paths: readonly (readonly string[])[]): boolean =>
  secretKey.test(key) &&
  (!/^key$/i.test(key) || paths.some(([top]) => /^jetstream$/i.test(top ?? '')));
