import { expect, test } from './fixtures.ts';

for (const width of [1280, 390]) {
  test(`from the home page to a request that crossed a domain because of what was typed, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.goto('./');
    await page.getByRole('link', { name: 'Type at a console: cross a domain' }).click();
    // The home page has a button of that name too.
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Cross a domain');
    const first = page.getByRole('heading', { name: /shop’s stream/ });
    const before = await first.boundingBox();
    await page.getByRole('button', { name: 'Start the servers' }).click();
    await expect(page.getByText('Running in this tab.')).toBeVisible();
    expect(await first.boundingBox(), 'where the text below the button stands').toEqual(before);
    const bench = page.getByRole('button', { name: 'Bench: map, consoles, configuration' });
    if (width < 500) await bench.click();
    const hub = page.getByRole('textbox', { name: 'Command at hub' });
    await hub.fill("stream add ORDERS --subjects 'orders.>' --defaults --js-domain leaf");
    await hub.press('Enter');
    const crossed = page.getByRole('list', { name: 'What crossed last' });
    await expect(crossed).toContainText('$JS.leaf.API.STREAM.CREATE.ORDERS');
    // Where the bench covers the steps, its handle tells the progress.
    const back = page.getByRole('button', { name: 'Back to the steps ✓ 1 of 5 done' });
    if (width < 500) await back.click();
    await expect(page.getByRole('heading', { name: /shop’s stream.*\(done\)/ })).toBeVisible();
  });
}
