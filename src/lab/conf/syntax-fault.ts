import { openParts, type Open } from './open-parts.ts';

/** Why nats-server cannot read a configuration to its end. */
export type FaultKind =
  | 'block'
  | 'list'
  | 'quote'
  | 'text block'
  | 'closer'
  | 'behind value'
  | 'no key'
  | 'no value'
  | 'comma'
  | 'escape'
  | 'unquoted'
  | 'include'
  | 'other';

/** The first place at which nats-server cannot read a configuration. */
export interface SyntaxFault {
  kind: FaultKind;
  /** Where to mend it: of what is not closed, where that begins. */
  at: number;
  /** Of what is not closed, what shows that it should have been, where the text is indented so. */
  shownAt?: number;
}

/** A state of the lexer: it reads on and answers the next state, or none once all is read. */
type State = () => State | undefined;

const isSpace = (char: string): boolean => /^\p{White_Space}$/u.test(char);
const isBlank = (char: string): boolean => char === ' ' || char === '\t';
const isNewLine = (char: string): boolean => char === '\n' || char === '\r';
const isDigit = (char: string): boolean => /^\p{Nd}$/u.test(char);
const isSeparator = (char: string): boolean => char === ':' || char === '=';
/** The end of the text; the server takes this character for it too. */
const end = '\0';

/**
 * Finds where nats-server cannot read a configuration, by the states of its own lexer under their names (conf/lex.go):
 * it must find none in a text that the server takes.
 */
