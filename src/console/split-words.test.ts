import { expect, test } from 'vitest';
import { splitWords } from './split-words.ts';

const words = (line: string) => splitWords(line).words.map(({ text }) => text);
const problem = (line: string) => splitWords(line).problem?.message;

test('words stand between blanks; quotes keep them together', () => {
  expect(words(`  pub orders.new '{"id": 1}'  --count 2 `)).toEqual([
    'pub',
    'orders.new',
    '{"id": 1}',
    '--count',
    '2',
  ]);
  expect(words(`a"b c"'d e'f`)).toEqual(['ab cd ef']);
  expect(words(`kv put B k ''`)).toEqual(['kv', 'put', 'B', 'k', '']);
  expect(words('')).toEqual([]);
});

test('backslashes escape as in a shell', () => {
  expect(words(String.raw`a\ b "say \"hi\"" '\n' "\n"`)).toEqual(['a b', 'say "hi"', '\\n', '\\n']);
  expect(words(String.raw`"\$JS \` \\" \$SYS`)).toEqual(['$JS ` \\', '$SYS']);
  expect(words('a\\\nb \\\n c "d\\\ne"')).toEqual(['ab', 'c', 'de']);
});

test('a comment ends the line, but only where a word could begin', () => {
  expect(words('sub a # all of them')).toEqual(['sub', 'a']);
  expect(words('sub a#b')).toEqual(['sub', 'a#b']);
});

const changed = (line: string) => splitWords(line).words.map((word) => word.changed ?? '');

test.each([
  ['$JS.leaf.API', 'A shell reads ".leaf.API": $JS is a variable without a value.'],
  ['"it costs $5"', 'A shell reads "it costs ": $5 is a variable without a value.'],
  ['${SYS}.x', 'A shell reads ".x": ${SYS} is a variable without a value.'],
  ['"$HOME"', 'A shell puts in the value of the variable $HOME.'],
  ['"at $(date +%s)"', 'A shell puts in what it makes of $(date +%s).'],
  ['$(a "$(b)")', 'A shell puts in what it makes of $(a "$(b)").'],
  ['`date -u`', 'A shell puts in what it makes of `date -u`.'],
  ['~/x.creds', 'A shell puts in the home directory for ~.'],
  ['orders.*', 'A shell puts in the names of files that * fits.'],
  ['orders.>', 'A shell takes > for the name of a file to write.'],
  ['{"a":1,"b":2}', 'A shell makes several words of {…,…}.'],
])('%s is read as it is meant, and told how a shell reads it', (word, how) => {
  const split = splitWords(`pub a ${word}`);
  expect(split.problem).toBeUndefined();
  expect(split.words).toHaveLength(3);
  expect(split.words[2]!.text).toBe(
    word.startsWith('{') ? '{a:1,b:2}' : word.replaceAll(/^"|"$/g, ''),
  );
  expect(split.words[2]!.changed).toBe(how);
});

test.each([
  `'$JS.API'`,
  String.raw`\$JS`,
  String.raw`"\$JS"`,
  `'~/x'`,
  `'a.>'`,
  `'a *'`,
  'a~',
  '$',
  '"5$"',
])('a shell leaves %s as it is', (word) => {
  expect(changed(word)).toEqual(['']);
});

test('an open quote is told by its column', () => {
  expect(problem(`pub a 'b`)).toBe("the quote ' at column 7 is not closed");
});

test('commands may share a line', () => {
  const { commands } = splitWords(`rtt; pub a 'x;y' && sub b;# more\n`);
  expect(commands.map(({ joint, words }) => [joint, ...words.map(({ text }) => text)])).toEqual([
    [';', 'rtt'],
    [';', 'pub', 'a', 'x;y'],
    ['&&', 'sub', 'b'],
    [';'],
  ]);
  expect(problem('rtt &&')).toBe('expected a command behind &&');
  expect(problem('; rtt')).toBe('unexpected ; at column 1');
});

test.each([
  ['sub a | grep b', '|', 'There are no programs here to pipe to: grep'],
  ['echo b | nats pub a', '|', 'write the body in quotes'],
  ['pub a <<EOF\nb\nEOF', '<<', 'write the body in quotes'],
  ['pub a < file', '<', 'write the body in quotes'],
  ['sub a &', '&', '"Another prompt" runs beside this one'],
  ['(sub a)', '(', 'no shell here'],
  ['pub a :)', ')', 'no shell here'],
  ['stream info A > file', '>', 'copy the output'],
  ['stream info A --json >file', '>', 'copy the output'],
  ['stream info A >> file', '>>', 'copy the output'],
  ['stream info A 2>&1', '>', 'copy the output'],
  ['stream info A &> file', '&>', 'copy the output'],
  ['cat > m.json <<EOF', '>', 'write the file under Files of this page'],
])('%s is refused, with what to do', (line, operator, remedy) => {
  const { message, help } = splitWords(line).problem!;
  expect(message).toBe(`unexpected ${operator} at column ${line.indexOf(operator) + 1}`);
  expect(help.join(' ')).toContain(remedy);
  expect(help.join(' ')).toContain(`'${operator[0]!}'`);
});

test.each([
  ['sub >', ['sub', '>']],
  ['sub a.> b', ['sub', 'a.>', 'b']],
  [
    'stream add A --subjects a.>,b.> --defaults',
    ['stream', 'add', 'A', '--subjects', 'a.>,b.>', '--defaults'],
  ],
  ['consumer add --filter > A c', ['consumer', 'add', '--filter', '>', 'A', 'c']],
  ['stream purge A --subject=> -f', ['stream', 'purge', 'A', '--subject=>', '-f']],
])('in %s the > is a wildcard', (line, as) => {
  expect(problem(line)).toBeUndefined();
  expect(words(line)).toEqual(as);
});

test.each([
  ['stream in', 'in', 7],
  ['stream info ', '', 12],
  [`kv get B 'a k`, 'a k', 9],
  [`kv get B a\\ k`, 'a k', 9],
  ['rtt; stream in', 'in', 12],
  ['', '', 0],
])('%j ends in a word that is still being typed', (line, text, start) => {
  expect(splitWords(line).typed).toMatchObject({ text, start });
});

test.each(['sub a # all', 'sub a |', 'sub a | grep'])('%j ends in no word', (line) => {
  expect(splitWords(line).typed).toBeUndefined();
});
