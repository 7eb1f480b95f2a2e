import { describe, expect, test } from 'vitest';
import { fillTemplates } from './templates.ts';

/** Fills a template that has no mistake. */
function filled(text: string, facts: Parameters<typeof fillTemplates>[1] = { count: 1 }): string {
  return fillTemplates(text, facts, (words) => expect.fail(words));
}

/** Answers what is said of a template; it must stay as it is. */
function trouble(text: string): string {
  const said: string[] = [];
  expect(fillTemplates(text, { count: 1 }, (words) => said.push(words))).toBe(text);
  return said.join('\n');
}

// Each right side is what natscli 0.5.1 printed for the left one.
test.each([
  ['{{Count}} {{.Count}} {{ Cnt }} {{1}} {{"x"}}', '1 1 1 1 x'],
  ['{"a":{"b":{{Count}}}}', '{"a":{"b":1}}'],
  ['{"a":{"b":1}}', '{"a":{"b":1}}'],
  ['{{.Request}}', ''],
  ['{{if eq Count 1}}one{{else}}more{{end}}', 'one'],
  ['{{if eq Count 2}}two{{else if eq Count 1}}one{{else}}more{{end}}', 'one'],
  ['{{ Count -}} x', '1x'],
  ['x {{- Count}}', 'x1'],
  ['{{/* c */}}y', 'y'],
  ['{{printf "%05d" Count}}', '00001'],
  ['{{ "a" | printf "%q" }}', '"a"'],
  [`{{'a'}}`, '97'],
  ['{{-1}} {{ 1.5 }} {{ true }} {{len "abc"}}', '-1 1.5 true 3'],
  ['{{Count}}}}', '1}}'],
])('%s is filled as by the CLI', (text, wanted) => {
  expect(filled(text)).toBe(wanted);
});

test.each([
  ['{{ nope }}', 'function "nope" not defined'],
  ['{{', 'unclosed action'],
  ['{{Count', 'unclosed action'],
  ['{{}}', 'missing value for command'],
  ['{{if}}a{{end}}', 'missing value for if'],
  ['{{if Count}}', 'unexpected EOF'],
  ['{{end}}', 'unexpected {{end}}'],
  ['{{Random(10, 100)}}', 'unexpected "(" in operand'],
  ['{{Request}}', 'function "Request" not defined'],
  ['{{ Count | Foo }}', 'function "Foo" not defined'],
  ['{{a b}}', 'function "a" not defined'],
  ['{{"a}}', 'unterminated quoted string'],
  ['{{ ? }}', 'unexpected "?" in command'],
  ['{{%}}', 'unexpected "%" in command'],
  ['{{ Count; }}', `bad character U+003B ';'`],
  ['{{Count+1}}', `bad character U+002B '+'`],
  ['{{.Count}', `bad character U+007D '}'`],
  ['{{ 10 + 1 }}', 'illegal number syntax: "+"'],
  ['{{Count,1}}', 'unexpected "," in operand'],
])('%s is refused as by the CLI: %s', (text, words) => {
  expect(trouble(text)).toBe(`template: body:1: ${words}`);
});

test.each([
  ['{{.Nope}}', `2: executing "body" at <.Nope>: can't evaluate field Nope in type *util.pubData`],
  ['{{.Count.X}}', `8: executing "body" at <.Count.X>: can't evaluate field X in type int`],
  [
    'a {{Random 10}}',
    '4: executing "body" at <Random>: wrong number of args for Random: want 2 got 1',
  ],
  ['{{Count 1}}', '2: executing "body" at <Count>: wrong number of args for Count: want 0 got 1'],
  ['{{Random "a" 2}}', '9: executing "body" at <"a">: expected unsigned integer; found "a"'],
  ['{{Random -1 3}}', '9: executing "body" at <-1>: expected unsigned integer; found -1'],
  ['{{nil}}', '2: executing "body" at <nil>: nil is not a command'],
])('%s fails as in the CLI: %s', (text, words) => {
  expect(trouble(text)).toBe(`template: body:1:${words}`);
});

describe('values', () => {
  test('an answer knows its request', () => {
    expect(filled('{{Request}} {{.Request}} {{Count}}', { count: 0, request: 'hi' })).toBe(
      'hi hi 0',
    );
  });

  test('random text is as long as it should be', () => {
    expect(filled('{{ Random 10 10 }}')).toMatch(/^[A-Za-z0-9]{10}$/);
    expect(filled('{{Random 5 3}}')).toMatch(/^\w{3,5}$/);
    expect(filled('{{len (Random 4 4)}}')).toBe('4');
  });

  test('times and ids', () => {
    expect(filled('{{Time}} {{TimeStamp}}')).toMatch(
      /^\d+:\d\d[AP]M \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/,
    );
    expect(filled('{{Unix}} {{UnixNano}} {{ID}} {{.ID}}')).toMatch(/^\d{10} \d{19} \w{22} \w{22}$/);
  });
});
