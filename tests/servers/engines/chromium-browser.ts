import { chromium } from 'playwright';
import { chromiumArgs } from '../../../tools/lib/chromium.mjs';
import type { OpenBrowser } from './browser.ts';

export const openChromium =
  (executablePath: string): OpenBrowser =>
  async (url) => {
    const browser = await chromium.launch({ executablePath, args: chromiumArgs() });
    const page = await browser.newPage();
    await page.goto(url);
    return {
      evaluate: (expression) => page.evaluate(expression),
      reload: async () => {
        await page.reload();
      },
      close: () => browser.close(),
    };
  };
