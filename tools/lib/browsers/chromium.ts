import { chromium } from 'playwright';
import { chromiumArgs } from '../chromium.mjs';
import { browserOf, type OpenBrowser } from './browser.ts';

export const openChromium =
  (executablePath: string): OpenBrowser =>
  async (url) => {
    const browser = await chromium.launch({ executablePath, args: chromiumArgs() });
    const page = await browser.newPage();
    await page.goto(url);
    return browserOf(page, () => browser.close());
  };
