import { expect, type Locator, type Page } from '@playwright/test';

/** A page used by keyboard alone: no clicks, and no focus set by script. */
export class Keyboard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Goes there by Tab, or back by Shift+Tab. */
  async to(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(target).toBeVisible();
    for (let presses = 0; presses < 150 && !(await hasFocus(target)); presses++) {
      await this.page.keyboard.press(key);
    }
    await expect(target).toBeFocused();
  }

  /** Goes to a button or a link, and presses Enter. */
  async press(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await this.to(target, key);
    // A button that has just appeared where a key was pressed rests for a moment.
    await expect(target).toBeEnabled();
    await this.page.keyboard.press('Enter');
  }
}

/** Whether the focus is there. */
export const hasFocus = (target: Locator) =>
  target.evaluate((element) => element === document.activeElement);
