import axe from 'axe-core';
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
  await page.evaluate(transitionsEnd);
  await page.evaluate(markLooks, { mark, within: selectors });
  await putAxe(page);
  const found = await page.evaluate(findWrong, { mark, within: selectors });
  expect(found, `${page.url()} in ${theme}`).toEqual([]);
}

/** Waits for the colours of the theme: those on the way from one to the other are nobody's choice. */
async function transitionsEnd() {
  const transitions = document.getAnimations().filter((each) => each instanceof CSSTransition);
  await Promise.allSettled(transitions.map(({ finished }) => finished));
}

/** Puts axe into the page, once: half a megabyte to read. */
async function putAxe(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
}

declare const window: { axe: typeof axe };

/** What axe finds in the page, or in those parts of it, each with the first elements that it is about. */
async function findWrong({ mark, within }: { mark: string; within: string[] }) {
  const resultTypes = ['violations' as const];
  const everywhere = within.length > 0 ? { include: within } : document;
  const rest = await window.axe.run(everywhere, {
    resultTypes,
    rules: { 'color-contrast': { enabled: false } },
  });
  const contrast = await window.axe.run(
    { include: [`[${mark}]`] },
    { resultTypes, runOnly: ['color-contrast'] },
  );
  return [...rest.violations, ...contrast.violations].map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })),
  }));
}

/** The attribute of elements whose contrast is looked at. */
const mark = 'data-look';

/**
 * Marks one element for each look of text: its colour, its size and weight, and all that lies behind it. Contrast is the
 * same for all that look alike, and to find it for each element takes most of the time of axe.
 */
function markLooks({ mark, within }: { mark: string; within: string[] }): void {
  const looks = new Set<string>();
  for (const element of document.body.querySelectorAll('*')) {
    element.removeAttribute(mark);
    const texts = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
    if (!texts.some(({ textContent }) => textContent?.trim())) continue;
    if (within.length > 0 && !element.closest(within.join())) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const behind: string[] = [];
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(at);
      behind.push(backgroundColor, backgroundImage, opacity);
    }
    const look = [color, fontSize, fontWeight, ...behind].join();
    if (looks.has(look)) continue;
    looks.add(look);
    element.setAttribute(mark, '');
  }
}

/** Expects that nothing is cut off at the sides, or makes the page scroll sideways. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `pixels that ${page.url()} is wider than the screen`).toBe(0);
}
