import { expect, test } from './fixtures.ts';
import { GuidePage, steps } from './guide-page.ts';

test('a syntax error shows the server’s own line and words, and both servers run on', async ({
  page,
}) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.run();
  await guide.edit('leaf', (config) => config.replace('domain: leaf', 'domian: leaf'));
  await guide.press('leaf', 'Apply configuration');
  const leaf = guide.config('leaf');
  await expect(leaf.getByRole('status')).toContainText('/leaf.conf:7:3: unknown field "domian"');
  await expect(leaf.getByRole('status')).toContainText('runs on as it was');
  await expect(leaf.getByRole('textbox')).toContainText('domian');
  await expect(await guide.perform(steps.create)).toContainText('ORDERS');
});

test('a server that cannot start says why and runs on as it was; stopped, it starts once that is mended', async ({
  page,
}) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.run();
  await guide.perform(steps.create);
  await guide.perform(steps.publish);

  // Two listeners on one port.
  await guide.edit('leaf', (config) => config.replace('leafnodes {', 'leafnodes {\n  port: 4222'));
  await guide.press('leaf', 'Apply configuration');
  await guide.press('leaf', 'Restart with it');
  const leaf = guide.config('leaf');
  await expect(leaf.getByRole('status')).toContainText(/already in use.*runs on as it was/i);
  await expect(async () => {
    await expect(await guide.perform(steps.read)).toContainText('oak table');
  }).toPass();

  await page.getByRole('button', { name: /^Server leaf/ }).click();
  await page.getByRole('button', { name: 'Stop leaf' }).click();
  await guide.press('leaf', 'Start with it');
  await expect(leaf.getByRole('alert')).toContainText(/leaf is not running.*already in use/i);
  // The reader's text is still there to be mended.
  await expect(leaf.getByRole('textbox')).toContainText('port: 4222\n  remotes');
  await expect(await guide.perform(steps.own)).toContainText('"answeredBy": "hub"');
  await expect(await guide.perform(steps.read)).toContainText('503');

  await guide.edit('leaf', (config) => config.replace('\n  port: 4222\n  remotes', '\n  remotes'));
  await guide.press('leaf', 'Start with it');
  await expect(leaf.getByRole('alert')).toBeHidden();
  // The stream has outlived its server.
  await expect(async () => {
    await expect(await guide.perform(steps.read)).toContainText('oak table');
  }).toPass();
});

test('a change that needs a restart is refused, then made by one, and can be taken back', async ({
  page,
}) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.run();
  await guide.edit('hub', (config) => config.replace('domain: hub', 'domain: centre'));
  await guide.press('hub', 'Apply configuration');
  const status = guide.config('hub').getByRole('status');
  await expect(status).toContainText(
    'config reload not supported for JetStreamDomain: old=hub, new=centre',
  );
  await guide.press('hub', 'Restart with it');
  await expect(status).toContainText('Restarted hub');
  await expect(await guide.perform(steps.own)).toContainText('"answeredBy": "centre"');

  await guide.press('hub', 'Back to the original');
  await guide.config('hub').getByRole('button', { name: 'Take the original' }).click();
  await guide.press('hub', 'Apply configuration');
  await guide.press('hub', 'Restart with it');
  await expect(async () => {
    await expect(await guide.perform(steps.own)).toContainText('"answeredBy": "hub"');
  }).toPass();
});

test('Start pressed twice starts one lab', async ({ page }) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.start.evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await guide.isRunning();
  expect(page.workers()).toHaveLength(1);
  await expect(await guide.perform(steps.create)).toContainText('ORDERS');
});

test('no second press ends what the first began: at Start, by a held key, at Cut', async ({
  page,
}) => {
  const guide = new GuidePage(page);
  await guide.open();
  const { x, y, width, height } = (await guide.start.boundingBox())!;
  await guide.start.dblclick();
  // Cancel stands elsewhere, and Stop takes no press while it lies where the reader has pressed.
  await page.mouse.click(x + width / 2, y + height / 2);
  await guide.isRunning();

  await page.getByRole('button', { name: /^Link leaf-hub/ }).click();
  await page.getByRole('button', { name: 'Cut the link' }).dblclick();
  const heal = page.getByRole('button', { name: 'Heal the link' });
  await expect(heal).toBeVisible();
  await expect(page.getByText('is cut: a dial is refused')).toBeVisible();
  await heal.click();
  await expect(page.getByText('leaf-hub is connected', { exact: true })).toBeVisible();

  await guide.stop.click();
  await expect(guide.start).toBeEnabled();
  await guide.start.focus();
  await page.keyboard.down('Enter');
  for (let held = 0; held < 5; held++) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await guide.isRunning();
});

