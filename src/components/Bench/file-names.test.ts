import { expect, test } from 'vitest';
import { freeName, nameFault } from './file-names.ts';

test.for(['hub.conf', 'conf/hub.conf', 'größe 1.conf', 'LICENSE'])('%s is a name', (name) => {
  expect(nameFault(name, ['leaf.conf'])).toBeUndefined();
});

const unfit = ['hub:4222.conf', 'a\u202eb', 'a\u2028b', 'a\ud800', 'x'.repeat(301)];

test.for(['', '../hub.conf', '/hub.conf', 'conf/', 'a\\b', 'a\nb', 'leaf.conf', ...unfit])(
  '“%s” is none, with the remedy',
  (name) => {
    expect(nameFault(name, ['leaf.conf'])).toMatch(/\.$/);
  },
);

test('a new file has a name that no other has', () => {
  expect(freeName([])).toBe('server-1.conf');
  expect(freeName(['server-1.conf', 'server-2.conf'])).toBe('server-3.conf');
});
