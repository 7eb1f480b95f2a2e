import { expectClean } from './axe.ts';
import { expect, test } from './fixtures.ts';

// Problems that fail a test although its expectations hold. Each test here empties the list, so as to
// pass.
test.describe('a problem is noted when the page', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('./');
  });

  test('prints a console error', async ({ page, problems }) => {
    await page.evaluate(() => console.error('broken'));
    expect(problems.splice(0)).toEqual(['console: broken']);
  });

  test('throws', async ({ page, problems }) => {
    await page.evaluate(() => {
      setTimeout(() => {
        throw new Error('broken');
      });
    });
    await expect.poll(() => problems).toEqual(['page error: Error: broken']);
    problems.length = 0;
  });

  test('asks for what is not there', async ({ page, problems }) => {
    const { href } = new URL('nowhere', page.url());
    await page.evaluate(() => fetch('nowhere'));
    expect(problems.splice(0)).toContain(`404: ${href}`);
  });

  test('asks another origin', async ({ page, problems }) => {
    await page.evaluate(() => fetch('http://127.0.0.1:9/').catch(() => undefined));
    expect(problems.splice(0)).toContain('other origin: http://127.0.0.1:9/');
  });

  test('opens a socket to another origin', async ({ page, problems }) => {
    await page.evaluate(() => {
      new WebSocket('ws://127.0.0.1:9/');
    });
    await expect.poll(() => problems).toContain('other origin: ws://127.0.0.1:9/');
    await expect.poll(() => problems).toHaveLength(2);
    problems.length = 0;
  });
});

test.describe('a problem that a test allows', () => {
  test.use({ allowedProblems: /^console: broken$/ });

  test('is not noted', async ({ page, problems }) => {
    await page.evaluate(() => console.error('broken'));
    expect(problems).toEqual([]);
  });
});

test('axe finds a text that only what lies behind it makes too faint', async ({ page }) => {
  await page.goto('./');
  await expectClean(page, 'light');
  await page.evaluate(() => {
    const [first] = document.querySelectorAll('main p');
    const copy = first!.cloneNode(true) as HTMLElement;
    copy.style.backgroundColor = '#333';
    first!.after(copy);
  });
  await expect(expectClean(page, 'light')).rejects.toThrow(/color-contrast/);
});
