/**
 * A text as nats-server reads it in a configuration: its lexer knows `\t`, `\n`, `\r`, `\"`, `\\` and `\xNN`, and refuses
 * the other escapes of JSON (conf/lex.go).
 */
export const quoted = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- These are what it escapes.
  `"${text.replace(/["\\\0-\x1f\x7f]/g, (char) => escapes[char] ?? hex(char))}"`;

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

const hex = (char: string): string => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
