/** A part of a template, as Go's text/template reads it. `at` is the position of its first character. */
export type Node =
  | { type: 'text'; text: string }
  | { type: 'print'; pipe: Pipe }
  | { type: 'if'; pipe: Pipe; then: Node[]; otherwise: Node[] };

/** Commands, each of which takes the result of the one before as its last argument. */
export type Pipe = Operand[][];

export type Operand = { at: number; source: string } & (
  | { type: 'literal'; value: string | number | boolean }
  | { type: 'call'; name: string }
  | { type: 'field'; path: string[] }
  | { type: 'nil' }
  | { type: 'pipe'; pipe: Pipe }
);

/** A mistake in a template, in the words of Go behind `template: body:1: `. */
export class TemplateMistake extends Error {}

interface Token {
  /** `end` is the right delimiter. */
  type: 'space' | 'word' | 'field' | 'number' | 'string' | 'char' | 'end';
  text: string;
  at: number;
}

const fail = (words: string): never => {
  throw new TemplateMistake(words);
};

/** Features of Go's templates that the console has not, since a message body hardly needs them. */
const absent = new Set(['range', 'with', 'define', 'block', 'template', 'break', 'continue']);

/**
 * Reads a template, one token after the other as Go does, so that the first mistake is the one that Go tells.
 * @param functions the names that may be called
 * @throws TemplateMistake
 */
export function parseTemplate(source: string, functions: ReadonlySet<string>): Node[] {
  return new Parser(source, functions).all();
}

class Parser {
  readonly #source: string;
  readonly #functions: ReadonlySet<string>;
  #at = 0;
  #depth = 0;
  #peeked: Token | undefined;

  constructor(source: string, functions: ReadonlySet<string>) {
    this.#source = source;
    this.#functions = functions;
  }

  all(): Node[] {
    const { nodes, ended } = this.#list();
    if (ended !== 'EOF') fail(`unexpected {{${ended}}}`);
    return nodes;
  }

