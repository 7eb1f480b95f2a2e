import { join } from 'node:path';
import { launch } from 'puppeteer-core';
import type { OpenBrowser } from './browser.ts';
import { Place } from './sandbox.ts';

/** Firefox, driven over WebDriver BiDi. Playwright has a Firefox of its own, which is none that people use. */
export const openFirefox =
  (executablePath: string): OpenBrowser =>
  async (url) => {
    const place = new Place();
    try {
      const browser = await launch({
        browser: 'firefox',
        executablePath,
        userDataDir: join(place.folder, 'profile'),
        env: place.env,
      });
      place.guard(browser.process()!);
      const page = await browser.newPage();
      await page.goto(url);
      return {
        evaluate: (expression) => page.evaluate(expression),
        close: async () => {
          await browser.close();
          await place.leave();
        },
      };
    } catch (error) {
      await place.leave();
      throw error;
    }
  };
