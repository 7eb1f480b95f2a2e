// @ts-check
// `npm run upgrade-check -- <release>`: what another release of nats-server asks of this project.
import { runTool } from './lib/problem.mjs';
import { setup } from './lib/steps.mjs';

await runTool(async () => {
  await setup();
  // Only now: the reader of TypeScript may have come with the packages.
  const { register } = await import('tsx/esm/api');
  register();
  await import('./lib/conf-modules.mjs');
  const { checkUpgrade } = await import('./upgrade-check/main.ts');
  return checkUpgrade(process.argv.slice(2));
});
