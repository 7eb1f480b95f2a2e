import { expect, test } from 'vitest';
import { filesInPasted, linkInPasted } from './pasted.ts';

test('one configuration has the name of its server', () => {
  const text = 'server_name: "edge"\nport: 4222\n';
  expect(filesInPasted(text)).toEqual([{ path: 'edge.conf', text }]);
  expect(filesInPasted('port: 4222')[0]!.path).toBe('pasted.conf');
});

test('several files are told apart by lines with their paths', () => {
  expect(filesInPasted('\n--- a/hub.conf\nport: 1\n\n--- ../leaf.conf\nport: 2\n')).toEqual([
    { path: 'a/hub.conf', text: 'port: 1\n' },
    { path: 'leaf.conf', text: 'port: 2\n' },
  ]);
});

test('blocks of Markdown have the name that stands before them', () => {
  const issue =
    '### The network\n\n```text\nhub -- leaf\n```\n\n### `hub.conf`\n\n````conf\nport: 1\n```\n````\n\n**leaf.conf**:\n~~~\nport: 2\n~~~\n```conf title="third.conf"\nport: 3\n```\n';
  expect(filesInPasted(issue)).toEqual([
    { path: 'hub.conf', text: 'port: 1\n```\n' },
    { path: 'leaf.conf', text: 'port: 2\n' },
    { path: 'third.conf', text: 'port: 3\n' },
  ]);
});

test('a rule of YAML introduces no file', () => {
  const text = 'a: 1\n---\nb: 2\n';
  expect(filesInPasted(text)).toEqual([{ path: 'pasted.conf', text }]);
  expect(filesInPasted('  \n')).toEqual([]);
});

test('a link is known as such', () => {
  expect(linkInPasted(' https://a.example/bench#1AbC-_0123456. \n')).toBe('#1AbC-_0123456');
  expect(linkInPasted('# 1 is the hub\nport: 4222')).toBeUndefined();
});
