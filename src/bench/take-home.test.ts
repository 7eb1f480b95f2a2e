import { expect, test } from 'vitest';
import { emptyBench, hubAndLeaf } from './begin.ts';
import { takeHome } from './take-home.ts';
import { takeIn } from './take-in.ts';

const bench = { ...emptyBench('2.0.0'), ...hubAndLeaf };

test.each(['compose', 'helm', 'systemd', 'cli'] as const)(
  'a zip for %s has all files of the pack, and can be taken in again',
  async (to) => {
    const { name, zip, paths, secret, errors, missing } = takeHome(bench, to);
    expect(name).toBe(`A-hub-and-a-leaf-${to}.zip`);
    expect(paths).toContain('README.md');
    expect([secret, errors, missing]).toEqual([[], 0, []]);
    const { files, leftOut } = await takeIn([
      { path: name, byHand: true, size: zip.length, read: () => Promise.resolve(zip) },
    ]);
    const seen = [...files, ...leftOut].map(({ path }) =>
      path.replace(/^.*-(?:compose|helm|systemd|cli)\//, ''),
    );
    expect(new Set(seen)).toEqual(new Set(paths));
  },
);

test('what was not given is named, and no stand-in is packed', () => {
  const [hub, leaf] = bench.files;
  const text = leaf!.text.replace('7422" }', '7422", credentials: "leaf.creds" }');
  const { paths, missing } = takeHome({ ...bench, files: [hub!, { ...leaf!, text }] }, 'systemd');
  expect(missing.join()).toContain('leaf.creds');
  expect(paths.filter((path) => path.includes('creds'))).toEqual([]);
});

test('files with logins are named', () => {
  const [hub, leaf] = bench.files;
  const text = leaf!.text.replace('//hub', '//edge:3dge@hub');
  const { secret } = takeHome({ ...bench, files: [hub!, { ...leaf!, text }] }, 'compose');
  expect(secret).toEqual(['leaf/leaf.conf']);
});
