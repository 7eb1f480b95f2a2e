import { expect, test } from 'vitest';
import { toolProblems } from './versions.mjs';

const go = 'go version go1.26.8 linux/amd64';
const node = 'v20.19.0';

test.each([
  ['v20.19.0', go],
  ['v22.1.0', 'go version go1.21 darwin/arm64'],
  ['v26.0.0-nightly', 'go version devel go1.28-3f7a26c Mon Nov 2 2026 linux/amd64'],
  ['v20.20.2', 'go version go2.0.1 linux/amd64'],
])('Node %s and "%s" will do', (node, go) => {
  expect(toolProblems({ node, go })).toEqual([]);
});

test.each(['v20.18.3', 'v18.20.8', 'v8.0.0'])('Node %s is too old', (node) => {
  expect(toolProblems({ node, go })).toEqual([
    `Leafwise needs Node.js 20.19 or newer and this is ${node}: install it from https://nodejs.org and run this again.`,
  ]);
});

test('Go 1.20 is too old, and the sentence says which one was found', () => {
  expect(toolProblems({ node, go: 'go version go1.20.14 linux/amd64' })).toEqual([
    expect.stringContaining('this is 1.20: install it from https://go.dev/dl'),
  ]);
});

test('no Go at all', () => {
  expect(toolProblems({ node, go: null })).toEqual([expect.stringContaining('none was found')]);
});

test('both are named when both are wrong', () => {
  expect(toolProblems({ node: 'v16.0.0', go: null })).toHaveLength(2);
});
