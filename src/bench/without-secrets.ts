import { applyEdits, type Edit } from '../lab/conf/edits.ts';
import {
  pathsOf,
  readConf,
  type Block,
  type ConfText,
  type Scalar,
} from '../lab/conf/conf-text.ts';
import { between, countBefore, lineFinder } from '../lab/conf/in-order.ts';
import { strayText } from '../lab/conf/stray-text.ts';
import { unpacked } from '../lab/derive/deployed/unpacked.ts';
import { isSecret, isSecretMap } from '../lab/derive/hide-secrets.ts';
import { isUrlWithLogin } from '../lab/derive/url-logins.ts';
import type { BenchState } from './bench.ts';
import { leftOut } from './left-out.ts';
import { passwordsIn, withoutLogin, withoutLookalikes } from './secret-text.ts';
import { isEnvironment, isUnread, secretValues } from './secret-values.ts';
import { StandIns } from './stand-ins.ts';

/** Where a secret was that is not shared. Among the commands, `path` is `commands` and `line` counts them. */
export interface TakenOut {
  path: string;
  line: number;
  what: string;
}

/** A bench that may be shared. */
export interface Shareable {
  state: BenchState;
  without: TakenOut[];
  /** Takes the same secrets out of other words, such as those of a server. */
  hide: (words: string) => string;
}

/** Files that are read as configurations of a server, or parts of one. */
const isConf = (path: string): boolean =>
  !isEnvironment(path) && !/\.(ya?ml|json|jwt|pem|crt|cer|cert|md|sh)$/i.test(path);
const hash = /^\$2[abxy]\$/;
/** How long a secret is that is looked for wherever it may stand. A shorter one is part of other words too. */
const longEnough = 4;

/**
 * Takes logins and keys out of a bench. A file of credentials or with a private key is left out whole. In the place of
 * each other secret stands a word, such as `taken-out-1`: the same for equal ones, so that who could log in still can.
 * The hash of a password is a secret too, since one may try passwords against it: in its place stands the word of the
 * password with which some URL or other file logs the same user in, else a word of its own. Paths of files, the names
 * of users and public keys are no secrets; nor is what a variable of the environment is called.
 */
export function withoutSecrets(state: BenchState): Shareable {
  const standIns = new StandIns(textsOf(state));
  const without: TakenOut[] = [];
  const files = state.files.filter(({ path, text }) => {
    const what = leftOut({ path, text });
    if (what !== undefined) without.push({ path, line: 1, what });
    return what === undefined;
  });
  const confs = files.map((file) => ({
    ...file,
    conf: isConf(file.path) ? readConf(file.text) : undefined,
  }));
  const variables = variablesIn(
    confs,
    namedLikeSecrets(confs),
    (scalar) => isSecretHere(scalar) && !hash.test(scalar.text),
  );
  const urls = variablesIn(confs, [], ({ key }) => isUrlWithLogin('@', key));
  const isUrl: IsTaken = ({ key, text }) => isUrlWithLogin(text, urls.has(key) ? 'url' : key);
  const isTaken = (scalar: Scalar, text: string) =>
    isValue(scalar, text, variables) && (isSecretHere(scalar) || variables.has(scalar.key));
  pairHashes(confs, isTaken, standIns);
  const first = confs.flatMap(({ path, text, conf }) => {
    const edits = conf
      ? editsOf(text, conf, isTaken, isUrl, standIns)
      : valueEdits(path, text, standIns);
    const edited = applyEdits(text, edits);
    if (isUnread(path, edited)) {
      without.push({ path, line: 1, what: 'secrets may be anywhere in it: the file was left out' });
      return [];
    }
    for (const [line, what] of linesOf(text, edits)) without.push({ path, line, what });
    return [{ path, text: edited }];
  });
  for (const { text, conf } of deployedConfs(files))
    for (const scalar of conf.scalars)
      if (isTaken(scalar, text)) standIns.of(scalar.text);
      else if (isUrl(scalar, text)) withoutLogin(scalar.text, standIns, () => {});
  const names = namesOf(variables);
  const look = (text: string, path: string, lineOf: (at: number) => number): string =>
    withoutLookalikes(text, standIns, names, (at, what) => {
      without.push({ path, line: lineOf(at), what });
    });
  const second = first.map(({ path, text }) => ({
    path,
    text: look(text, path, lineFinder(text)),
  }));
  const lines = state.commands.map(({ line }, i) => look(line, 'commands', () => i + 1));
  const others = commonWords(state, confs, isTaken);
  // Other texts than those of files and commands may have a secret too.
  const hideNew = (words: string) => withoutLookalikes(words, standIns, names, () => {});
  const hide = (words: string) => withoutKnown(hideNew(words), standIns, others);
  const mark = (words: string, path: string, line: number): string => {
    const hidden = withoutKnown(words, standIns, others);
    if (hidden !== words && !without.some((each) => each.path === path && each.line === line))
      without.push({ path, line, what: 'a secret that stands elsewhere too' });
    return hidden;
  };
  return {
    state: {
      name: hide(state.name),
      files: second.map(({ path, text }) => ({
        path: hide(path),
        text: text
          .split('\n')
          .map((line, i) => mark(line, path, i + 1))
          .join('\n'),
      })),
      places: renamed(state.places, hide, (at) => at),
      assigned: renamed(state.assigned, hide, hide),
      commands: state.commands.map(({ server }, i) => ({
        server: hide(server),
        line: mark(lines[i]!, 'commands', i + 1),
      })),
      cut: state.cut.map(hide),
      server: hide(state.server),
    },
    without,
    hide,
  };
}

