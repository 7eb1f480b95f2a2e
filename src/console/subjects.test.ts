import { expect, test } from 'vitest';
import { checkSubject, checkSubscription, isSubset } from './subjects.ts';

test.each(['', 'a b', 'a\tb', 'a b.c'])('%j is not published to', (subject) => {
  expect(() => checkSubject(subject)).toThrow('nats: invalid subject');
});

test.each(['a', 'foo.', '.foo', 'a..b', '>', 'foo.*', 'a.>.b'])(
  '%s is published to, as by the CLI',
  (subject) => {
    expect(() => checkSubject(subject)).not.toThrow();
  },
);

test.each(['', 'a b', 'foo.', '.foo', 'a..b'])('%j is not subscribed to', (subject) => {
  expect(() => checkSubscription(subject)).toThrow('nats: invalid subject');
});

test('a > within a subject is refused in the words of the server', () => {
  expect(() => checkSubscription('a.>.b')).toThrow('nats: Invalid Subject');
  expect(() => checkSubscription('a>')).not.toThrow();
});

test('the name of a queue group has no blank', () => {
  expect(() => checkSubscription('a', 'b c')).toThrow('nats: invalid queue name');
  expect(() => checkSubscription('a.*.>', 'b')).not.toThrow();
});

test.each([
  ['a.b', 'a.b', true],
  ['a.b', 'a.*', true],
  ['a.*', 'a.b', false],
  ['a.>', 'a.*', false],
  ['a.*.c', 'a.>', true],
  ['a', 'a.>', false],
])('that %s is within %s is %s', (subject, of, is) => {
  expect(isSubset(subject, of)).toBe(is);
});
