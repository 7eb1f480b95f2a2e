import { chromiumArgs } from '../../tools/lib/chromium.mjs';
import { expect, test } from './fixtures.ts';
import { GuidePage } from './guide-page.ts';

// A real limit: no module of WebAssembly gets more than 4 MiB, as where a device has no more.
test.use({
  launchOptions: {
    args: [...chromiumArgs(), '--js-flags=--liftoff-only --wasm-max-mem-pages=64'],
    ...(process.env.LEAFWISE_CHROMIUM ? { executablePath: process.env.LEAFWISE_CHROMIUM } : {}),
  },
});

test('a browser with too little memory says so and what to do, and keeps configuration and download', async ({
  page,
}) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.edit('leaf', (config) => `# mine\n${config}`);
  const asked: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.br')) asked.push(request.headers()['range']);
  });
  const alert = page.getByRole('alert');
  const words =
    'The servers did not start. This browser has too little memory free to unpack nats-server. Close other tabs and programs. The command leafwise up runs them';
  await guide.start.click();
  await expect(alert).toContainText(words);
  await expect(guide.config('leaf').getByRole('textbox')).toContainText('# mine');
  const unpacksAgain = page.waitForEvent('worker');
  await guide.start.click();
  await unpacksAgain;
  await expect(alert).toContainText(words);
  // All of it had come, or what was missing came: nothing comes twice.
  expect(asked.filter((range) => range === undefined)).toHaveLength(1);
});
