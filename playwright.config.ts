import { defineConfig, devices } from '@playwright/test';
import { chromiumArgs, findChromium } from './tools/lib/chromium.mjs';
// Tests take the names of labs and steps from the labs, whose configurations are files.
import './tools/lib/conf-modules.mjs';

// `npm test` has found it already; the workers inherit what is found here.
process.env.LEAFWISE_CHROMIUM ??= (await findChromium()) ?? '';

/**
 * Chromium prepares two popups of its address bar for each window, as pages of their own: half a second of a processor
 * for each test. The switch takes the place of Playwright's, whose features no test here needs to be off.
 */
const withoutPopups = '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '*.spec.ts',
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // Generous, for machines with little to spare: nothing here is a measurement.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  workers: 2,
  fullyParallel: true,
  webServer: {
    command: 'node tools/lib/serve.mjs',
    // Playwright keeps the address in LEAFWISE_SITE: the port is whatever was free.
    wait: { stdout: /production build is at (?<leafwise_site>http\S+)/ },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2000 },
  },
  // `--trace retain-on-failure` shows what a failure looked like. It costs a quarter more, so it is asked for.
  use: {
    // A test of what is kept asks for them. Others see each request, also of pages that were opened before.
    serviceWorkers: 'block',
    ...(process.env.LEAFWISE_SITE ? { baseURL: process.env.LEAFWISE_SITE } : {}),
  },
  projects: [
    {
      name: 'chromium',
      use: {
        ...devices['Desktop Chrome'],
        launchOptions: {
          // A page lives for seconds here: to compile the servers well costs more than it gives. The suite
          // `chromium` and the bench run them as a reader's browser does.
          args: [...chromiumArgs(), '--js-flags=--liftoff-only', withoutPopups],
          ...(process.env.LEAFWISE_CHROMIUM
            ? { executablePath: process.env.LEAFWISE_CHROMIUM }
            : {}),
        },
      },
    },
  ],
});
