import type { ConsoleContext } from './command.ts';
import { Problem } from './problem.ts';

/** A path without the parts that lead nowhere. */
export const cleanPath = (path: string): string =>
  path.replace(/\/+/g, '/').replace(/^(\.\/)+/, '');

/** The text of the file that a flag names; see `bytesAt`. */
export const fileAt = (context: Pick<ConsoleContext, 'files'>, named: string): string =>
  new TextDecoder().decode(bytesAt(context, named));

/**
 * Reads the file that a line names, from the files of the page.
 * @throws Problem in the words of the `nats` CLI, which also tells the files that are there
 */
export function bytesAt({ files }: Pick<ConsoleContext, 'files'>, named: string): Uint8Array {
  const path = cleanPath(named);
  const all = files.get();
  const found = Object.hasOwn(all, path) ? all[path] : undefined;
  if (found) return found;
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
