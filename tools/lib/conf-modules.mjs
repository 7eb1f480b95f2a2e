// @ts-check
// For `node --import`: `import text from './hub.conf'` gives the file's text, as in the site.
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) register(import.meta.url);

/** @type {import('node:module').LoadHook} */
export async function load(url, context, nextLoad) {
  if (!url.endsWith('.conf')) return nextLoad(url, context);
  const text = await readFile(fileURLToPath(url), 'utf8');
  return {
    format: 'module',
    source: `export default ${JSON.stringify(text)}`,
    shortCircuit: true,
  };
}
