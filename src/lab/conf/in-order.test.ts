import { expect, test } from 'vitest';
import { keyIn, keysIn, scalarIn, scalarsIn } from './conf-index.ts';
import { readConf } from './conf-text.ts';
import { applyEdits, type Edit } from './edits.ts';
import { between, lineFinder } from './in-order.ts';

/** Numbers that are always the same ones, each below `below`. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const words = ['a', 'b', 'A: ', ': ', ' { ', ' } ', '[', ']', '\n', '; ', '$A ', '"q" ', 'x: 1\n'];

const texts = Array.from({ length: 300 }, (_, seed) => {
  const number = numbers(seed + 1);
  return Array.from({ length: number(60) }, () => words[number(words.length)]!).join('');
});

test('an index finds what a search through all finds', () => {
  for (const text of texts) compare(text);
});

function compare(text: string): void {
  const conf = readConf(text);
  for (const block of conf.blocks) {
    const scalars = conf.scalars.filter((each) => each.block === block);
    expect(scalarsIn(conf, block)).toEqual(scalars);
    expect(scalarIn(conf, block, 'a', 'x')).toBe(
      scalars.findLast(({ key }) => key === 'a' || key === 'x'),
    );
    const keys = conf.keys.filter((each) => each.block === block);
    expect(keysIn(conf, block)).toEqual(keys);
    expect(keyIn(conf, block, 'a', 'b')).toBe(
      keys.findLast(({ path }) => path.at(-1) === 'a' || path.at(-1) === 'b'),
    );
    expect(between(conf.blocks, block.start + 1, block.end)).toEqual(
      conf.blocks.filter(({ start }) => start > block.start && start < block.end),
    );
  }
  const lineOf = lineFinder(text);
  for (let at = 0; at <= text.length; at += 1)
    expect(lineOf(at)).toBe(text.slice(0, at).split('\n').length);
}

test('edits at many places are made as one after another, from the last on', () => {
  const text = 'abcdefghijklmnopqrstuvwxyz';
  for (let seed = 1; seed < 200; seed += 1) {
    const number = numbers(seed);
    const edits: Edit[] = [];
    for (let at = 0; at < text.length; at += 1 + number(4))
      for (const length of [0, 0, 1].slice(number(3)))
        edits.push({ start: at, end: at + length, text: `<${edits.length}>` });
    const inTurn = edits
      .toSorted((a, b) => b.start - a.start || b.end - a.end)
      .reduce((all, { start, end, text: put }) => all.slice(0, start) + put + all.slice(end), text);
    expect(applyEdits(text, edits)).toBe(inTurn);
  }
});

test('what variables bring elsewhere is bounded', () => {
  const many = `V = {\n${'k: 1\n'.repeat(2000)}}\n`;
  const { unread, keys } = readConf(many + 'x: $V\n'.repeat(2000));
  expect(unread?.why).toMatch(/^variables bring more than \d+ settings/);
  expect(keys.length).toBeLessThan(2500);
});
