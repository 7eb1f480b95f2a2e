import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { applyOverlay } from '../../engine/apply-overlay.mjs';
import { pinnedSource } from '../../engine/build.mjs';
import { overlays } from '../../engine/overlays.mjs';
import { root } from '../lib/paths.mjs';

const pinned = await pinnedSource();
const sourceOf = (file: string) => readFile(path.join(pinned, file), 'utf8');

test.for(overlays)('the overlay of $file changes the pinned source, once', async (overlay) => {
  const source = await sourceOf(overlay.file);
  const changed = applyOverlay(source, overlay);
  expect(changed).not.toBe(source);
  if (overlay.put !== '') expect(changed.split(overlay.put)).toHaveLength(2);
  expect(() => applyOverlay(changed, overlay)).toThrow('does not fit this release');
});

test.for(overlays)('the overlay of $file names a test that there is', async ({ test }) => {
  expect(await readFile(path.join(root, test.file), 'utf8')).toContain(`'${test.name}',`);
});

const election = overlays.find(({ file }) => file.endsWith('jetstream_cluster.go'))!;

test('a change that has moved to another function is not made there, and the error says where to look', async () => {
  const source = await sourceOf(election.file);
  const moved = source
    .replace(election.find, '\tif bootstrap {\n')
    .replace(
      '\nfunc (js *jetStream) monitorCluster',
      (start) => `\nfunc (js *jetStream) elsewhere() {\n${election.find}\t}\n}\n${start}`,
    );
  expect(moved).toContain(election.find);
  expect(() => applyOverlay(moved, election)).toThrow(
    /jetstream_cluster\.go.*`func \(js \*jetStream\) setupMetaGroup` is to have this once, and there is none:\s+if bootstrap {\s+n\.Campaign\(\)\n[^]*asks for their votes[^]*upgrade-check/,
  );
});

test('the same text in another function stays as it is', async () => {
  const source = await sourceOf(election.file);
  const other = `\nfunc (js *jetStream) before() {\n${election.find}\t}\n}\n`;
  expect(applyOverlay(other + source, election)).toBe(other + applyOverlay(source, election));
});

test('a function that has another name, or is there twice, is said to be gone', async () => {
  const source = await sourceOf(election.file);
  const renamed = source.replaceAll('setupMetaGroup', 'setupMetaGroupAgain');
  expect(() => applyOverlay(renamed, election)).toThrow(
    'one declaration is to begin with `func (js *jetStream) setupMetaGroup`, and there is none',
  );
  expect(() => applyOverlay(source + source, election)).toThrow('and there are 2');
});
