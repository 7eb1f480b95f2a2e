import { spawnSync } from 'node:child_process';
import { root } from '../lib/paths.mjs';
import { Problem } from '../lib/problem.mjs';
import { startTask } from '../lib/progress.mjs';
import { run, shorten } from '../lib/run.mjs';
import { temporaryFolder, undoAtExit } from './cleanup.ts';

/**
 * Builds the bench's page of another commit, with the packages and the server module of that commit: a module and the
 * scripts around it fit each other. Answers its folder, which is there until this process ends.
 * @param commit as Git takes it
 * @throws Problem with the words of what failed
 */
export async function pageOfCommit(commit: string): Promise<string> {
  const task = startTask(`the page of ${commit}`);
  const checkout = temporaryFolder();
  const remove = undoAtExit(() => {
    spawnSync('git', ['worktree', 'remove', '--force', checkout.path], { cwd: root });
    checkout.remove();
  });
  const page = temporaryFolder();
  const build = `const { servePage } = await import('./tools/lib/page-site.ts');
    const site = await servePage('tools/bench/page', ${JSON.stringify(page.path)});
    await site.close();`;
  const steps: [doing: string, cwd: string, command: string, ...args: string[]][] = [
    ['checking out', root, 'git', 'worktree', 'add', '--detach', checkout.path, commit],
    [
      'installing its packages, and building its module',
      checkout.path,
      process.execPath,
      'tools/setup.mjs',
    ],
    [
      'building',
      checkout.path,
      process.execPath,
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      build,
    ],
  ];
  try {
    for (const [doing, cwd, command, ...args] of steps) {
      task.say(doing);
      const { code, output } = await run(command, args, { cwd });
      if (code !== 0) throw new Problem(`${shorten(output)}\n\n${commit} could not be built.`);
    }
    task.end('built');
  } catch (error) {
    task.end('failed');
    throw error;
  } finally {
    remove();
  }
  return page.path;
}
