// @ts-check
// `npm run bench`: set-up, then what Leafwise is measured by. `-- boot module` measures those alone; `-- --json FILE`
// writes the figures to a file as well; `-- --beside COMMIT` measures boot, bytes, cluster, messages and publish
// of another commit too, in turn with these.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureEngines } from './lib/engines.mjs';
import { nativeServer } from './lib/native-server.mjs';
import { root } from './lib/paths.mjs';
import { runTool } from './lib/problem.mjs';
import { runInForeground } from './lib/run.mjs';
import { setup } from './lib/steps.mjs';

await runTool(async () => {
  let executable = '';
  await setup([
    {
      name: 'Chromium',
      work: async (say) => {
        executable = await ensureChromium(say);
      },
    },
    { name: 'other browser engines', work: ensureEngines },
    nativeServer,
  ]);
  const conf = pathToFileURL(join(root, 'tools/lib/conf-modules.mjs')).href;
  // A process of its own, since the packages that read TypeScript may have come only now.
  return runInForeground(
    process.execPath,
    [
      '--import',
      'tsx',
      '--import',
      conf,
      join(root, 'tools/bench/main.ts'),
      ...process.argv.slice(2),
    ],
    { LEAFWISE_CHROMIUM: executable, NO_UPDATE_NOTIFIER: '1' },
  );
});