test('an address whose hash cannot be decoded leaves the lab running', async ({ page }) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.run();
  await page.evaluate(() => (location.hash = '50%'));
  await expect(page).toHaveURL(/#50%25$/);
  await page.evaluate(() => (location.hash = '%E0'));
  await expect(page).toHaveURL(/#%25E0$/);
  await expect(await guide.perform(steps.create)).toContainText('ORDERS');
});

test('Cancel during start-up stops at any point, and Start works again', async ({ page }) => {
  const guide = new GuidePage(page);
  await guide.open();
  for (const reached of [/Loading|Fetching/, /Fetching|Starting/, /Starting/]) {
    const stopped = page.evaluate(pressCancelAt, reached.source);
    await guide.start.click();
    await stopped;
    await expect(guide.start).toBeVisible();
    await expect.poll(() => page.workers()).toEqual([]);
  }
  await guide.run();
  await expect(await guide.perform(steps.create)).toContainText('ORDERS');
});

/** Presses Cancel in the very moment in which the page says something: seen from outside, that may have passed. */
function pressCancelAt(said: string): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      const states = [...document.querySelectorAll('[role=status]')];
      const stop = [...document.querySelectorAll('button')].find(
        ({ textContent }) => textContent === 'Cancel',
      );
      if (!stop || !states.some(({ textContent }) => new RegExp(said).test(textContent))) return;
      observer.disconnect();
      stop.click();
      resolve();
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

test('a page that is left while nats-server comes says how much is here, and goes on from there', async ({
  page,
}) => {
  const ranges: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (request.url().includes('.wasm')) ranges.push(request.headers()['range']);
  });
  const guide = new GuidePage(page);
  await guide.open();
  const line = await page.context().newCDPSession(page);
  const carry = (downloadThroughput: number) =>
    line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput,
      uploadThroughput: -1,
    });
  await line.send('Network.enable');
  await carry(300_000);
  await guide.start.click();
  await expect.poll(() => page.evaluate(isBegunKept)).toBe(true);
  await carry(-1);
  await page.reload();
  await expect(guide.start).toHaveText(/^Go on from [\d.]+ of 4\.\d MB$/);
  await guide.run();
  expect(ranges).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
});

test('leaving ends the lab, and coming back finds it at rest and ready', async ({ page }) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.run();
  await page.getByRole('link', { name: 'Leafwise' }).first().click();
  await expect(page).toHaveURL(/\/$/);
  await expect.poll(() => page.workers()).toEqual([]);
  await page.goBack();
  await expect(guide.start).toBeVisible();
  await guide.run();
  await expect(await guide.perform(steps.create)).toContainText('ORDERS');
});

/** How a worker dies, run in it, and what its page says of that. */
const deaths: { how: string; die: () => void; said: string }[] = [
  {
    how: 'by an error',
    die: () => {
      setTimeout(() => {
        throw new Error('out of memory');
      });
    },
    said: 'out of memory',
  },
  {
    how: 'without a word, as when its browser ends it',
    die: () => {
      setTimeout(() => close());
    },
    said: 'The browser has ended their worker, as it does where memory is short. Close other tabs',
  },
];

for (const { how, die, said } of deaths) {
  test(`a worker that dies ${how} is told of, and Start again makes a new lab`, async ({
    page,
  }) => {
    const guide = new GuidePage(page);
    await guide.open();
    await guide.run();
    await guide.edit('leaf', (config) => `# mine\n${config}`);
    await page.workers()[0]!.evaluate(die);
    await expect(page.getByRole('alert')).toContainText('The servers ended: ');
    await expect(page.getByRole('alert')).toContainText(said);
    await expect(guide.config('leaf').getByRole('textbox')).toContainText('# mine');
    await guide.start.click();
    await guide.isRunning();
    await expect(await guide.perform(steps.create)).toContainText('ORDERS');
  });
}

test.describe('a module that does not arrive', () => {
  test.use({ allowedProblems: /nats-server\.wasm|unpack-nats-server|Failed to load resource/ });

  for (const { lost, part } of [
    { lost: 'it', part: '**/nats-server.wasm.*.br' },
    { lost: 'what unpacks it', part: '**/unpack-nats-server.*.js' },
  ]) {
    test(`is told of, and Start again fetches it anew: ${lost} is lost`, async ({ page }) => {
      const guide = new GuidePage(page);
      await guide.open();
      await page.context().route(part, (route) => route.abort());
      await guide.start.click();
      await expect(page.getByRole('alert')).toContainText('could not be fetched');
      await page.context().unroute(part);
      await guide.start.click();
      await guide.isRunning();
    });
  }
});

test('a module that arrives as something else is told of, and Start again fetches it anew', async ({
  page,
}) => {
  const guide = new GuidePage(page);
  await guide.open();
  const module = '**/nats-server.wasm.*.br';
  await page.context().route(module, (route) => route.fulfill({ body: 'something else' }));
  await guide.start.click();
  await expect(page.getByRole('alert')).toContainText('nats-server could not be compiled: Brotli');
  await page.context().unroute(module);
  await guide.start.click();
  await guide.isRunning();
});

