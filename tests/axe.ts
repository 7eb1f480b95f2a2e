import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds wrong with a page as it is now, or with those parts of it that the selectors name. Legacy mode
 * leaves out a second page for the sake of frames, of which the site has none.
 */
export async function violations(page: Page, ...selectors: string[]) {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  for (const selector of selectors) axe.include(selector);
  return (await axe.analyze()).violations;
}
