// @ts-check
// `npm run package`: the command as a package that runs on Node alone, in `.package/`, and its tarball.
import { join } from 'node:path';
import { root } from './lib/paths.mjs';
import { runTool } from './lib/problem.mjs';
import { setup } from './lib/steps.mjs';

await runTool(async () => {
  await setup();
  const { makePackage, packTarball } = await import('./package/make-package.mjs');
  const folder = join(root, '.package');
  await makePackage(folder);
  const { file, size } = await packTarball(folder, root);
  console.log(
    `${file}: ${(size / 1e6).toFixed(1)} MB. To install it: npm install --global ${file}`,
  );
});
