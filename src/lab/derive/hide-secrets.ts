import { pathsOf, readConf, type ConfText, type Scalar } from '../conf/conf-text.ts';
import { applyEdits } from '../conf/edits.ts';
import { goUrl, unescaped } from '../conf/go-url.ts';
import type { Derived } from './derive.ts';
import type { GivenFile } from './given.ts';
import { fileKey, secretKey, secretName } from './secret-names.ts';
import type { ServerConf } from './server-conf.ts';
import { isUrlWithLogin, loginIn, loginsIn, type Span } from './url-logins.ts';

/** Stands in words in the place of a secret. */
const hidden = '[hidden]';

/** What of the headers of a WebSocket says who asks. */
const secretHeader = /auth|cookie|key|session|signature/i;
/** The names of secrets in any file, whatever its syntax, each with what follows it. */
const written = new RegExp(
  String.raw`(?<![\w.-])(?:${secretName})["']?[ \t]*[:=][ \t]*("[^"\n]*"|'[^'\n]*'|[^\s,;}\]]+)`,
  'gi',
);
/** An nkey's seed, also one that lacks letters, and a JWT, which may be a bearer's. */
const anywhere = /\bS[A-Z2-7]{20,}|\beyJ[\w-]{20,}(?:\.[\w-]+)*/g;
/** How long a secret is that is hidden wherever it stands. A shorter one is part of other words too. */
const longEnough = 4;

/**
 * Answers words with the secrets of a network hidden: servers repeat what they cannot read, and a part of it may be a
 * password. Known are those of the files that were given, as they are written and as they are read.
 */
export function hiderOf({ confs, files, topology }: Derived): (words: string) => string {
  const names = topology.servers.map(({ name }) => name);
  return hider([...confs.values()], [...files.values()], names);
}

/** As `hiderOf`, of files that may be no network. */
export const hiderOfFiles = (files: readonly GivenFile[]): ((words: string) => string) =>
  hider(
    files.map(({ text }) => ({ conf: readConf(text) })),
    files,
    [],
  );

