import { mkdirSync, rmSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { binOf, root } from '../lib/paths.mjs';
import { run, shorten } from '../lib/run.mjs';
import { undoAtExit } from './cleanup.ts';

/** Lends a folder below node_modules, so that a site that is built there finds the packages. */
export async function withWorkshop<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(root, 'node_modules/.cache/leafwise-bench');
  const remove = undoAtExit(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(folder, { recursive: true });
  try {
    return await use(folder);
  } finally {
    remove();
  }
}

/** Builds this site for production, beside whatever else is being built of it. */
export const buildSite = (workshop: string): Promise<string> =>
  build(root, workshop, {
    // The last part of this path is the name by which docusaurus.config.ts knows these files.
    DOCUSAURUS_GENERATED_FILES_DIR_NAME: join(relative(root, workshop), '.docusaurus'),
    LEAFWISE_BASE_URL: '/',
  });

/**
 * Builds a Docusaurus site for production.
 * @returns the folder that was built
 */
export async function build(
  site: string,
  workshop: string,
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const folder = join(workshop, `${basename(site)}-build`);
  const docusaurus = binOf('@docusaurus/core', 'docusaurus');
  const args = [docusaurus, 'build', site, '--out-dir', folder];
  const { code, output } = await run(process.execPath, args, { env });
  if (code !== 0) throw new Error(`${site} does not build:\n${shorten(output)}`);
  return folder;
}
