import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root } from '../../tools/lib/paths.mjs';
import { lookAtLab } from './own-labs.ts';

const example = path.join(root, 'examples', 'opening-hours');
const outside = mkdtempSync(path.join(tmpdir(), 'leafwise-labs-'));
afterAll(() => rmSync(outside, { recursive: true }));

/** A folder with a lab that is not yet right. */
function labAs(name: string, files: Readonly<Record<string, string>>): string {
  const folder = path.join(outside, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
  return folder;
}

const exercise = (name: string) =>
  `export default { name: '${name}', topology: {}, steps: [{ id: 'a' }, { id: 'b' }] };`;
const page = '<Step id="a">\n</Step>\n<Step id="b">\n</Step>';

test('the example is taken', async () => {
  expect(await lookAtLab(path.relative(process.cwd(), example))).toBe(example);
});

test('so is a folder anywhere', async () => {
  const folder = labAs('right', { 'exercise.ts': exercise('right'), 'page.mdx': page });
  expect(await lookAtLab(folder)).toBe(folder);
});

test.each([
  ['no-such-folder', undefined, 'There is no such folder.'],
  ['Big Name', {}, 'Its name becomes an address'],
  ['join-a-leaf', {}, 'The site has a lab join-a-leaf. Rename'],
  ['empty', {}, 'It has no exercise.ts.'],
  ['no-page', { 'exercise.ts': exercise('no-page') }, 'It has no page.mdx.'],
  ['broken', { 'exercise.ts': 'throw new Error("oh")', 'page.mdx': page }, 'cannot be loaded: oh'],
  ['bare', { 'exercise.ts': 'export {};', 'page.mdx': page }, 'has no exercise as its default'],
  ['mine', { 'exercise.ts': exercise('other'), 'page.mdx': page }, 'Name it mine, as its folder'],
  [
    'one-step',
    { 'exercise.ts': exercise('one-step'), 'page.mdx': '<Step id="a">\n</Step>' },
    'page.mdx has the steps a, and the exercise a, b',
  ],
])('%s is refused, with the remedy', async (name, files, words) => {
  const folder = files ? labAs(name, files) : path.join(outside, name);
  await expect(lookAtLab(folder)).rejects.toThrow(words);
  await expect(lookAtLab(folder)).rejects.toThrow('examples/opening-hours');
});

test('the page on it shows the files of the example', () => {
  const text = readFileSync(path.join(root, 'docs/workshop/a-lab-of-your-own.mdx'), 'utf8');
  for (const file of ['exercise.ts', 'topology.ts', 'shop.conf', 'page.mdx'])
    expect(text).toContain(`examples/opening-hours/${file}`);
});
