// @ts-check
// `node tools/compare-cli.mjs`: lines through the real `nats` CLI and through the console, on two equal sets of servers.
import { nativeServer } from './lib/native-server.mjs';
import { natsCli } from './lib/nats-cli.mjs';
import { runTool } from './lib/problem.mjs';
import { setup } from './lib/steps.mjs';

await runTool(async () => {
  await setup([nativeServer, natsCli]);
  // Only now: the reader of TypeScript may have come with the packages.
  const { register } = await import('tsx/esm/api');
  register();
  await import('./lib/conf-modules.mjs');
  const { compareLines } = await import('./nats-cli/compare-lines.ts');
  return compareLines(process.argv.slice(2));
});
