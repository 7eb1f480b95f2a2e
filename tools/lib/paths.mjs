// @ts-check
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The script behind a package's command. Started with this Node itself it needs no shell on any system,
 * and its process id is the command's own.
 * @param {string} packageName
 * @param {string} [command] Where it is not named as the package is.
 */
export function binOf(packageName, command = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/**
 * Whether Node was started with this very file, and not one that imports it.
 * @param {string} moduleUrl `import.meta.url`
 */
export function isMain(moduleUrl) {
  const script = process.argv[1];
  return script !== undefined && realpathSync(script) === fileURLToPath(moduleUrl);
}
