import { test } from './fixtures.ts';

// What `fixtures.ts` promises: each of these must make its test fail.
test.describe('a test fails when its page', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('./');
  });

  test.fail('prints a console error', async ({ page }) => {
    await page.evaluate(() => console.error('broken'));
  });

  test.fail('throws', async ({ page }) => {
    const thrown = page.waitForEvent('pageerror');
    await page.evaluate(() => {
      setTimeout(() => {
        throw new Error('broken');
      });
    });
    await thrown;
  });

  test.fail('asks for what is not there', async ({ page }) => {
    await page.evaluate(() => fetch('nowhere'));
  });

  test.fail('asks another origin', async ({ page }) => {
    await page.evaluate(() => fetch('http://127.0.0.1:9/').catch(() => undefined));
  });

  test.fail('opens a socket to another origin', async ({ page }) => {
    const opened = page.waitForEvent('websocket');
    await page.evaluate(() => {
      new WebSocket('ws://127.0.0.1:9/');
    });
    await opened;
  });
});
