import { between, lineFinder } from './in-order.ts';

/** The type that the server gives to a value. */
export type ScalarType = 'string' | 'integer' | 'float' | 'bool' | 'date';

/** A value of a configuration that is neither a map nor an array, and where it stands in the text. */
export interface Scalar {
  /** The map that it is in; arrays do not count. */
  block: Block;
  /** In lower case, as the server compares it. For a value in an array, the key of the array. */
  key: string;
  /** The key that it stands behind in the text, wherever a variable brings it. */
  behind: Key;
  /** The value itself, without quotes and escapes. A reference (`$NAME`) is replaced by what it stands for. */
  text: string;
  /** Absent where a reference names a variable that the text does not set. */
  type?: ScalarType;
  /** Where other references to the array that it is in have led. */
  earlier?: { block: Block; key: string }[];
  /** For a reference: its key with it alone (`port: $NAME`), and where that key stands. */
  reference?: { setting: string; at: number };
  start: number;
  end: number;
}

/** A map of a configuration; the outermost one is the file. */
export interface Block {
  /** The keys that lead to it, in lower case. Those of a map in a variable lead to where that is referred to. */
  path: readonly string[];
  /** The paths that other references to it have led to. */
  earlier: (readonly string[])[];
  /** The start of its content. */
  start: number;
  /** The end of its content: its closing brace, or the end of the text. */
  end: number;
}

/** A key of a configuration, and where it stands in the text. */
export interface Key {
  /** The map that it is in. */
  block: Block;
  /** The keys that lead to it and it itself, in lower case. */
  path: readonly string[];
  /** As it is written, without quotes. */
  name: string;
  start: number;
  end: number;
  /** The end of its value, as it is written: of a reference, where a variable is named. */
  valueEnd: number;
}

/** The blocks, values and keys of a configuration, in the order of the text. */
export interface ConfText {
  blocks: Block[];
  scalars: Scalar[];
  keys: Key[];
  /** Set where the text from a place on is not read, with the reason: all ends there that a server could be told. */
  unread?: { at: number; why: string };
}

/** A map or an array as the value of a key. */
interface Collection {
  key: Key;
  start: number;
  end: number;
}

/** The spaces of Go. JavaScript's differ: they lack U+0085, and have the mark at the start of a file. */
const space = /\p{White_Space}/u;
const separator = /[:=]/;
const bareEnd = /[ \t\r\n;,\]}]/;
const includedEnd = /[ \t\r\n;}]/;
const newLine = /[\r\n]/;
const include = 'include';
/** How deep maps and arrays are followed. */
const deepest = 500;
/** How many maps, keys and values variables may bring elsewhere: each reference to one does so with all that it holds. */
const mostMoved = 500_000;

/**
 * Finds maps and values in the text of a nats-server configuration, after the server's own lexer
 * (conf/lex.go). It takes what the server would refuse as well as it can: to complain is the server's. Where the
 * server would not refuse, the two must agree on each character: a local host confines what it finds here.
 */