function hider(
  confs: readonly { conf: ConfText }[],
  files: readonly GivenFile[],
  servers: readonly string[],
): (words: string) => string {
  // A secret of the same letters is hidden where it is quoted or in a URL: elsewhere a name is told.
  const names = new Set([...servers, ...confs.flatMap(usersOf)]);
  const secrets = new Set<string>();
  const add = (text: string) => {
    // The name of a variable of the environment is none, and a person must know it.
    if (/^\$[A-Z][A-Z0-9_]*$/.test(text)) return;
    secrets.add(text);
    if (text.startsWith('$')) secrets.add(text.slice(1));
  };
  const addLogin = (text: string, { start, end }: Span) => {
    add(text.slice(start, end));
    add(unescaped(text.slice(start, end)));
  };
  for (const scalar of confs.flatMap(({ conf }) => conf.scalars)) {
    if (isSecret(scalar)) add(scalar.text);
    else if (isUrlWithLogin(scalar.text, scalar.key)) addLogin(scalar.text, loginIn(scalar.text));
  }
  for (const { text } of files) {
    for (const login of loginsIn(text)) addLogin(text, login);
    for (const { start, end } of writtenIn(text))
      add(text.slice(start, end).replace(/^(["'])(.*)\1$/s, '$2'));
  }
  const long = [...secrets].filter((each) => each.length >= longEnough && !names.has(each));
  const short = [...secrets].filter(
    (each) => each !== '' && (each.length < longEnough || names.has(each)),
  );
  long.sort((a, b) => b.length - a.length);
  return (words) => {
    const logins = loginsIn(words).map(({ from, end }) => ({ start: from, end, text: hidden }));
    let told = applyEdits(words, logins).replace(anywhere, hidden);
    for (const each of long) if (told.includes(each)) told = told.replaceAll(each, hidden);
    for (const each of short)
      for (const [before, behind] of ['""', "''", ':@'])
        told = told.replaceAll(`${before}${each}${behind}`, `${before}${hidden}${behind}`);
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
  /** What is one by where a file is included, or by where a variable is referred to: by key and value. */
  const known = new Map<string, Kind>();
  const say = (key: string, text: string) => JSON.stringify([key.toLowerCase(), text]);
  for (const conf of confs.values())
    for (const scalar of secretsOf(conf)) {
      const at = say(variableOf(scalar) ?? scalar.key, scalar.text);
      if (known.get(at) !== 'secret') known.set(at, kindOf(scalar)!);
    }
  const kindKnown = ({ key, text }: Scalar) => known.get(say(key, text));
  return new Map([...files.values()].map(({ path, text }) => [path, secretSpans(text, kindKnown)]));
}

/** A value that is a secret, or a URL with one. */
export type Kind = 'secret' | 'url';

const kindOf = (scalar: Scalar): Kind | undefined =>
  isSecret(scalar) ? 'secret' : isUrlWithLogin(scalar.text, scalar.key) ? 'url' : undefined;

/** Finds where a text has secrets, whether it is a configuration or not; `kindKnown` says which values are more. */
export const secretSpans = (
  text: string,
  kindKnown: (scalar: Scalar) => Kind | undefined = () => undefined,
): Span[] => [
  ...readConf(text).scalars.flatMap((scalar) => {
    const { start, end, reference } = scalar;
    if (reference) return [];
    const kinds = [kindOf(scalar), kindKnown(scalar)];
    if (kinds.includes('secret')) return [{ start, end }];
    if (!kinds.includes('url')) return [];
    // As a value it may hold spaces and quotes, too.
    const login = loginIn(text.slice(start, end));
    return [{ start: start + login.start, end: start + login.end }];
  }),
  ...writtenIn(text),
  ...loginsIn(text),
];

/** The variables that secrets of a configuration refer to, and its URLs with a login. */
export const secretVariables = (conf: Pick<ServerConf, 'conf'>): [name: string, kind: Kind][] =>
  secretsOf(conf).flatMap((scalar) => {
    const name = variableOf(scalar);
    return name === undefined ? [] : [[name, kindOf(scalar)!]];
  });

/** The variable that stands in the place of a value. */
const variableOf = ({ reference }: Scalar): string | undefined =>
  reference && /\$(\S+)$/.exec(reference.setting)?.[1];

const secretsOf = ({ conf }: { conf: ConfText }): Scalar[] =>
  conf.scalars.filter((each) => kindOf(each) !== undefined);

/** The names of users: of those that log in, and of those as whom remotes do. A user without a password may be a token. */
const usersOf = ({ conf }: { conf: ConfText }): string[] =>
  conf.scalars.flatMap(({ key, text, block }) => {
    if (/^user(name)?$/.test(key) && block.path.length > 0) return [text];
    const url = isUrlWithLogin(text, key) ? goUrl(text) : undefined;
    return url?.user !== undefined && url.password !== undefined ? [url.user] : [];
  });

/** Where a text has values whose keys look like those of secrets, with their quotes. */
const writtenIn = (text: string): Span[] =>
  [...text.matchAll(written)].map(({ 0: all, 1: value, index }) => ({
    start: index + all.length - value!.length,
    end: index + all.length,
  }));

/** Whether a value of a configuration is a password, a token, a seed or the like. */
export const isSecret = ({ key, text, type, block }: Scalar): boolean =>
  text !== '' && type !== 'bool' && isSecretKey(key, pathsOf(block)) && !isPublicKey(text);

/** Whether a text is a public key: no secret, wherever it stands. */
export const isPublicKey = (text: string): boolean => /^[UAONCX][A-Z2-7]{55}$/.test(text);

/** Whether the value of a key in a map is a secret; `key` is one of JetStream alone, elsewhere it names a file. */
export const isSecretKey = (key: string, paths: readonly (readonly string[])[]): boolean =>
  (secretKey.test(key) &&
    !fileKey.test(key) &&
    (!/^key$/i.test(key) || paths.some(([top]) => /^jetstream$/i.test(top ?? '')))) ||
  (secretHeader.test(key) &&
    paths.some((path) => path.slice(-2).some((each) => /^headers$/i.test(each))));

/** Whether a map stands where a secret does. One of logins is none, and an account may have any name. */
export const isSecretMap = (path: readonly string[]): boolean => {
  const [around = '', key] = [path.at(-2), path.at(-1)];
  return (
    key !== undefined &&
    !/^authorization$/i.test(key) &&
    !/^accounts$/i.test(around) &&
    isSecretKey(key, [path])
  );
};