  /** Reads up to the end of the text, or to an `else` or `end`. */
  #list(): { nodes: Node[]; ended: 'EOF' | 'else' | 'end' } {
    const nodes: Node[] = [];
    for (;;) {
      const start = this.#source.indexOf('{{', this.#at);
      const trims = start >= 0 && /^\{\{-\s/.test(this.#source.slice(start));
      const text = this.#source.slice(this.#at, start < 0 ? undefined : start);
      nodes.push({ type: 'text', text: trims ? text.trimEnd() : text });
      if (start < 0) return { nodes, ended: 'EOF' };
      this.#at = start + (trims ? 3 : 2);
      const word = this.#keyword();
      if (word === 'end' || word === 'else') return { nodes, ended: word };
      if (word === 'if') nodes.push(this.#if());
      else if (!word) nodes.push({ type: 'print', pipe: this.#pipe('command') });
    }
  }

  /** Takes the keyword or the comment that an action begins with. */
  #keyword(): 'if' | 'else' | 'end' | 'comment' | undefined {
    const rest = this.#source.slice(this.#at);
    if (/^\s*\/\*/.test(rest)) {
      const [comment] = /^\s*\/\*[^]*?\*\/(?=\s*-?\}\})/.exec(rest) ?? fail('unclosed comment');
      this.#at += comment.length;
      this.#close();
      return 'comment';
    }
    const word = /^\s*([a-z]+)\b/.exec(rest)?.[1];
    if (word === undefined) return undefined;
    if (absent.has(word)) fail(`{{${word}}} is not known to this console`);
    if (word !== 'if' && word !== 'else' && word !== 'end') return undefined;
    this.#at += /^\s*[a-z]+/.exec(rest)![0].length;
    if (word === 'end') this.#close();
    return word;
  }

  #if(): Node {
    const pipe = this.#pipe('if');
    const { nodes: then, ended } = this.#list();
    if (ended === 'EOF') return fail('unexpected EOF');
    if (ended === 'end') return { type: 'if', pipe, then, otherwise: [] };
    const next = this.#next();
    if (next.type !== 'end' && next.text === 'if')
      return { type: 'if', pipe, then, otherwise: [this.#if()] };
    if (next.type !== 'end') fail(`unexpected ${shown(next)} in else`);
    const { nodes: otherwise, ended: last } = this.#list();
    if (last !== 'end') fail(last === 'EOF' ? 'unexpected EOF' : 'expected end; found {{else}}');
    return { type: 'if', pipe, then, otherwise };
  }

  #close(): void {
    const token = this.#next();
    if (token.type !== 'end') fail(`unexpected ${shown(token)} in end`);
  }

  /** Reads up to the right delimiter, or within parentheses up to their end. */
  #pipe(what: string): Pipe {
    const pipe: Pipe = [];
    for (;;) {
      const token = this.#next();
      if (token.type === 'end' || token.text === ')') {
        if (!pipe.length) fail(`missing value for ${what}`);
        pipe.slice(1).forEach(([first], i) => {
          if (first!.type === 'literal' || first!.type === 'nil')
            fail(`non executable command in pipeline stage ${i + 2}`);
        });
        return pipe;
      }
      if (token.type === 'char' && token.text !== '(')
        fail(`unexpected ${shown(token)} in ${what}`);
      this.#peeked = token;
      pipe.push(this.#command());
    }
  }

  #command(): Operand[] {
    const operands: Operand[] = [];
    for (;;) {
      const operand = this.#operand(this.#next());
      if (operand) operands.push(operand);
      const token = this.#next(false);
      if (token.type === 'space') continue;
      if (token.type === 'end' || token.text === ')') this.#peeked = token;
      else if (token.text !== '|') fail(`unexpected ${shown(token)} in operand`);
      if (!operands.length) fail('empty command');
      return operands;
    }
  }

  #operand(token: Token): Operand | undefined {
    const { type, text, at } = token;
    const base = { at, source: text };
    switch (type) {
      case 'word':
        if (text === 'true' || text === 'false')
          return { ...base, type: 'literal', value: text === 'true' };
        if (text === 'nil') return { ...base, type: 'nil' };
        if (!this.#functions.has(text)) fail(`function ${JSON.stringify(text)} not defined`);
        return { ...base, type: 'call', name: text };
      case 'field':
        return { ...base, type: 'field', path: text.split('.').filter(Boolean) };
      case 'number':
      case 'string':
        return { ...base, type: 'literal', value: literal(text) };
      default:
        if (text !== '(' || type !== 'char') {
          this.#peeked = token;
          return undefined;
        }
        this.#depth++;
        return { ...base, type: 'pipe', pipe: this.#pipe('parenthesized pipeline') };
    }
  }

  #next(skip = true): Token {
    const peeked = this.#peeked;
    this.#peeked = undefined;
    const token = peeked ?? this.#read();
    return skip && token.type === 'space' ? this.#next() : token;
  }

  #read(): Token {
    const at = this.#at;
    const rest = this.#source.slice(at);
    const take = (type: Token['type'], [text]: RegExpExecArray | [string]): Token => {
      this.#at += text.length;
      return { type, text, at };
    };
    const end = /^\s+-\}\}\s*|^\}\}/.exec(rest);
    if (end) {
      if (this.#depth) fail('unclosed left paren');
      return take('end', end);
    }
    if (rest === '') return fail('unclosed action');
    const space = /^\s+?(?=\S|$)|^\s+(?=\s-\}\})/.exec(rest);
    if (space) return take('space', space);
    const text = /^"(?:[^"\\\n]|\\.)*"|^`[^`]*`|^'(?:[^'\\\n]|\\.)*'/.exec(rest);
    if (text) return take('string', text);
    if (rest.startsWith('"')) fail('unterminated quoted string');
    if (rest.startsWith('`')) fail('unterminated raw quoted string');
    if (rest.startsWith("'")) fail('unterminated character constant');
    const number = /^[+-]?\d*(?:\.\d+)?/.exec(rest)!;
    if (/^[+-]|^\d/.test(rest)) {
      const after = rest[number[0].length] ?? '';
      if (/\w/.test(after)) fail(`bad number syntax: ${JSON.stringify(number[0] + after)}`);
      if (!/\d/.test(number[0])) fail(`illegal number syntax: ${JSON.stringify(number[0])}`);
      return take('number', number);
    }
    const word = /^(?:\.\w+)+|^\.|^\w+/.exec(rest);
    if (word) return take(word[0].startsWith('.') ? 'field' : 'word', this.#ended(word, rest));
    if (rest.startsWith('(')) return take('char', ['(']);
    if (rest.startsWith(')') && --this.#depth < 0) fail('unexpected right paren');
    if (rest.startsWith('$')) fail('variables are not known to this console');
    return take('char', [Array.from(rest)[0]!]);
  }

  /** Refuses a word that goes on with a character that no word has. */
  #ended(word: RegExpExecArray, rest: string): RegExpExecArray {
    const after = rest.slice(word[0].length);
    if (after !== '' && word[0] !== '.' && !/^(?:\s|[.,|:()]|\}\})/.test(after)) {
      const [char] = Array.from(after);
      const code = char!.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
      fail(`bad character U+${code} '${char}'`);
    }
    return word;
  }
}

const shown = ({ type, text }: Token) =>
  type === 'end' ? '"}}"' : type === 'word' ? `<${text}>` : JSON.stringify(text);

function literal(text: string): string | number {
  if (text.startsWith('`')) return text.slice(1, -1);
  if (text.startsWith("'")) return text.codePointAt(text[1] === '\\' ? 2 : 1)!;
  if (!text.startsWith('"')) return Number(text);
  try {
    return JSON.parse(text) as string;
  } catch {
    return fail('invalid syntax');
  }
}