export function readConf(text: string): ConfText {
  const top: Block = { path: [], earlier: [], start: 0, end: text.length };
  const conf: ConfText = { blocks: [top], scalars: [], keys: [] };
  /** Keys that a reference may name: those of the maps around it, the innermost last. */
  const scopes: Map<string, Scalar | Collection>[] = [];
  let at = 0;
  let depth = 0;
  let moved = 0;

  /** Reads no further. */
  const stop = (why: string): void => {
    conf.unread ??= { at, why };
    at = text.length;
  };

  const skip = (skipped: RegExp): void => {
    for (; at < text.length; at++) {
      if (text[at] === '#' || text.startsWith('//', at)) {
        while (at < text.length && !newLine.test(text[at]!)) at++;
      } else if (!skipped.test(text[at]!)) return;
    }
  };

  const readKey = (block: Block): Key => {
    const start = at;
    const quote = text[at];
    let name: string;
    if (quote === '"' || quote === "'") {
      const close = text.indexOf(quote, at + 1);
      const end = close < 0 ? text.length : close;
      name = text.slice(at + 1, end);
      at = end + 1;
    } else {
      while (at < text.length && !space.test(text[at]!) && !separator.test(text[at]!)) at++;
      name = text.slice(start, at);
    }
    const path = [...block.path, lowerCase(name)];
    const key = { block, path, name, start, end: at, valueEnd: at };
    conf.keys.push(key);
    return key;
  };

  const readEntries = (block: Block): void => {
    const scope = new Map<string, Scalar | Collection>();
    scopes.push(scope);
    for (;;) {
      skip(/[\p{White_Space};,]/u);
      if (at >= text.length) break;
      if (text[at] === '}') {
        const end = at++;
        if (block === top) continue;
        block.end = end;
        break;
      } else if (text[at] === '{') {
        // Braces around the whole file.
        at++;
      } else {
        const before = at;
        const key = readKey(block);
        while (at < text.length && space.test(text[at]!)) at++;
        if (separator.test(text[at] ?? '')) at++;
        // Within a map, the value may be on the next line.
        while (block !== top && space.test(text[at] ?? '')) at++;
        const value = readValue(key);
        key.valueEnd = at;
        if (value) scope.set(key.name, value);
        if (at === before) at++;
      }
    }
    scopes.pop();
  };

  const readValue = (key: Key): Scalar | Collection | undefined => {
    while (text[at] === ' ' || text[at] === '\t') at++;
    const start = at;
    if (depth === deepest) {
      stop(`maps and lists lie more than ${deepest} deep in each other`);
      return undefined;
    }
    depth++;
    if (text[at] === '{') {
      const inner = { path: key.path, earlier: [], start: ++at, end: text.length };
      conf.blocks.push(inner);
      readEntries(inner);
    } else if (text[at] === '[') {
      at++;
      const between = /[\p{White_Space},]/u;
      for (skip(between); at < text.length && text[at] !== ']'; skip(between)) {
        const before = at;
        readValue(key);
        if (at === before) at++;
      }
      at++;
    } else {
      depth--;
      return at < text.length ? readScalar(key) : undefined;
    }
    depth--;
    return { key, start, end: at };
  };

  const readScalar = (key: Key): Scalar | Collection => {
    const start = at;
    const { block, path } = key;
    const value = path.at(-1) === include ? readIncluded() : readText();
    const scalar: Scalar = { block, key: path.at(-1)!, behind: key, ...value, start, end: at };
    if (text[start] === '$' && path.at(-1) !== include) {
      const variable = lookUp(value.text.slice(1));
      if (variable && !('text' in variable)) {
        moveTo(key, variable);
        return variable;
      }
      delete scalar.type;
      Object.assign(scalar, variable && { text: variable.text, type: variable.type });
      const setting = `${text.slice(key.start, key.end)}: ${value.text}`;
      scalar.reference = { setting, at: key.start };
    }
    conf.scalars.push(scalar);
    return scalar;
  };

  const lookUp = (name: string): Pick<Scalar, 'text' | 'type'> | Collection | undefined => {
    // The server takes it for a password that bcrypt has hashed.
    if (name.startsWith('2a$')) return { text: `$${name}`, type: 'string' };
    return scopes.findLast((scope) => scope.has(name))?.get(name);
  };

  /** Moves what a collection holds to the key that has been given it by reference. */
  const moveTo = (key: Key, collection: Collection): void => {
    const within = <T extends { start: number }>(parts: T[]) =>
      between(parts, collection.start, collection.end);
    const scalars = within(conf.scalars);
    const blocks = within(conf.blocks);
    const keys = within(conf.keys);
    moved += scalars.length + blocks.length + keys.length;
    if (moved > mostMoved) {
      stop(`variables bring more than ${mostMoved} settings to where they are referred to`);
      return;
    }
    for (const scalar of scalars) {
      if (scalar.block !== collection.key.block) continue;
      (scalar.earlier ??= []).push({ block: scalar.block, key: scalar.key });
      scalar.block = key.block;
      scalar.key = key.path.at(-1)!;
    }
    const depth = collection.key.path.length;
    for (const block of blocks) block.earlier.push(block.path);
    for (const part of [...blocks, ...keys]) {
      part.path = [...key.path, ...part.path.slice(depth)];
    }
    collection.key = key;
  };

  const readText = (): Pick<Scalar, 'text' | 'type'> => {
    const start = at;
    const quote = text[at];
    if (quote === '(') {
      const close = text.slice(at).search(/\n\)(?=\n|$)/);
      at = close < 0 ? text.length : at + close + 2;
      return { text: text.slice(start, at), type: 'string' };
    }
    if (quote === '"' || quote === "'") {
      for (at++; at < text.length && text[at] !== quote; at++) {
        if (quote === '"' && text[at] === '\\') at++;
      }
      at++;
      const quoted = text.slice(start + 1, at - 1);
      return { text: quote === '"' ? unescaped(quoted) : quoted, type: 'string' };
    }
    while (at < text.length && !bareEnd.test(text[at]!)) at++;
    const bare = text.slice(start, at);
    return { text: unescaped(bare), type: typeOf(bare) };
  };

  /** Reads the path of a file to include: it has no escapes. */
  const readIncluded = (): Pick<Scalar, 'text' | 'type'> => {
    const start = at;
    const quote = text[at];
    if (quote === '"' || quote === "'") {
      const close = text.indexOf(quote, at + 1);
      const end = close < 0 ? text.length : close;
      at = end + 1;
      return { text: text.slice(start + 1, end), type: 'string' };
    }
    while (at < text.length && !includedEnd.test(text[at]!)) at++;
    return { text: text.slice(start, at), type: 'string' };
  };

  readEntries(top);
  return conf;
}

/** All paths that lead to a map: a variable may bring it to several places. */
export const pathsOf = (block: Block): (readonly string[])[] => [block.path, ...block.earlier];

/** All keys that a value is of, each with those that lead to it, parted by line breaks. */
export const settingsOf = ({ block, key, earlier = [] }: Scalar): string[] =>
  [{ block, key }, ...earlier].flatMap((at) =>
    pathsOf(at.block).map((path) => [...path, at.key].join('\n')),
  );

/** Go makes an `i` of the Turkish capital, and JavaScript two characters. */
const lowerCase = (name: string): string => name.replaceAll('İ', 'i').toLowerCase();

/**
 * As `readConf`, for what a server is to run: text that is not read must not reach it.
 * @throws Error that names the line
 */
export function readWhole(text: string): ConfText {
  const conf = readConf(text);
  if (conf.unread === undefined) return conf;
  const { at, why } = conf.unread;
  throw new Error(`${why} on line ${lineFinder(text)(at)}`);
}

/** Answers the type that the server gives to a value without quotes. */
function typeOf(bare: string): ScalarType {
  if (/^(true|false|on|off|yes|no)$/i.test(bare)) return 'bool';
  if (/^-?\d+([kmgtpe][bi]*)?$/i.test(bare)) return 'integer';
  if (/^-?\d+\.\d+$/.test(bare)) return 'float';
  if (/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/.test(bare)) return 'date';
  return 'string';
}

const escapes: Record<string, string> = { t: '\t', n: '\n', r: '\r' };

const unescaped = (text: string): string =>
  text.replace(/\\(?:x([\da-f]{2})|(.))/gi, (_, code: string | undefined, char: string) =>
    code ? String.fromCharCode(parseInt(code, 16)) : (escapes[char] ?? char),
  );
