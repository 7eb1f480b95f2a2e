// @ts-check
// `npm run servers -- <topology>`: a topology on native servers of this machine, for a person.
import { nativeServer } from './lib/native-server.mjs';
import { runTool } from './lib/problem.mjs';
import { setup } from './lib/steps.mjs';

await runTool(async () => {
  await setup([nativeServer]);
  // Only now: the reader of TypeScript may have come with the packages.
  const { register } = await import('tsx/esm/api');
  register();
  await import('./lib/conf-modules.mjs');
  const { runServers } = await import('./servers/main.ts');
  await runServers(process.argv.slice(2));
});
