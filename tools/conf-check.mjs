// @ts-check
// `npm run conf-check`: whether nats-server says the same of a configuration before and after a local host has
// rewritten it, for the configurations in nats-server's own tests.
import { nativeServer } from './lib/native-server.mjs';
import { runTool } from './lib/problem.mjs';
import { setup } from './lib/steps.mjs';

await runTool(async () => {
  await setup([nativeServer]);
  // Only now: the reader of TypeScript may have come with the packages.
  const { register } = await import('tsx/esm/api');
  register();
  const { checkConfigurations } = await import('./conf-check/main.ts');
  return checkConfigurations();
});
