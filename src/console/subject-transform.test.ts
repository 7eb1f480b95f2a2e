import { expect, test } from 'vitest';
import { subjectTransform } from './subject-transform.ts';

// What `nats server mappings SOURCE DESTINATION SUBJECT` of nats 0.5.1 prints.
test.each([
  ['foo.*', 'bar.{{wildcard(1)}}', 'foo.x', 'bar.x'],
  ['foo.*.*', 'bar.$2.$1', 'foo.x.y', 'bar.y.x'],
  ['foo.>', 'bar.>', 'foo.x.y', 'bar.x.y'],
  ['foo.*.>', '{{wildcard(1)}}.bar.>', 'foo.x.y.z', 'x.bar.y.z'],
  ['foo', 'bar', 'foo', 'bar'],
  ['foo.*', 'bar.{{partition(10,1)}}', 'foo.x', 'bar.5'],
  ['foo.*', 'bar.{{partition(7)}}', 'foo.x', 'bar.6'],
  ['*', '{{splitFromLeft(1,3)}}', '12345', '123.45'],
  ['*', '{{SplitFromRight(1, 3)}}', '12345', '12.345'],
  ['*', '{{sliceFromLeft(1,2)}}', '12345', '12.34.5'],
  ['*', '{{sliceFromRight(1,2)}}', '12345', '1.23.45'],
  ['*', '{{left(1,2)}}', '12345', '12'],
  ['*', '{{right(1,2)}}', '12345', '45'],
  ['*', '{{right(1,9)}}', '12345', '12345'],
  ['*', '{{split(1,-)}}', '-a-b--c-', 'a.b.c'],
])('%s to %s makes of %s: %s', (source, destination, subject, made) => {
  expect(subjectTransform(source, destination)(subject)).toBe(made);
});

test.each([
  ['foo.*', 'bar.*', 'foo.x', 'invalid subject'],
  ['foo.>', 'bar', 'foo.x', 'invalid subject'],
  ['foo.*', 'bar.$1', 'foo.>', 'invalid subject'],
  ['foo.*', 'bar.$1', 'other', 'no matching transforms available'],
  [
    'foo.*',
    'bar.{{wildcard(2)}}',
    '',
    'invalid mapping destination: wildcard index out of range in {{wildcard(2)}}: [2]',
  ],
  ['foo.*', '$3', '', 'invalid mapping destination: wildcard index out of range in $3: [3]'],
  [
    'foo',
    '{{wildcard(1)}}',
    '',
    'invalid mapping destination: wildcard index out of range in {{wildcard(1)}}',
  ],
  [
    'foo.*',
    '{{WildCard(1)}}',
    '',
    'invalid mapping destination: unknown function in {{WildCard(1)}}',
  ],
  ['foo.*', '{{nope}}', '', 'invalid mapping destination: unknown function in {{nope}}'],
  ['foo.*', '{{nope(1)}}', '', 'invalid mapping destination: unknown function in {{nope(1)}}'],
  [
    'foo.*',
    '{{left(1)}}',
    '',
    'invalid mapping destination: not enough arguments passed to the function in {{left(1)}}',
  ],
  [
    'foo.*',
    '{{left(x,1)}}',
    '',
    'invalid mapping destination: function argument is invalid or in the wrong format in {{left(x,1)}}',
  ],
])('%s to %s refuses %s: %s', (source, destination, subject, words) => {
  expect(() => subjectTransform(source, destination)(subject)).toThrow(words);
});
