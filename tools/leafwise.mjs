// @ts-check
// `npm run leafwise -- check FILES…`: the command that the package installs, from this clone.
import { runTool } from './lib/problem.mjs';
import { setup } from './lib/steps.mjs';

if (process.argv[2] === 'class') {
  process.argv.splice(2, 1);
  await import('./class.mjs');
} else
  await runTool(async () => {
    // What is printed may be for a program to read.
    const { log } = console;
    console.log = console.error;
    await setup();
    console.log = log;
    // Only now: the reader of TypeScript may have come with the packages.
    const { register } = await import('tsx/esm/api');
    register();
    await import('./lib/conf-modules.mjs');
    const { leafwise } = await import('../cli/main.ts');
    process.exit(await leafwise(process.argv.slice(2)));
  });