interface Conf {
  path: string;
  text: string;
  conf: ConfText | undefined;
}

type IsTaken = (scalar: Scalar, text: string) => boolean;

/** All texts of a bench. */
const textsOf = (state: BenchState): string[] => [
  ...state.files.map(({ text }) => text),
  ...state.commands.map(({ line }) => line),
];

function renamed<T, U>(
  given: Record<string, T>,
  hide: (name: string) => string,
  each: (value: T) => U,
): Record<string, U> {
  const made = Object.create(null) as Record<string, U>;
  for (const [name, value] of Object.entries(given)) made[hide(name)] = each(value);
  return made;
}

/** In a remote, `nkey` names the file of a seed. */
const isSecretHere = (scalar: Scalar): boolean =>
  isSecret(scalar) && !(scalar.key === 'nkey' && !/^S[A-Z2-7]{10,}$/.test(scalar.text));

/** Whether a value is written where it stands, and is not the name of a variable that is set elsewhere. */
function isValue(scalar: Scalar, text: string, variables: ReadonlyMap<string, string>): boolean {
  const { reference, type, start, end } = scalar;
  if (!reference) return true;
  if (type !== undefined || hash.test(scalar.text)) return hash.test(scalar.text);
  const name = text.slice(start, end).slice(1);
  return !/^[A-Z][A-Z0-9_]*$/.test(name) && variables.get(name.toLowerCase()) !== 'set';
}

