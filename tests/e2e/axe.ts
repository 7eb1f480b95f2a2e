import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Expects axe to find nothing wrong with a page as it is now, or with those parts of it that the selectors
 * name, in both themes.
 */
export async function expectCleanInBothThemes(page: Page, ...selectors: string[]): Promise<void> {
  for (const theme of ['light', 'dark'] as const) await expectClean(page, theme, ...selectors);
}

/** The same in one theme. */
export async function expectClean(
  page: Page,
  theme: 'light' | 'dark',
  ...selectors: string[]
): Promise<void> {
  // Before the page is hydrated it does not hear that the theme changes.
  await page.locator('html[data-has-hydrated=true]').waitFor();
  await page.emulateMedia({ colorScheme: theme });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.dataset['theme']))
    .toBe(theme);
  // Legacy mode leaves out a second page for the sake of frames, of which the site has none.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  for (const selector of selectors) axe.include(selector);
  expect((await axe.analyze()).violations, `${page.url()} in ${theme}`).toEqual([]);
}

/** Expects that nothing is cut off at the sides, or makes the page scroll sideways. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `pixels that ${page.url()} is wider than the screen`).toBe(0);
}
