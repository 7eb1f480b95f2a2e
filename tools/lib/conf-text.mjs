// @ts-check
import { readFileSync } from 'node:fs';

/**
 * For Vite and Vitest: `import text from './hub.conf'` gives the file's text, as in the site.
 * @type {import('vite').Plugin}
 */
export const confText = {
  name: 'conf-text',
  load(id) {
    return id.endsWith('.conf')
      ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))}`
      : undefined;
  },
};
