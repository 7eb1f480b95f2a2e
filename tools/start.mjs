// @ts-check
// `npm start`: set-up, then the site with reload on change. Arguments go to `docusaurus start` (`--port`, `--no-open`).
import { binOf } from './lib/paths.mjs';
import { runTool } from './lib/problem.mjs';
import { runInForeground } from './lib/run.mjs';
import { setup } from './lib/steps.mjs';

await runTool(async () => {
  await setup();
  const docusaurus = binOf('@docusaurus/core', 'docusaurus');
  // The versions are pinned: word of a newer Docusaurus would only be noise.
  return runInForeground(process.execPath, [docusaurus, 'start', ...process.argv.slice(2)], {
    NO_UPDATE_NOTIFIER: '1',
  });
});
