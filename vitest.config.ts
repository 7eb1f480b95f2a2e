import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vitest/config';

/** `import text from './hub.conf'` gives the file's text, as in the site. */
const confText: Plugin = {
  name: 'conf-text',
  load(id) {
    return id.endsWith('.conf')
      ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))}`
      : undefined;
  },
};

export default defineConfig({
  plugins: [confText],
  test: {
    include: ['{src,topologies,tools,tests}/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    // Node 20 has a WebSocket only when it is asked to.
    execArgv: ['--experimental-websocket'],
  },
});
