import { isAlias, isPair, isScalar, isSeq, parseAllDocuments, visit, type Scalar } from 'yaml';
import { unescaped } from '../lab/conf/go-url.ts';
import { isUrlWithLogin, loginsOfList, type Span } from '../lab/derive/url-logins.ts';
import { isPlaceholder, isReference, isSecretPair } from './secret-pairs.ts';

/** Where a text has a secret as a value, however many words or lines it has. */
export interface SecretValue extends Span {
  /** As it is read. */
  secret: string;
  what: string;
}

const yaml = /\.(?:ya?ml|json)$/i;
const environment = /(?:^|[/.])env(?:\.[\w-]+)?$/i;
const shell = /\.(?:ba|z)?sh$/i;

/** Whether a file sets variables of the environment. */
export const isEnvironment = (path: string): boolean => environment.test(path);

/** How long a YAML file may be, in characters. */
const longest = 1_000_000;
/** Where YAML has a secret in the lines below its key. */
const inLinesBelow =
  /(?:pass(?:word|phrase)?|token|seed|secret)["']?[ \t]*:[ \t]*(?:[&!]\S*[ \t]+)*[|>][+\d-]*[ \t]*(?:#.*)?$/im;

const mayHaveAny = /@|pass|pw|token|seed|secret|key|cred|auth/i;

/** Whether a file, without its `secretValues`, may have more that cannot be told from the rest. */
export const isUnread = (path: string, text: string): boolean =>
  yaml.test(path) && (text.length > longest || inLinesBelow.test(text));

/**
 * Finds the secrets of a YAML file, of one in JSON, and of one with variables, that only their syntax tells from what
 * follows. What is wrong with the syntax does not matter.
 */
export function secretValues(path: string, text: string): SecretValue[] {
  if (text.length > longest || !mayHaveAny.test(text)) return [];
  if (yaml.test(path)) return [...inYaml(text), ...inComments(text)];
  if (environment.test(path)) return [...inEnvironment(text, true), ...inComments(text)];
  return shell.test(path) ? inEnvironment(text, false) : [];
}

/** Puts as much text as there was in the place of what a template has that is no YAML. */
const withoutTemplates = (text: string): string =>
  text
    .replace(/^[ \t]*\{\{(?:[^}\n]|\}(?!\}))*\}\}[ \t]*$/gm, (line) => '#'.repeat(line.length))
    .replace(/\{\{(?:[^}\n]|\}(?!\}))*\}\}/g, (all) => '_'.repeat(all.length));

function inYaml(text: string): SecretValue[] {
  const found: SecretValue[] = [];
  const documents = parseAllDocuments(withoutTemplates(text), {
    logLevel: 'silent',
    prettyErrors: false,
  });
  for (const document of Array.isArray(documents) ? documents : []) {
    const take = (name: string, node: unknown): void => {
      if (isSeq(node)) for (const item of node.items) take(name, item);
      else if (isAlias(node)) {
        const target = node.resolve(document);
        const [secret] = isScalar(target) ? ofPair(name, target, text) : [];
        if (secret) found.push(secret, { ...secret, start: node.range![0], end: node.range![1] });
      } else if (isScalar(node)) found.push(...ofPair(name, node, text));
    };
    visit(document, {
      Pair: (_, { key, value }) => {
        if (isScalar(key)) take(String(key.value), value);
      },
      Map: (_, map) => {
        const name = map.get('name') ?? map.get('key');
        if (typeof name === 'string') take(name, map.get('value', true));
      },
      Seq: (_, { items }, path) => {
        const parent = path.at(-1);
        const key = isPair(parent) && isScalar(parent.key) ? String(parent.key.value) : '';
        for (const [i, item] of items.entries()) {
          if (!isScalar(item) || typeof item.value !== 'string') continue;
          const flag = /^--?([\w-]+)$/.exec(item.value)?.[1];
          if (flag !== undefined) take(nameOfFlag(flag), items[i + 1]);
          else if (!/^(?:command|entrypoint|test|run|script)$/.test(key))
            found.push(...ofAssignment(item, text));
        }
      },
    });
  }
  return found;
}

/** What the value of a flag would be called. Credentials are a file there. */
const nameOfFlag = (flag: string): string =>
  flag === 'auth'
    ? 'AUTH'
    : /^(?:s|server)$/.test(flag)
      ? 'url'
      : /creds|credentials?$/.test(flag)
        ? ''
        : flag;

