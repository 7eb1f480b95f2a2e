// @ts-check
// `npm run class`: a class on this machine, for a trainer.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { nativeServer } from './lib/native-server.mjs';
import { binOf, root } from './lib/paths.mjs';
import { Problem, runTool } from './lib/problem.mjs';
import { run, shorten } from './lib/run.mjs';
import { setup, takeOnce } from './lib/steps.mjs';

/**
 * Builds the site: where its sources have changed since, or each time into a folder of its own where labs from outside are to be in it.
 * @param {string} folder
 * @param {readonly string[]} labs
 * @returns {import('./lib/steps.mjs').Step}
 */
const site = (folder, labs) => ({
  name: 'site',
  work: async (say) => {
    if (labs.length === 0 && isFresh(join(folder, 'index.html'))) return;
    say('building it, which takes a minute or two');
    const docusaurus = binOf('@docusaurus/core', 'docusaurus');
    const { code, output } = await run(
      process.execPath,
      [docusaurus, 'build', '--out-dir', folder],
      { env: { LEAFWISE_LABS: labs.join(delimiter) } },
    );
    if (code !== 0) throw new Problem(`${shorten(output)}\n\nThe site could not be built.`);
  },
});

/** What the site is built from. */
const sources = [
  ...['docs', 'src', 'labs', 'topologies', 'plugins', 'static', 'package-lock.json'],
  ...['docusaurus.config.ts', 'sidebars.ts', 'engine/dist/nats-server.wasm.br'],
];

/**
 * Whether a file of a build is newer than all that it was built from.
 * @param {string} file
 */
function isFresh(file) {
  if (!existsSync(file)) return false;
  const built = statSync(file).mtimeMs;
  return sources
    .map((name) => join(root, name))
    .flatMap((source) =>
      statSync(source).isDirectory()
        ? readdirSync(source, { recursive: true }).map((name) => join(source, String(name)))
        : [source],
    )
    .every((source) => /\.test\.tsx?$/.test(source) || statSync(source).mtimeMs < built);
}

await runTool(async () => {
  await setup();
  // Only now: the reader of TypeScript may have come with the packages.
  const { register } = await import('tsx/esm/api');
  register();
  await import('./lib/conf-modules.mjs');
  const { readArguments } = await import('../cli/class/args.ts');
  const wanted = readArguments(process.argv.slice(2));
  if (wanted.pack) {
    const { packClass } = await import('../cli/class/pack.ts');
    console.log(await packClass(wanted.pack, wanted));
    return;
  }
  const { holdClass, isHubElsewhere } = await import('../cli/class/main.ts');
  if (wanted.server === undefined && !isHubElsewhere(wanted)) await takeOnce(nativeServer);
  const { readAsModules } = await import('./lib/outside-modules.mjs');
  readAsModules(wanted.labs.map((lab) => resolve(lab)));
  const { lookAtLab } = await import('../cli/class/own-labs.ts');
  const labs = await Promise.all(wanted.labs.map(lookAtLab));
  const folder = labs.length > 0 ? join(root, '.classes', 'site') : join(root, 'build');
  await takeOnce(site(folder, labs));
  await holdClass(wanted, folder);
});
