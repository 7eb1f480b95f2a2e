import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type Plugin } from 'vitest/config';
import { hubCommands } from './tests/servers/hosts/hub-commands.ts';
import { chromiumArgs, findChromium } from './tools/lib/chromium.mjs';
import { confText } from './tools/lib/conf-text.mjs';
import { docPages } from './tools/lib/doc-pages.mjs';
import { root } from './tools/lib/paths.mjs';

const serverModule = '/engine/dist/nats-server.wasm.gz';

/** The server module as a static host sends it: Vite would have the browser unpack what is for the worker to unpack. */
const packedModule: Plugin = {
  name: 'packed-module',
  configureServer: ({ middlewares }) => {
    middlewares.use(serverModule, (_, response) => {
      createReadStream(join(root, serverModule)).pipe(response);
    });
  },
};

/** Tests in a browser run alone: a machine may have no cores to spare. */
const afterOthers = (groupOrder: number) => ({ groupOrder });

const executablePath = (await findChromium()) ?? '';

export default defineConfig({
  plugins: [confText, docPages],
  test: {
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Most of them wait for servers, not for a processor.
          maxWorkers: 3,
          include: ['{src,labs,plugins,topologies,tools,tests}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.browser.test.ts', 'tests/servers/engines/**'],
          // Node 20 has a WebSocket only when it is asked to.
          execArgv: ['--experimental-websocket'],
        },
      },
      {
        extends: true,
        plugins: [packedModule],
        test: {
          name: 'chromium',
          include: ['tests/**/*.browser.test.ts'],
          sequence: afterOthers(1),
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            commands: hubCommands,
            provider: playwright({ launchOptions: { executablePath, args: chromiumArgs() } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'engines',
          include: ['tests/servers/engines/*.test.ts'],
          globalSetup: 'tests/servers/engines/engine-site.ts',
          testTimeout: 120_000,
          fileParallelism: false,
          sequence: afterOthers(2),
        },
      },
    ],
  },
});