/** A scalar without its quotes. */
function inside({ type, range }: Scalar, text: string): Span {
  const [start, end] = range!;
  if (type?.startsWith('QUOTE')) return { start: start + 1, end: Math.max(start + 1, end - 1) };
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

/** The secrets of a value of a map. */
function ofPair(name: string, node: Scalar, text: string): SecretValue[] {
  if (!node.range || node.value === null || typeof node.value === 'boolean') return [];
  const value = typeof node.value === 'string' ? node.value.trim() : (node.source ?? '');
  const span = inside(node, text);
  if (node.type?.startsWith('BLOCK') && !isSecretPair(name, value)) {
    // A file within a file, such as in a ConfigMap.
    const from = text.indexOf('\n', span.start) + 1;
    return from > 0 && from < span.end
      ? secretValues(name, text.slice(from, node.range[1])).map((each) => moved(each, from))
      : [];
  }
  return ofNamed(name, value, span, text);
}

function ofNamed(name: string, value: string, span: Span, text: string): SecretValue[] {
  const raw = text.slice(span.start, span.end);
  if (isPlaceholder(raw)) return [];
  if (isSecretPair(name, value)) {
    const scheme = /authorization$/i.test(name) ? /^(?:Bearer|Basic|Token|Digest)\s+/i : /^/;
    const start = span.start + (scheme.exec(raw)?.[0].length ?? 0);
    const secret = value.replace(scheme, '');
    return [{ start, end: span.end, secret, what: 'a password or the like' }];
  }
  if (!raw.includes('@') || assignment.test(raw) || !isUrlWithLogin(value, name)) return [];
  return loginsOfList(raw).flatMap(({ start, end }) => {
    const secret = raw.slice(start, end);
    if (secret === '' || isReference(secret)) return [];
    const what = 'the login of a URL';
    return [moved({ start, end, secret: unescaped(secret), what }, span.start)];
  });
}

const assignment = /^\s*([\w.-]+)=["']?/;

/** The secrets of a text such as `NAME=value`. */
function ofAssignment(node: Scalar, text: string): SecretValue[] {
  const span = inside(node, text);
  const [before, name] = assignment.exec(text.slice(span.start, span.end)) ?? [];
  if (name === undefined) return [];
  const start = span.start + before!.length;
  const end = /=["']$/.test(before!) ? Math.max(start, span.end - 1) : span.end;
  return ofNamed(name, text.slice(start, end), { start, end }, text);
}

const moved = (each: SecretValue, by: number): SecretValue => ({
  ...each,
  start: each.start + by,
  end: each.end + by,
});

const setting = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*/gm;
const quotedLines = /"(?:\\.|[^"\\])*"|'[^']*'/sy;
const restOfLine = /[^\n]*/y;

/** @param bare whether a value without quotes ends with its line; in a shell, it ends at a space */
function inEnvironment(text: string, bare: boolean): SecretValue[] {
  return [...text.matchAll(setting)].flatMap(({ 0: all, 1: name, index }) => {
    const at = index + all.length;
    quotedLines.lastIndex = at;
    restOfLine.lastIndex = at;
    const given = quotedLines.exec(text)?.[0];
    if (given !== undefined)
      return ofNamed(
        name!,
        given.slice(1, -1),
        { start: at + 1, end: at + given.length - 1 },
        text,
      );
    if (!bare) return [];
    const value = restOfLine
      .exec(text)![0]
      .replace(/[ \t]#.*/, '')
      .trimEnd();
    return ofNamed(name!, value, { start: at, end: at + value.length }, text);
  });
}

const commented = /(?:^|[ \t])#[# \t-]*([\w.-]+)[ \t]*[:=][ \t]*([^\s#"'{[][^#\n]*)/gm;

/** Values of several words that a comment has. */
const inComments = (text: string): SecretValue[] =>
  [...text.matchAll(commented)].flatMap(({ 0: all, 1: name, 2: rest, index }) => {
    const start = index + all.length - rest!.length;
    const value = rest!.trimEnd();
    if (!/\s/.test(value) || /[,}\]]/.test(value)) return [];
    return ofNamed(name!, value, { start, end: start + value.length }, text);
  });
