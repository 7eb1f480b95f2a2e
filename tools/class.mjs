// @ts-check
// `npm run class`: a class on this machine, for a trainer.
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { nativeServer } from './lib/native-server.mjs';
import { binOf, root } from './lib/paths.mjs';
import { Problem, runTool } from './lib/problem.mjs';
import { run, shorten } from './lib/run.mjs';
import { setup, takeOnce } from './lib/steps.mjs';

/**
 * Builds the site: once, or each time into a folder of its own where labs from outside are to be in it.
 * @param {string} folder
 * @param {readonly string[]} labs
 * @returns {import('./lib/steps.mjs').Step}
 */
const site = (folder, labs) => ({
  name: 'site',
  work: async (say) => {
    if (labs.length === 0 && existsSync(join(folder, 'index.html'))) return;
    say('building it, which takes a minute or two');
    const docusaurus = binOf('@docusaurus/core', 'docusaurus');
    const { code, output } = await run(
      process.execPath,
      [docusaurus, 'build', '--out-dir', folder],
      { env: { LEAFWISE_LABS: labs.join(delimiter) } },
    );
    if (code !== 0) throw new Problem(`${shorten(output)}\n\nThe site could not be built.`);
  },
});

await runTool(async () => {
  await setup([nativeServer]);
  // Only now: the reader of TypeScript may have come with the packages.
  const { register } = await import('tsx/esm/api');
  register();
  await import('./lib/conf-modules.mjs');
  const { readArguments } = await import('../cli/class/args.ts');
  const wanted = readArguments(process.argv.slice(2));
  const { readAsModules } = await import('./lib/outside-modules.mjs');
  readAsModules(wanted.labs.map((lab) => resolve(lab)));
  const { lookAtLab } = await import('../cli/class/own-labs.ts');
  const labs = await Promise.all(wanted.labs.map(lookAtLab));
  const folder = labs.length > 0 ? join(root, '.classes', 'site') : join(root, 'build');
  await takeOnce(site(folder, labs));
  const { holdClass } = await import('../cli/class/main.ts');
  await holdClass(wanted, folder);
});