test('a browser without WebAssembly is told so, and the guide still reads', async ({ page }) => {
  await page.addInitScript('delete globalThis.WebAssembly');
  const guide = new GuidePage(page);
  await guide.open();
  await expect(page.getByRole('alert')).toContainText(
    'WebAssembly, which this browser does not have',
  );
  await expect(guide.start).toBeHidden();
  await expect(page.getByText('domain: leaf')).toBeVisible();
});

test('a megabyte, binary zeros and a subject of 200 tokens cross the link, and the page shows what it keeps of them', async ({
  page,
}) => {
  await page.goto('./labs/cross-a-domain');
  await page.getByRole('button', { name: 'Start the servers' }).click();
  await expect(page.getByText('Running in this tab.')).toBeVisible({ timeout: 60_000 });
  const type = async (server: string, line: string) => {
    await page.getByRole('tab', { name: `${server}$` }).click();
    const prompt = page.getByRole('textbox', { name: `Command at ${server}` });
    await prompt.fill(line);
    await prompt.press('Enter');
  };
  const deep = Array.from({ length: 200 }, (_, i) => `t${i}`).join('.');
  await type('hub', 'sub ">"');
  const heard = page.getByRole('log', { name: 'What hub answered', includeHidden: true });
  await expect(heard).toContainText('Subscribing');
  await expect(async () => {
    await type('leaf', `pub ${deep} deep`);
    await expect(heard).toContainText('t199', { timeout: 1000 });
  }).toPass();
  await type('leaf', `pub zeros "${'\0'.repeat(64)}"`);
  await type('leaf', `pub big ${'x'.repeat(1_000_000)}`);
  await expect(heard).toContainText('big');

  const map = page.getByRole('region', { name: 'Topology' });
  await map.getByRole('button', { name: /leaf → hub big/ }).click();
  await expect(page.getByRole('region', { name: 'Message', exact: true })).toContainText(
    'Payload, 1000000 bytes',
  );

  await page.getByRole('tab', { name: 'Wire' }).click();
  const wire = page.getByRole('region', { name: 'The wire' });
  const subject = wire.getByRole('textbox', { name: 'Subject' });
  const frame = async (filter: string) => {
    await subject.fill(filter);
    await wire
      .getByRole('gridcell', { name: `LMSG ${filter.replace('.>', '')}` })
      .first()
      .click();
    return wire.getByRole('region', { name: /^Frame LMSG/ });
  };
  const big = await frame('big');
  await expect(big).toContainText('Payload, 1000000 bytes');
  await expect(big).toContainText(/… and \d+ bytes more, which are counted but not kept/);
  const zeros = await frame('zeros');
  await expect(zeros.getByRole('radio', { name: 'hex' })).toBeChecked();
  await expect(zeros.getByLabel('Payload', { exact: true })).toContainText('0000  00 00 00');
  await expect(await frame('t0.t1.>')).toContainText('t198.t199');

  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, 'pixels that the page is wider than the screen').toBe(0);
  }
});

test('servers that are started for a change have it, also one that takes a restart', async ({
  page,
}) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.edit('hub', (config) => config.replace('domain: hub', 'domain: centre'));
  await guide.press('hub', 'Start with it');
  await expect(guide.config('hub').getByRole('status')).toContainText(
    'hub runs this configuration.',
  );
  await expect(async () => {
    await expect(await guide.perform(steps.own)).toContainText('"answeredBy": "centre"');
  }).toPass();
});

test('a page that the browser has ended with its servers says so when it is loaded again', async ({
  page,
}) => {
  // A page that is ended hears nothing of it. This listener is the first.
  await page.addInitScript(() =>
    window.addEventListener('pagehide', (event) => {
      if (document.documentElement.matches('.ended')) event.stopImmediatePropagation();
    }),
  );
  const guide = new GuidePage(page);
  await guide.open();
  await guide.run();
  await page.evaluate(() => document.documentElement.classList.add('ended'));
  await page.reload();
  await expect(page.getByRole('alert')).toContainText(
    'The servers ended: The browser has ended this page, as it does where memory is short. Close other tabs',
  );
  await guide.run();
  await page.reload();
  await expect(guide.start).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
});

/** Whether the browser keeps what has come of the module so far. */
async function isBegunKept(): Promise<boolean> {
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
  const db = await answer(indexedDB.open('leafwise-modules', 1));
  const keys = db.objectStoreNames.contains('modules')
    ? await answer(db.transaction('modules').objectStore('modules').getAllKeys())
    : [];
  db.close();
  return keys.some((key) => typeof key === 'string' && key.includes('#begun'));
}
