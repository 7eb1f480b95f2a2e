// @ts-check
// `npm run setup`. Runs before `npm install`: see lib/steps.mjs.
import { runTool } from './lib/problem.mjs';
import { setup } from './lib/steps.mjs';

await runTool(() => setup());
