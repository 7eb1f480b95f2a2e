import type { ConsoleContext } from './command.ts';
import { Problem } from './problem.ts';

/**
 * Reads the file that a flag names, from the files of the page.
 * @throws Problem in the words of the `nats` CLI, which also tells the files that are there
 */
export function fileAt({ files }: Pick<ConsoleContext, 'files'>, named: string): string {
  const path = named.replace(/^(\.\/)+/, '');
  const all = files.get();
  if (Object.hasOwn(all, path)) return new TextDecoder().decode(all[path]);
  const known = Object.keys(all);
  if (path === '.' || known.some((each) => each.startsWith(`${path}/`))) {
    throw new Problem(`'${path}' is a directory`);
  }
  throw new Problem(
    `path '${named}' does not exist`,
    `Files of this page: ${known.join(', ') || 'none'}`,
    'Write it below the consoles, with "New file".',
  );
}