/** Variables that look like secrets in files that are no configurations, in lower case. */
const namedLikeSecrets = (confs: readonly Conf[]): string[] =>
  confs.flatMap(({ text, conf }) =>
    conf
      ? []
      : [
          ...text.matchAll(
            /(?:pass(?:word)?|token|seed|secret|key)["']?[ \t]*[:=][ \t]*["']?\$\{?(\w+)/gi,
          ),
        ].map(([, name]) => name!.toLowerCase()),
  );

/**
 * The variables that some values refer to, in lower case, each with whether a file sets it; a variable may be set to
 * another.
 */
function variablesIn(
  confs: readonly Conf[],
  named: readonly string[],
  isOf: (scalar: Scalar) => boolean,
): Map<string, string> {
  const found = new Map<string, string>(named.map((name) => [name, '']));
  for (const { text, conf } of confs)
    for (const scalar of conf?.scalars ?? [])
      if (scalar.reference && isOf(scalar))
        found.set(text.slice(scalar.start + 1, scalar.end).toLowerCase(), '');
  const definitions = new Map<string, string[]>();
  for (const { text, conf } of confs)
    for (const { key, start, end } of conf?.scalars ?? []) {
      const list = definitions.get(key) ?? [];
      if (list.length === 0) definitions.set(key, list);
      list.push(text.slice(start, end));
    }
  // A map lists also what is put in meanwhile.
  for (const [name] of found)
    for (const value of definitions.get(name) ?? []) {
      found.set(name, 'set');
      if (value.startsWith('$') && !hash.test(value) && !found.has(value.slice(1).toLowerCase()))
        found.set(value.slice(1).toLowerCase(), '');
    }
  return found;
}

/** Names that are looked for in files of any kind: short ones would be found in other words. */
const namesOf = (variables: ReadonlyMap<string, string>): Set<string> =>
  new Set([...variables.keys()].filter((name) => /^\w+$/.test(name)));

/** Has the hash of a password be known by the word of the password with which others log the same user in. */
function pairHashes(confs: readonly Conf[], isTaken: IsTaken, standIns: StandIns): void {
  const hashes: { user: string; text: string }[] = [];
  const passwords = new Map<string, string>();
  for (const { text, conf } of confs) {
    if (!conf) continue;
    const users = new Map(
      conf.scalars
        .filter(({ key }) => /^(user|username)$/.test(key))
        .map(({ block, text }) => [block, text]),
    );
    for (const scalar of conf.scalars) {
      for (const [user, password] of passwordsIn(scalar.text))
        if (!passwords.has(user)) passwords.set(user, password);
      const user = users.get(scalar.block);
      if (user === undefined || !isTaken(scalar, text)) continue;
      if (hash.test(scalar.text)) hashes.push({ user, text: scalar.text });
      else if (!passwords.has(user)) passwords.set(user, scalar.text);
    }
  }
  for (const { user, text } of hashes) {
    const password = passwords.get(user);
    const word = password === undefined ? undefined : standIns.of(password);
    if (word !== undefined) standIns.alias(text, word);
  }
}

type SecretEdit = Edit & { what: string };

/** What is said where a value was taken out. */
const whatOf = ({ key, text }: Scalar): string =>
  hash.test(text)
    ? 'the hash of a password'
    : /token|authorization/.test(key)
      ? 'a token'
      : /seed|nkey/.test(key)
        ? 'a seed'
        : /key|^ek$/.test(key)
          ? 'a key'
          : 'a password';

function editsOf(
  text: string,
  conf: ConfText,
  isTaken: IsTaken,
  isUrl: IsTaken,
  standIns: StandIns,
): SecretEdit[] {
  const maps = conf.blocks.flatMap((block): SecretEdit[] => {
    if (!pathsOf(block).some(isSecretMap)) return [];
    const [start, end] = [block.start - 1, Math.min(block.end + 1, text.length)];
    const word = standIns.of(text.slice(start, end));
    for (const { name } of between(conf.keys, start, end)) standIns.of(name);
    for (const { text: value } of between(conf.scalars, start, end)) standIns.of(value);
    return word === undefined ? [] : [{ start, end, text: `"${word}"`, what: 'a password' }];
  });
  const values = conf.scalars.flatMap((scalar): SecretEdit[] => {
    const { start, end } = scalar;
    if (isTaken(scalar, text)) {
      const word = standIns.of(scalar.text);
      return word === undefined ? [] : [{ start, end, text: `"${word}"`, what: whatOf(scalar) }];
    }
    const raw = text.slice(start, end);
    if (scalar.reference || !raw.includes('@') || !isUrl(scalar, text)) return [];
    let what = '';
    const changed = withoutLogin(raw, standIns, (_, told) => {
      what = told;
    });
    return what === '' ? [] : [{ start, end, text: changed, what }];
  });
  return withTails(text, conf, apart([...maps, ...values]), standIns);
}

/** The changes of a file that is no configuration. */
const valueEdits = (path: string, text: string, standIns: StandIns): SecretEdit[] =>
  apart(
    secretValues(path, text).flatMap(({ start, end, secret, what }) => {
      const word = standIns.of(secret);
      if (word === undefined) return [];
      standIns.alias(text.slice(start, end), word);
      return [{ start, end, text: word, what }];
    }),
  );

/** Of changes those that lie in no other. */
function apart(edits: readonly SecretEdit[]): SecretEdit[] {
  let passed = -1;
  return edits
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ start, end }) => {
      if (start < passed) return false;
      passed = end;
      return true;
    });
}

