/** A value of a configuration that is neither a map nor an array, and where it stands in the text. */
export interface Scalar {
  /** The map that it is in; arrays do not count. */
  block: Block;
  /** In lower case, as the server compares it. For a value in an array, the key of the array. */
  key: string;
  /** The value itself, without quotes. A variable (`$NAME`) is replaced by what it stands for. */
  text: string;
  start: number;
  end: number;
}

/** A map of a configuration; the outermost one is the file. */
export interface Block {
  /** The keys that lead to it, in lower case. */
  path: readonly string[];
  /** Where its content begins. */
  start: number;
  /** Where its content ends: at its closing brace, or at the end of the text. */
  end: number;
}

/** A key of a configuration, and where it stands in the text. */
export interface Key {
  /** The keys that lead to it and it itself, in lower case. */
  path: readonly string[];
  start: number;
  end: number;
}

/** What a configuration says, in the order in which it stands there. */
export interface ConfText {
  blocks: Block[];
  scalars: Scalar[];
  keys: Key[];
}

const space = /\s/;
const separator = /[:=]/;
const bareEnd = /[\s;,\]}]/;

/**
 * Finds maps and values in the text of a nats-server configuration, after the server's own lexer
 * (conf/lex.go). It takes what the server would refuse as well as it can: to complain is the server's.
 * `environment` is where a variable is looked up that the text does not set.
 */
export function readConf(
  text: string,
  environment: Readonly<Record<string, string | undefined>> = {},
): ConfText {
  const top: Block = { path: [], start: 0, end: text.length };
  const conf: ConfText = { blocks: [top], scalars: [], keys: [] };
  const variables = new Map<string, string>();
  let at = 0;

  const skip = (skipped: RegExp): void => {
    for (; at < text.length; at++) {
      if (text[at] === '#' || text.startsWith('//', at)) {
        while (at < text.length && text[at] !== '\n') at++;
      } else if (!skipped.test(text[at]!)) return;
    }
  };

  const readKey = (): string => {
    const quote = text[at];
    if (quote === '"' || quote === "'") {
      const close = text.indexOf(quote, at + 1);
      const end = close < 0 ? text.length : close;
      const key = text.slice(at + 1, end);
      at = end + 1;
      return key;
    }
    const start = at;
    while (at < text.length && !space.test(text[at]!) && !separator.test(text[at]!)) at++;
    return text.slice(start, at);
  };

  const readEntries = (block: Block): void => {
    for (;;) {
      skip(/[\s;,]/);
      if (at >= text.length) return;
      if (text[at] === '}') {
        const end = at++;
        if (block === top) continue;
        block.end = end;
        return;
      } else if (text[at] === '{') {
        // Braces around the whole file.
        at++;
      } else {
        const before = at;
        const key = readKey();
        const path = [...block.path, key.toLowerCase()];
        conf.keys.push({ path, start: before, end: at });
        while (at < text.length && space.test(text[at]!)) at++;
        if (separator.test(text[at] ?? '')) at++;
        readValue(block, key);
        if (at === before) at++;
      }
    }
  };

  const readValue = (block: Block, key: string): void => {
    skip(space);
    if (text[at] === '{') {
      const inner = { path: [...block.path, key.toLowerCase()], start: ++at, end: text.length };
      conf.blocks.push(inner);
      readEntries(inner);
    } else if (text[at] === '[') {
      at++;
      for (skip(/[\s,]/); at < text.length && text[at] !== ']'; skip(/[\s,]/)) {
        const before = at;
        readValue(block, key);
        if (at === before) at++;
      }
      at++;
    } else if (at < text.length) readScalar(block, key);
  };

  const readScalar = (block: Block, key: string): void => {
    const start = at;
    const value = readText();
    if (!value.startsWith('$') || text[start] !== '$') variables.set(key, value);
    const name = value.slice(1);
    const known = text[start] === '$' ? (variables.get(name) ?? environment[name] ?? value) : value;
    conf.scalars.push({ block, key: key.toLowerCase(), text: known, start, end: at });
  };

  const readText = (): string => {
    const start = at;
    const quote = text[at];
    if (quote === '(') {
      const close = text.indexOf('\n)', at);
      at = close < 0 ? text.length : close + 2;
      return text.slice(start, at);
    }
    if (quote === '"' || quote === "'") {
      for (at++; at < text.length && text[at] !== quote; at++) {
        if (quote === '"' && text[at] === '\\') at++;
      }
      at++;
      return text.slice(start + 1, at - 1);
    }
    while (at < text.length && !bareEnd.test(text[at]!)) at++;
    return text.slice(start, at);
  };

  readEntries(top);
  return conf;
}
