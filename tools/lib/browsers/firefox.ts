import { join } from 'node:path';
import { launch } from 'puppeteer-core';
import { browserOf, type OpenBrowser } from './browser.ts';
import { Sandbox } from './sandbox.ts';

/** Firefox, driven over WebDriver BiDi. Playwright has a Firefox of its own, which is none that people use. */
export const openFirefox =
  (executablePath: string): OpenBrowser =>
  async (url) => {
    const sandbox = new Sandbox();
    try {
      const browser = await launch({
        browser: 'firefox',
        executablePath,
        userDataDir: join(sandbox.folder, 'profile'),
        env: sandbox.env,
      });
      sandbox.guard(browser.process()!);
      const page = await browser.newPage();
      await page.goto(url);
      return browserOf(page, async () => {
        await browser.close();
        await sandbox.leave();
      });
    } catch (error) {
      await sandbox.leave();
      throw error;
    }
  };
