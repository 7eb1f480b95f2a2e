import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fieldsOf } from '../plugins/messages/fields.ts';
import { messagePageOf, messagePages } from '../src/doctor/live/message-pages.ts';
import { root } from '../tools/lib/paths.mjs';

const folder = join(root, 'docs/troubleshooting/messages');
const faults = ['error', 'warn', 'config error', 'sent to the other side'];

test('messages and their pages are those of the site', () => {
  const pages = readdirSync(folder)
    .filter((file) => file.endsWith('.mdx') && file !== 'index.mdx')
    .flatMap((file): [string, unknown][] => {
      const fields = fieldsOf(readFileSync(join(folder, file), 'utf8'));
      const messages = [fields['message'], fields['also'] ?? []].flat();
      return faults.includes(String(fields['level'])) ? [[file.slice(0, -4), messages]] : [];
    });
  expect(messagePages).toEqual(Object.fromEntries(pages));
});

test('the message with the most words of its own is found in a line', () => {
  expect(messagePageOf(`Leafnode Error 'Authorization Violation'`)).toBe(
    '/troubleshooting/messages/authorization-violation',
  );
  expect(messagePageOf('hello')).toBeUndefined();
});

test('a page about one block is not that of an unknown key of any', () => {
  expect(messagePageOf('hub.conf:3:1: unknown field "foo"')).toBeUndefined();
});
