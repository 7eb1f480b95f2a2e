import { expect, test } from './fixtures.ts';

/** What a page prints and asks for in vain while its site does not answer. */
test.use({
  allowedProblems:
    /ERR_INTERNET_DISCONNECTED|ERR_FAILED|404|ChunkLoadError|Loading (CSS )?chunk|NotLoaded|Failed to load/,
});

test.describe('a server module that arrives in parts', () => {
  test('has its size named, is told of at its byte and not as a loss, and goes on from there', async ({
    page,
    context,
  }) => {
    const ranges: string[] = [];
    await context.route('**/*.wasm.*.gz', async (route) => {
      const headers = route.request().headers();
      ranges.push(headers['range'] ?? '');
      const response = await route.fetch({ headers: { ...headers, range: '', 'if-range': '' } });
      const whole = await response.body();
      const from = Number(/\d+/.exec(headers['range'] ?? '0')![0]);
      // Twice the line breaks in the middle.
      const breaks = ranges.length < 3;
      const part = whole.subarray(from, breaks ? from + 1_000_000 : whole.length);
      await route.fulfill({
        status: from > 0 ? 206 : 200,
        headers: {
          'content-type': 'application/gzip',
          'content-length': String(whole.length - from),
          'content-range': `bytes ${from}-${whole.length - 1}/${whole.length}`,
          etag: '"one"',
        },
        body: part,
      });
    });
    await page.goto('./labs/cross-a-domain');
    await expect(page.getByText(/^Starting fetches nats-server: \d\.\d MB, once/)).toBeVisible();
    await page.getByRole('button', { name: 'Start the servers' }).click();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(/did not start\. The line broke at byte [\d,]+ of [\d,]+\./);
    await expect(alert).not.toContainText('gone');
    await page.getByRole('button', { name: /^Go on from \d\.\d of \d\.\d MB/ }).click();
    await expect(page.getByText('Running in this tab.')).toBeVisible({ timeout: 60_000 });
    expect(ranges.slice(1).every((range) => /^bytes=[1-9]/.test(range))).toBe(true);
  });
});