/**
 * Where a text follows a secret in its line that the server does not take, it may be a part of it: such as behind a
 * brace in the middle of a password. Then all to the end of the line is taken out.
 */
function withTails(
  text: string,
  conf: ConfText,
  edits: readonly SecretEdit[],
  standIns: StandIns,
): SecretEdit[] {
  const strays = strayText(conf, text).map(({ at }) => ({ start: at }));
  return apart(
    edits.map((edit) => {
      const { start, end } = edit;
      const lineEnd = /[^\r\n]*/y;
      lineEnd.lastIndex = end;
      const line = end + lineEnd.exec(text)![0].length;
      const stray = strays[countBefore(strays, end)];
      if (stray === undefined || stray.start > line) return edit;
      const word = /taken-out-\d+/.exec(edit.text)![0];
      standIns.alias(/^\S*/.exec(text.slice(start, line))![0].replace(/^["']/, ''), word);
      return { ...edit, end: line };
    }),
  );
}

/** The lines of changes, in one go through the text. */
function* linesOf(
  text: string,
  edits: readonly SecretEdit[],
): Generator<[line: number, what: string]> {
  let line = 1;
  let from = 0;
  for (const { start, what } of edits.toSorted((a, b) => a.start - b.start)) {
    for (let at = text.indexOf('\n', from); at >= 0 && at < start; at = text.indexOf('\n', from)) {
      line += 1;
      from = at + 1;
    }
    yield [line, what];
  }
}

/** Configurations that files deploy, such as a ConfigMap. */
function deployedConfs(
  files: readonly { path: string; text: string }[],
): { text: string; conf: ConfText }[] {
  const known = new Set(files.map(({ text }) => text));
  try {
    const deployed = unpacked(files).files.filter(({ text }) => !known.has(text));
    return deployed.map(({ text }) => ({ text, conf: readConf(text) }));
  } catch {
    // What is no YAML deploys nothing.
    return [];
  }
}

/** Whether a map stands where a secret does, or in such a map. */
const isOfSecret = (block: Block): boolean =>
  pathsOf(block).some((path) => path.some((_, i) => isSecretMap(path.slice(0, i + 1))));

/** Words of a network that a secret may be equal to: what it is called, and the keys of its configurations. */
function commonWords(
  state: BenchState,
  confs: readonly Conf[],
  isTaken: IsTaken,
): { words: Set<string>; text: string } {
  const words = new Set<string>([
    ...Object.keys(state.places),
    ...state.commands.map(({ server }) => server),
    ...confs.map(({ path }) => path),
  ]);
  for (const { text, conf } of confs) {
    for (const { name, block } of conf?.keys ?? []) if (!isOfSecret(block)) words.add(name);
    for (const scalar of conf?.scalars ?? [])
      if (
        !scalar.reference &&
        !scalar.text.includes('@') &&
        !isTaken(scalar, text) &&
        !isOfSecret(scalar.block)
      )
        words.add(scalar.text);
  }
  return { words, text: [...words].join('\n') };
}

/** Takes secrets out that are known, wherever they stand, unless they may be other words as well. */
function withoutKnown(
  words: string,
  standIns: StandIns,
  others: { words: ReadonlySet<string>; text: string },
): string {
  let done = words;
  for (const [secret, word] of standIns.known) {
    if (secret.length < longEnough || !done.includes(secret)) continue;
    const isStrong = secret.length >= 8 && /\d/.test(secret) && /\D/.test(secret);
    if (others.words.has(secret) || (!isStrong && others.text.includes(secret))) continue;
    done = done.replaceAll(secret, word);
  }
  return done;
}
