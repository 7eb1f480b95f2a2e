// @ts-check
// `npm run class`: a class on this machine, for a trainer.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nativeServer } from './lib/native-server.mjs';
import { binOf, root } from './lib/paths.mjs';
import { Problem, runTool } from './lib/problem.mjs';
import { run, shorten } from './lib/run.mjs';
import { setup } from './lib/steps.mjs';

/** @type {import('./lib/steps.mjs').Step} */
const site = {
  name: 'site',
  work: async (say) => {
    if (existsSync(join(root, 'build', 'index.html'))) return;
    say('building it, which takes a minute or two');
    const { code, output } = await run(process.execPath, [
      binOf('@docusaurus/core', 'docusaurus'),
      'build',
    ]);
    if (code !== 0) throw new Problem(`${shorten(output)}\n\nThe site could not be built.`);
  },
};

await runTool(async () => {
  await setup([nativeServer, site]);
  // Only now: the reader of TypeScript may have come with the packages.
  const { register } = await import('tsx/esm/api');
  register();
  const { readArguments } = await import('../cli/class/args.ts');
  const wanted = readArguments(process.argv.slice(2));
  const { holdClass } = await import('../cli/class/main.ts');
  await holdClass(wanted);
});