export function syntaxFault(text: string): SyntaxFault | undefined {
  let [at, start, width] = [0, 0, 0];
  /** The key that has no value yet. */
  let key: string | undefined;
  let keyAt = 0;
  let fault: SyntaxFault | undefined;
  let inString: State;
  const stack: State[] = [];
  const open = openParts(text);
  /** The first quoted text that goes on in the next line. */
  let longText: { at: number; end: number } | undefined;
  /** The first brace at the top that closes nothing. */
  let closer: number | undefined;
  /** Where the last quoted text begins. */
  let quote = 0;

  const next = (): string => {
    const code = text.codePointAt(at);
    width = code === undefined ? 0 : code > 0xffff ? 2 : 1;
    at += width;
    return code === undefined ? end : String.fromCodePoint(code);
  };
  const back = (): void => {
    at -= width;
  };
  const peek = (): string => {
    const char = next();
    back();
    return char;
  };
  const ignore = (): void => {
    start = at;
  };
  const skip = (state: State): State => {
    ignore();
    return state;
  };
  const emit = (): void => {
    key = undefined;
    ignore();
  };
  const emitKey = (): void => {
    key = text.slice(start, at);
    keyAt = start;
    ignore();
  };
  const pop = (): State => stack.pop()!;
  const fail = (kind: FaultKind, where = at - width): undefined => {
    fault = judged(kind, where);
    return undefined;
  };
  /** The server sees no fault in an end here, unless a key has no value. */
  const finish = (kind: FaultKind = 'no value', where = keyAt): undefined =>
    key !== undefined && key !== '}' ? fail(kind, where) : undefined;
  const finishInQuote = (): undefined => finish('quote', quote);

  /** What a fault is a sign of. */
  const judged = (kind: FaultKind, where: number): SyntaxFault => {
    if (closer !== undefined) return { kind: 'closer', at: closer };
    if (kind === 'quote') return { kind, at: longText?.at ?? where };
    if (kind !== 'behind value' && (kind !== 'other' || where < text.length))
      return { kind, at: where };
    if (longText && text.slice(longText.end, where).trim() === '')
      return { kind: 'quote', at: longText.at };
    const sign = text.charAt(where);
    if ((sign === ']' && !open.has('[')) || (sign === '}' && !open.has('{')))
      return { kind: 'closer', at: where };
    const isMeant = where >= text.length || sign === ']' || sign === '}' || open.isKeyInList(where);
    const part = isMeant ? open.unclosed() : undefined;
    return part ? unclosed(part) : { kind, at: Math.min(where, text.length) };
  };
  const unclosed = ({ sign, at: from, shownAt }: Open): SyntaxFault => ({
    kind: sign === '[' ? 'list' : 'block',
    at: from,
    ...(shownAt !== undefined && { shownAt }),
  });

  /** Reads a comment if one begins with a character that has been read; answers whether it was one of two slashes at all. */
  const commentAfter = (char: string, then: State): State | 'slash' | undefined => {
    if (char === '#') return comment(then);
    if (char !== '/') return undefined;
    if (next() === '/') return comment(then);
    back();
    return 'slash';
  };
  const comment = (then: State): State => {
    stack.push(then);
    emit();
    return lexComment;
  };
  const lexComment: State = () => {
    while (at < text.length && !isNewLine(text[at]!) && text[at] !== end) at++;
    emit();
    return pop();
  };

  const lexTop: State = () => {
    const char = next();
    if (isSpace(char)) return skip(lexTop);
    if (char === '{') {
      stack.push(lexTop);
      open.begin('{', at - 1);
      return skip(lexBlockStart);
    }
    const read = commentAfter(char, lexTop);
    if (typeof read === 'function') return read;
    if (read === 'slash') return fail('other', at - 1);
    if (char === end) return at > start ? fail('other') : finish();
    back();
    if (char === '}') closer ??= at;
    stack.push(lexTopValueEnd);
    return lexKeyStart;
  };
  const lexTopValueEnd: State = () => {
    const char = next();
    const read = commentAfter(char, lexTop);
    if (typeof read === 'function') return read;
    if (read === 'slash' || isBlank(char)) return lexTopValueEnd;
    if (isNewLine(char) || /[;,}\0]/.test(char)) return skip(lexTop);
    return fail('behind value');
  };
  const lexBlockStart: State = () => {
    const char = next();
    if (isSpace(char)) return skip(lexBlockStart);
    if (char === '{') {
      stack.push(lexBlockEnd);
      open.begin('{', at - 1);
      return skip(lexBlockStart);
    }
    if (char === '}') {
      open.end(at - 1);
      return skip(pop());
    }
    const read = commentAfter(char, lexBlockStart);
    if (typeof read === 'function') return read;
    if (read === 'slash') return fail('other', at - 1);
    if (char === end) return at > start ? fail('other') : finish();
    back();
    open.key(at);
    stack.push(lexBlockValueEnd);
    return lexKeyStart;
  };
  const lexBlockValueEnd: State = () => {
    const char = next();
    const read = commentAfter(char, lexBlockValueEnd);
    if (typeof read === 'function') return read;
    if (read === 'slash' || isBlank(char)) return lexBlockValueEnd;
    if (isNewLine(char) || char === ';' || char === ',') return skip(lexBlockStart);
    if (char !== '}') return fail('behind value');
    back();
    return lexBlockEnd;
  };
  const lexBlockEnd: State = () => {
    const char = next();
    const read = commentAfter(char, lexBlockStart);
    if (typeof read === 'function') return read;
    if (read === 'slash' || isNewLine(char) || isBlank(char)) return lexBlockEnd;
    if (char === ';' || char === ',') return skip(lexBlockStart);
    if (char !== '}') return fail('behind value');
    open.end(at - 1);
    return skip(pop());
  };

  const lexKeyStart: State = () => {
    const char = peek();
    if (isSeparator(char)) return fail('no key', at);
    if (isSpace(char)) {
      next();
      return skip(lexKeyStart);
    }
    if (char === '"' || char === "'") return quotedKey(char, lexKeyEnd, finishInQuote);
    ignore();
    next();
    return lexKey;
  };
  /** Reads a key in quotes; the server has four states for it. */
  const quotedKey = (mark: string, then: State, atEnd: () => undefined): State | undefined => {
    quote = at;
    next();
    ignore();
    while (at < text.length && text[at] !== mark && text[at] !== end) at++;
    if (text[at] !== mark) return at > start ? fail('quote', quote) : atEnd();
    emitKey();
    next();
    return skip(then);
  };
  const lexKey: State = () => {
    while (!isSpace(peek()) && !isSeparator(peek()) && peek() !== end) next();
    if (isSpace(peek()) && isInclude()) return skip(lexIncludeStart);
    emitKey();
    return lexKeyEnd;
  };
  const isInclude = (): boolean => text.slice(start, at).toLowerCase() === 'include';
  const lexKeyEnd: State = () => {
    const char = next();
    if (isSpace(char)) return skip(lexKeyEnd);
    if (isSeparator(char)) return skip(lexValue);
    if (char === end) return finish();
    back();
    return lexValue;
  };

  const lexIncludeStart: State = () => {
    if (isBlank(next())) return skip(lexIncludeStart);
    back();
    return lexInclude;
  };
  const lexInclude: State = () => {
    const char = next();
    if (char === '"' || char === "'") return quoted(char);
    if (/[[{(\\-]/.test(char) || isDigit(char) || isNewLine(char)) return fail('include');
    back();
    for (;;) {
      const inside = next();
      if (isNewLine(inside) || isBlank(inside) || /[;}\0]/.test(inside)) {
        back();
        emit();
        return pop();
      }
      if (inside === "'") {
        emit();
        return pop();
      }
    }
  };
  /** Reads the path of a file to include up to its quote. */
  const quoted = (mark: string): State | undefined => {
    quote = at - 1;
    while (at < text.length && text[at] !== mark && text[at] !== end) at++;
    if (text[at] !== mark) return fail('quote', quote);
    endOfQuote();
    at++;
    emit();
    return pop();
  };
  const endOfQuote = (): void => {
    if (text.slice(quote, at).includes('\n')) longText ??= { at: quote, end: at + 1 };
  };

  const lexValue: State = () => {
    const char = next();
    if (isBlank(char)) return skip(lexValue);
    if (char === '[' || char === '{') {
      open.begin(char, at - 1);
      emit();
      return char === '[' ? lexArrayValue : lexMapKeyStart;
    }
    if (char === "'" || char === '"') {
      quote = at - 1;
      ignore();
      inString = lexDoubleQuoted;
      return char === "'" ? lexSingleQuoted : lexDoubleQuoted;
    }
    if (char === '-') return lexNegativeStart;
    if (char === '(') return skip(lexText);
    if (isDigit(char)) return lexNumber;
    if (char === '.') return fail('unquoted');
    if (isNewLine(char)) return fail('no value');
    back();
    inString = lexString;
    return lexString;
  };
  const lexArrayValue: State = () => {
    const char = next();
    if (isSpace(char)) return skip(lexArrayValue);
    const read = commentAfter(char, lexArrayValue);
    if (typeof read === 'function') return read;
    if (read === 'slash') return fail('unquoted', at - 1);
    if (char === ',') return fail('comma');
    if (char === ']') return lexCollectionEnd();
    back();
    stack.push(lexArrayValueEnd);
    return lexValue;
  };
  const lexArrayValueEnd: State = () => {
    const char = next();
    if (isBlank(char)) return skip(lexArrayValueEnd);
    const read = commentAfter(char, lexArrayValueEnd);
    if (typeof read === 'function') return read;
    if (read === 'slash' || char === ',' || isNewLine(char)) return skip(lexArrayValue);
    return char === ']' ? lexCollectionEnd() : fail('behind value');
  };
  /** Reads the end of a map or of an array: its sign has been read. */
  const lexCollectionEnd = (): State => {
    open.end(at - 1);
    emit();
    return pop();
  };
  const lexMapKeyStart: State = () => {
    const char = peek();
    if (isSeparator(char)) return fail('no key', at);
    if (char === ']') return fail('behind value', at);
    if (isSpace(char)) {
      next();
      return skip(lexMapKeyStart);
    }
    if (char === end) return fail('other', at);
    if (char === '}' || char === '#' || char === '/') {
      next();
      if (char === '}') return lexCollectionEnd();
      const read = commentAfter(char, lexMapKeyStart);
      if (typeof read === 'function') return read;
    } else open.key(at);
    if (char === '"' || char === "'")
      return quotedKey(char, lexMapKeyEnd, () => fail('quote', quote));
    ignore();
    next();
    return lexMapKey;
  };
  const lexMapKey: State = () => {
    while (!isSpace(peek()) && !isSeparator(peek()) && peek() !== end) next();
    if (peek() === end) return fail('other', at);
    if (isSpace(peek()) && isInclude()) {
      stack.push(lexMapValueEnd);
      return skip(lexIncludeStart);
    }
    emitKey();
    return lexMapKeyEnd;
  };
  const lexMapKeyEnd: State = () => {
    const char = next();
    if (isSpace(char)) return skip(lexMapKeyEnd);
    if (isSeparator(char)) return skip(lexMapValue);
    back();
    return lexMapValue;
  };
  const lexMapValue: State = () => {
    const char = next();
    if (isSpace(char)) return skip(lexMapValue);
    if (char === ',') return fail('no value');
    if (char === '}') return lexCollectionEnd();
    back();
    stack.push(lexMapValueEnd);
    return lexValue;
  };
  const lexMapValueEnd: State = () => {
    const char = next();
    if (isBlank(char)) return skip(lexMapValueEnd);
    const read = commentAfter(char, lexMapValueEnd);
    if (typeof read === 'function') return read;
    if (read === 'slash' || char === ';' || char === ',' || isNewLine(char))
      return skip(lexMapKeyStart);
    return char === '}' ? lexCollectionEnd() : fail('behind value');
  };

  const lexSingleQuoted: State = () => {
    while (at < text.length && text[at] !== "'" && text[at] !== end) at++;
    if (text[at] === "'") return endString();
    return at > start || at < text.length ? fail('quote', quote) : finishInQuote();
  };
  const lexDoubleQuoted: State = () => {
    const char = next();
    if (char === '\\') return lexEscape;
    if (char === '"') {
      back();
      return endString();
    }
    if (char === end) return at > start ? fail('quote', quote) : finishInQuote();
    return lexDoubleQuoted;
  };
  const endString = (): State => {
    endOfQuote();
    at++;
    emit();
    return pop();
  };
  const lexString: State = () => {
    const char = next();
    if (char === '\\') return lexEscape;
    if (isNewLine(char) || isBlank(char) || /[;,\]}\0]/.test(char)) {
      back();
      emit();
      return pop();
    }
    if (char === "'") {
      emit();
      return pop();
    }
    return lexString;
  };
  const lexText: State = () => {
    const close = text.slice(at).search(/\n\)(?=\n|\0|$)/);
    const zero = text.indexOf(end, at);
    if (close < 0 || (zero >= 0 && zero < at + close)) return fail('text block', start - 1);
    at += close + 2;
    emit();
    return pop();
  };
  const lexEscape: State = () => {
    const char = next();
    if (char === 'x') {
      const two = /^[\da-f]{2}/i.test(text.slice(at));
      at += 2;
      return two ? skip(inString) : fail('escape', at - 2);
    }
    return /[tnr"\\]/.test(char) ? skip(inString) : fail('escape');
  };

  const endsNumber = (char: string): boolean =>
    isNewLine(char) || isBlank(char) || /[};,\0]/.test(char);
  const asString = (): State => {
    inString = lexString;
    return lexString;
  };
  const endNumber = (): State => {
    back();
    emit();
    return pop();
  };
  const lexNumber: State = () => {
    const char = next();
    if (char === '-')
      return new TextEncoder().encode(text.slice(start, at)).length === 5
        ? lexDate
        : fail('unquoted', start);
    if (isDigit(char)) return lexNumber;
    if (char === '.') return lexFloatStart;
    if (/[kmgtpe]/i.test(char)) return lexSize;
    return endsNumber(char) ? endNumber() : asString();
  };
  const lexSize: State = () => {
    const char = next();
    if (char === 'b' || char === 'B' || char === 'i' || char === 'I') return lexSize;
    back();
    if (!endsNumber(char)) return asString();
    emit();
    return pop();
  };
  const lexDate: State = () => {
    for (const wanted of '00-00T00:00:00Z') {
      const char = next();
      if (wanted === '0' ? !isDigit(char) : char !== wanted) return fail('unquoted', start);
    }
    emit();
    return pop();
  };
  const lexNegativeStart: State = () => (isDigit(next()) ? lexNegative : fail('unquoted', start));
  const lexNegative: State = () => {
    const char = next();
    if (isDigit(char)) return lexNegative;
    if (char === '.') return lexFloatStart;
    if (/[kmgtpe]/i.test(char)) return lexSize;
    return endNumber();
  };
  const lexFloatStart: State = () => (isDigit(next()) ? lexFloat : fail('unquoted', start));
  const lexFloat: State = () => {
    const char = next();
    if (isDigit(char)) return lexFloat;
    return char === '.' ? lexAddress : endNumber();
  };
  const lexAddress: State = () => {
    const char = next();
    return isDigit(char) || /[.:-]/.test(char) ? lexAddress : endNumber();
  };

  for (let state: State | undefined = lexTop; state;) state = state();
  return fault;
}

