import { StreamLanguage, type StringStream } from '@codemirror/language';

interface State {
  /** The brackets that are open, innermost last. */
  open: ('{' | '[')[];
  /** Whether a value stands next, rather than a key. */
  value: boolean;
  /** Within `( … )`, which takes whole lines as they are. */
  raw: boolean;
}

const boolean = /^(true|false|yes|no|on|off|enabled?|disabled?)$/i;
const number = /^-?\d[\d.]*([kmgtpe]i?b?|ns|us|µs|ms|[smhd])?$/i;

/** The configuration language of nats-server, after its lexer (conf/lex.go). */
export const natsLanguage = StreamLanguage.define<State>({
  name: 'nats',
  startState: () => ({ open: [], value: false, raw: false }),
  copyState: (state) => ({ ...state, open: [...state.open] }),
  token(stream, state) {
    if (state.raw) return rawLine(stream, state);
    if (stream.sol()) state.value = inArray(state);
    if (stream.eatSpace()) return null;
    if (stream.match('#') || stream.match('//')) {
      stream.skipToEnd();
      return 'comment';
    }
    return state.value ? valueToken(stream, state) : keyToken(stream, state);
  },
  indent: ({ open }, textAfter, { unit }) =>
    unit * Math.max(0, open.length - (/^[}\]]/.test(textAfter) ? 1 : 0)),
  languageData: {
    commentTokens: { line: '#' },
    closeBrackets: { brackets: ['{', '[', '"'] },
    indentOnInput: /^\s*[}\]]$/,
  },
});

const inArray = ({ open }: State): boolean => open.at(-1) === '[';

function keyToken(stream: StringStream, state: State): string | null {
  if (punctuation(stream, state)) return 'punctuation';
  if (!quoted(stream)) stream.eatWhile(/[^\s:={}[\],;]/);
  state.value = true;
  return stream.current() === 'include' ? 'keyword' : 'propertyName';
}

function valueToken(stream: StringStream, state: State): string | null {
  if (punctuation(stream, state)) return 'punctuation';
  if (quoted(stream)) return ended(state, 'string');
  if (stream.eat('(')) {
    state.raw = stream.eol();
    return 'string';
  }
  stream.next();
  stream.eatWhile(/[^\s,;\]}]/);
  const word = stream.current();
  if (word.startsWith('$')) return ended(state, 'variableName');
  if (boolean.test(word)) return ended(state, 'bool');
  return ended(state, number.test(word) ? 'number' : 'string');
}

/** Ends a value: in a map, the next token is a key. */
function ended(state: State, token: string): string {
  state.value = inArray(state);
  return token;
}

function punctuation(stream: StringStream, state: State): boolean {
  const mark = stream.eat(/[{}[\],;:=]/);
  if (!mark) return false;
  if (mark === '{' || mark === '[') state.open.push(mark);
  if (mark === '}' || mark === ']') state.open.pop();
  state.value = mark === ':' || mark === '=' || inArray(state);
  return true;
}

function quoted(stream: StringStream): boolean {
  const quote = stream.eat(/["']/);
  if (!quote) return false;
  for (let at = stream.next(); at && at !== quote; at = stream.next()) {
    if (at === '\\' && quote === '"') stream.next();
  }
  return true;
}

function rawLine(stream: StringStream, state: State): string {
  if (stream.sol() && stream.match(/^\s*\)/)) {
    state.raw = false;
    state.value = false;
  } else stream.skipToEnd();
  return 'string';
}
