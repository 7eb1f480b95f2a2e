// @ts-check
import { Problem } from './problem.mjs';
import { run } from './run.mjs';

/**
 * The files that differ from what others have: uncommitted, new, or in commits that are not in the upstream branch.
 * @returns {Promise<string[]>} Their paths from the root of the repository, without those that are gone.
 */
export async function changedFiles() {
  const upstream = await run('git', ['merge-base', 'HEAD', '@{upstream}']);
  const since = upstream.code === 0 ? upstream.output.trim() : 'HEAD';
  const changed = await lines(['diff', '--name-only', '--diff-filter=d', since]);
  const added = await lines(['ls-files', '--others', '--exclude-standard']);
  return [...changed, ...added];
}

/** @param {string[]} args */
async function lines(args) {
  const { code, output } = await run('git', args);
  if (code !== 0) throw new Problem(`git ${args[0]} failed:\n${output}`);
  return output.split('\n').filter((line) => line !== '');
}