/** What each kind of fault is, and what to do about it. */
const words: Readonly<Record<FaultKind, readonly [words: string, remedy: string]>> = {
  block: ['The block that begins in this line is not closed', 'Write } where it ends.'],
  list: ['The list that begins in this line is not closed', 'Write ] where it ends.'],
  quote: ['The quote that begins in this line is not closed', 'Write the same quote at its end.'],
  'text block': [
    'The text that begins with ( in this line is not closed',
    'Write ) at its end, alone in a line.',
  ],
  closer: [
    'A } or ] in this line closes nothing: all that was open is closed before it',
    'Remove it, or write what it is to close.',
  ],
  'behind value': [
    'Text follows a value in this line, where nats-server expects the next key or the end of the line',
    'Put the whole value into quotes if the text belongs to it. Otherwise begin a new line, or write a comma before it, or # before a comment.',
  ],
  'no key': ['A : or = stands in this line where a key belongs', 'Write the key before it.'],
  'no value': ['A key in this line has no value', 'Write its value behind it, in the same line.'],
  comma: [
    'A comma stands in this line where a value belongs',
    'Remove it, or write the value before it.',
  ],
  escape: [
    'A backslash in this line begins no escape that nats-server knows',
    'Write \\\\ for a backslash, or put the text into single quotes, where a backslash means itself.',
  ],
  unquoted: [
    'A value in this line begins like a number, a date or a comment, and is none',
    'Put it into quotes.',
  ],
  include: [
    'Behind include stands no path of a file in this line',
    'Write the path in quotes, as in include "other.conf".',
  ],
  other: ['nats-server cannot read this line', 'A comment begins with # or //.'],
};

/**
 * Says what a fault is and how to mend it, without its text, which may be a secret.
 * @param lineOf the line of a place of the text
 */
export function faultWords(
  { kind, shownAt }: SyntaxFault,
  lineOf: (at: number) => number,
): { words: string; remedy: string } {
  const [what, remedy] = words[kind];
  const sign = kind === 'list' ? ']' : '}';
  return {
    words: `${what}.`,
    remedy:
      shownAt === undefined
        ? remedy
        : `Write ${sign} before line ${lineOf(shownAt)}, which is not indented as a part of it.`,
  };
}
