import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type Plugin } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { hubCommands } from './tests/servers/hosts/hub-commands.ts';
import { chromiumArgs, findChromium } from './tools/lib/chromium.mjs';
import { confText } from './tools/lib/conf-text.mjs';
import { docPages } from './tools/lib/doc-pages.mjs';
import { root } from './tools/lib/paths.mjs';

const serverModule = '/engine/dist/nats-server.wasm.br';

/** The server module as a static host sends it: Vite would have the browser unpack what is for the worker to unpack. */
const packedModule: Plugin = {
  name: 'packed-module',
  configureServer: ({ middlewares }) => {
    middlewares.use(serverModule, (_, response) => {
      createReadStream(join(root, serverModule)).pipe(response);
    });
  },
};

/** Tests of a piece of the source. */
const everywhere = '{src,cli,engine,labs,plugins,topologies,tools,tests}/**/*.test.{ts,tsx}';
/** Those of them that start nats-servers. */
const withServers = '{src,cli,tools}/**/*.servers.test.ts';

/** Files that take long, the longest first: begun last they would be waited for alone. */
const long = [
  '/hub-elsewhere',
  '/chaos-local',
  '/guides-',
  '/leaf-permissions',
  '/hosts/local.',
  '/hosts/tab-in-node.',
  '/chaos-',
  '/labs/',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const rank = ({ moduleId }: TestSpecification) =>
      [...long, ''].findIndex((part) => moduleId.includes(part));
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

/**
 * Projects that one command starts run one after the other. Vitest asks for it where they differ in the number of
 * workers, and a machine may have no cores to spare beside a browser.
 */
const turn = (groupOrder: number) => ({ groupOrder });

const executablePath = (await findChromium()) ?? '';

export default defineConfig({
  plugins: [confText, docPages],
  test: {
    // For what hangs, on whatever machine: a test waits for what must be so, and not for a time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: [everywhere],
          exclude: [withServers, 'tests/servers/**', '**/*.browser.test.ts'],
          setupFiles: 'tests/support/no-servers.ts',
          // Half of their time would go into loading modules again for each file.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'servers',
          // They wait for servers more than they compute.
          maxWorkers: 6,
          sequence: turn(1),
          include: [withServers, 'tests/servers/{class,docs,doctor,hosts,labs}/*.test.ts'],
          exclude: ['**/*.browser.test.ts'],
          // Node 20 has a WebSocket only when it is asked to.
          execArgv: ['--experimental-websocket'],
        },
      },
      {
        extends: true,
        plugins: [packedModule],
        // As a file of Vite's own it would look for its WebAssembly in vain.
        optimizeDeps: { exclude: ['brotli-dec-wasm'] },
        test: {
          name: 'chromium',
          include: ['tests/**/*.browser.test.ts'],
          sequence: turn(2),
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
          fileParallelism: false,
          sequence: turn(3),
        },
      },
    ],
  },
});
