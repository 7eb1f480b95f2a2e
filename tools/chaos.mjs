// @ts-check
// `npm run chaos`: the tests that break a network at random, with another seed each time. LEAFWISE_SEED repeats a run;
// LEAFWISE_FAULTS is how often the class is broken.
import { nativeServer } from './lib/native-server.mjs';
import { binOf } from './lib/paths.mjs';
import { runTool } from './lib/problem.mjs';
import { runInForeground } from './lib/run.mjs';
import { setup } from './lib/steps.mjs';

await runTool(async () => {
  await setup([nativeServer]);
  const seed = process.env.LEAFWISE_SEED ?? String(Math.floor(Math.random() * 2 ** 32));
  const faults = process.env.LEAFWISE_FAULTS ?? '1000';
  console.log(`LEAFWISE_SEED=${seed} LEAFWISE_FAULTS=${faults}`);
  const vitest = [binOf('vitest'), 'run', '--project', 'servers', '/chaos-'];
  const env = { LEAFWISE_SEED: seed, LEAFWISE_FAULTS: faults };
  return runInForeground(process.execPath, vitest, env);
});
