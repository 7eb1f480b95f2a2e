// @ts-check
// `npm run chaos`: the tests that break a network at random, with another seed each time. LEAFWISE_SEED repeats a run.
import { nativeServer } from './lib/native-server.mjs';
import { binOf } from './lib/paths.mjs';
import { runTool } from './lib/problem.mjs';
import { runInForeground } from './lib/run.mjs';
import { setup } from './lib/steps.mjs';

await runTool(async () => {
  await setup([nativeServer]);
  const seed = process.env.LEAFWISE_SEED ?? String(Math.floor(Math.random() * 2 ** 32));
  console.log(`LEAFWISE_SEED=${seed}`);
  const vitest = [binOf('vitest'), 'run', '--project', 'servers', 'tests/servers/hosts/chaos'];
  return runInForeground(process.execPath, vitest, { LEAFWISE_SEED: seed });
});
