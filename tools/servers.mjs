// @ts-check
// `npm run servers -- <topology>`: `leafwise up` on the pinned nats-server, which this builds.
import { nativeServer } from './lib/native-server.mjs';
import { runTool } from './lib/problem.mjs';
import { setup } from './lib/steps.mjs';

await runTool(async () => {
  await setup([nativeServer]);
  // Only now: the reader of TypeScript may have come with the packages.
  const { register } = await import('tsx/esm/api');
  register();
  await import('./lib/conf-modules.mjs');
  const { buildNativeServer } = await import('../engine/build.mjs');
  const { leafwise } = await import('../cli/main.ts');
  const server = await buildNativeServer();
  process.exit(await leafwise(['up', '--server', server, ...process.argv.slice(2)]));
});
