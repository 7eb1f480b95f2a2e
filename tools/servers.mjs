// @ts-check
// `npm run servers -- <topology>`: a topology on native servers of this machine, for a person.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './lib/paths.mjs';
import { runTool } from './lib/problem.mjs';
import { runInForeground } from './lib/run.mjs';
import { setup } from './setup.mjs';

await runTool(async () => {
  await setup();
  const conf = pathToFileURL(join(root, 'tools/lib/conf-modules.mjs')).href;
  const main = join(root, 'tools/servers/main.ts');
  const args = ['--import', 'tsx', '--import', conf, main, ...process.argv.slice(2)];
  return runInForeground(process.execPath, args);
});
