import { expect, test } from './fixtures.ts';
import { hasFocus, Keyboard } from './keyboard.ts';
import { GuidePage, steps } from './guide-page.ts';

const back = 'Shift+Tab';

test('the map is worked by keyboard alone', async ({ page }) => {
  test.slow();
  const keyboard = new Keyboard(page);
  const guide = new GuidePage(page);
  await guide.open();
  await keyboard.press(guide.start);
  await guide.isRunning();
  await expect(guide.stop).toBeFocused();

  const map = page.getByRole('region', { name: 'Topology' });
  const button = (name: string | RegExp) => map.getByRole('button', { name, exact: true });
  const spot = (name: RegExp) => map.getByRole('button', { name });

  const link = map.getByRole('region', { name: 'link leaf-hub' });
  await keyboard.press(spot(/^Link leaf-hub/));
  await expect(link).toBeFocused();
  await keyboard.press(button('Cut the link'));
  await expect(link.getByText('is cut: a dial is refused')).toBeVisible();
  await keyboard.press(button('Heal the link'));
  await expect(link.getByText('is connected')).toBeVisible();
  await keyboard.press(button('Cut it in silence'));
  await expect(link.getByText('is cut in silence')).toBeVisible();
  await keyboard.press(button('Heal the link'));
  await expect(link.getByText('is connected')).toBeVisible();
  await keyboard.to(map.getByRole('combobox', { name: 'Delay each way' }));
  await page.keyboard.press('ArrowDown');
  await expect(spot(/^Link leaf-hub: delay 50 ms/)).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await keyboard.to(map.getByRole('combobox', { name: 'Bandwidth limit' }));
  await page.keyboard.press('ArrowDown');
  await expect(spot(/^Link leaf-hub: 1000 kB/)).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await keyboard.to(map.getByRole('combobox', { name: 'Jitter' }), back);
  await page.keyboard.press('ArrowDown');
  await expect(spot(/^Link leaf-hub: uneven/)).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Escape');
  await expect(spot(/^Link leaf-hub/)).toBeFocused();

  await keyboard.press(spot(/^Server leaf/), back);
  const leaf = map.getByRole('region', { name: 'server leaf' });
  await expect(leaf).toBeFocused();
  await keyboard.press(button('Restart leaf'));
  await expect(button('Restart leaf')).toBeVisible();
  await expect(leaf.getByText('runs nats-server')).toBeVisible();
  await keyboard.press(button('Crash leaf'));
  await keyboard.press(button('Wipe what leaf stored'));
  await keyboard.press(button('Start leaf'), back);
  await expect(leaf.getByText('runs nats-server')).toBeVisible();
  await keyboard.press(button('Stop leaf'));
  await keyboard.press(button('Start leaf'));
  await expect(leaf.getByText('runs nats-server')).toBeVisible();

  await keyboard.to(leaf.getByRole('tab', { name: 'Now' }));
  await page.keyboard.press('ArrowRight');
  await keyboard.to(leaf.getByRole('checkbox', { name: 'The servers’ own subjects too' }));
  await page.keyboard.press('Space');
  await expect(leaf.getByRole('cell', { name: /^\$SYS/ }).first()).toBeVisible();
  await keyboard.to(leaf.getByRole('tab', { name: 'Interest' }), back);
  await page.keyboard.press('End');
  await keyboard.to(leaf.getByRole('combobox', { name: 'Down to' }));
  await page.keyboard.press('ArrowDown');
  await expect(leaf.getByLabel('Log of leaf')).toContainText(' debug ');
  await keyboard.press(button('Close'), back);
  await expect(leaf).toBeHidden();
  await expect(spot(/^Server leaf/)).toBeFocused();

  await keyboard.press(guide.step(steps.create).getByRole('button', { name: /^Run/ }));
  await expect(guide.step(steps.create).getByRole('status')).toContainText('ORDERS');
  await keyboard.press(map.getByRole('button', { name: /STREAM\.CREATE\.ORDERS/ }), back);
  await expect(map.getByRole('region', { name: 'Message' })).toBeFocused();
  await page.keyboard.press('Escape');

  await keyboard.press(page.getByRole('button', { name: 'Reset' }), back);
  await keyboard.press(page.getByRole('button', { name: 'Keep all' }));
  const reset = page.getByRole('button', { name: 'Reset' });
  await expect(reset).toBeFocused();
  await keyboard.press(reset);
  // The servers are asked first what they store.
  await expect(page.getByRole('button', { name: 'Keep all' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(reset).toBeFocused();
  await keyboard.press(reset);
  await keyboard.press(page.getByRole('button', { name: 'Wipe and start again' }));
  await guide.isRunning();
  await expect(guide.stop).toBeFocused();
  await keyboard.press(guide.stop);
  await expect(guide.start).toBeFocused();
});

test('the instruments of a bench are worked by keyboard alone', async ({ page, context }) => {
  test.slow();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const keyboard = new Keyboard(page);
  await page.goto('./labs/cross-a-domain');
  await keyboard.press(page.getByRole('button', { name: 'Start the servers' }));
  await expect(page.getByText('Running in this tab.')).toBeVisible({ timeout: 60_000 });

  const bench = page.getByRole('complementary', { name: 'Bench' });
  const tab = (name: string) => bench.getByRole('tab', { name, exact: true });
  /** From one of them to another, by its arrows. */
  const show = async (from: string, name: string) => {
    await keyboard.to(tab(from), back);
    for (let i = 0; i < 10 && !(await hasFocus(tab(name))); i++) {
      await page.keyboard.press('ArrowRight');
    }
    await expect(tab(name)).toHaveAttribute('aria-selected', 'true');
  };

  await keyboard.to(page.getByRole('textbox', { name: 'Command at hub' }));
  for (const line of [
    'stream add ORDERS --subjects "orders.>" --defaults --js-domain leaf',
    `stream add COPY --mirror '{"name":"ORDERS","external":{"api":"$JS.leaf.API"}}' --defaults`,
    'pub orders.new "oak table" --count 3',
  ]) {
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
    await expect(bench.getByRole('button', { name: /^Stop/ })).toBeHidden();
  }

  await show('hub$', 'Streams');
  const streams = bench.getByRole('region', { name: 'Streams' });
  await keyboard.press(streams.getByRole('button', { name: /^ORDERS stream 3 messages/ }));
  await keyboard.to(streams.getByRole('textbox', { name: 'Subject' }));
  await page.keyboard.type('orders.new');
  await keyboard.to(streams.getByRole('spinbutton', { name: 'Up to sequence' }));
  await page.keyboard.type('2');
  await keyboard.to(streams.getByRole('combobox', { name: 'Payload as' }));
  await page.keyboard.press('End');
  await keyboard.press(streams.getByRole('button', { name: 'Read messages' }));
  await expect(streams.getByText('2 messages, the newest first.')).toBeVisible();
  await expect(streams.getByText(/^0000 {2}6f 61 6b/).first()).toBeVisible();

  await show('Streams', 'Rates');
  const rates = bench.getByRole('region', { name: 'Rates' });
  await keyboard.to(rates.getByRole('radio', { name: 'Frames and messages a second' }));
  await page.keyboard.press('ArrowDown');
  await expect(rates.getByRole('radio', { name: 'Bytes a second' })).toBeChecked();

  await show('Rates', 'Wire');
  const wire = bench.getByRole('region', { name: 'The wire' });
  await keyboard.press(wire.getByRole('button', { name: 'Pause' }));
  await keyboard.press(wire.getByRole('button', { name: 'Resume' }));
  await keyboard.press(wire.getByRole('button', { name: 'Copy shown' }));
  await expect(wire.getByText('Copied.')).toBeVisible();
  await keyboard.to(wire.getByRole('textbox', { name: 'Subject' }));
  await page.keyboard.type('orders.>');
  const grid = wire.getByRole('grid', { name: 'Frames' });
  await expect(grid.getByRole('row', { name: /orders\.new/ }).first()).toBeVisible();
  await expect(grid.getByRole('row', { name: /STREAM\.CREATE/ })).toHaveCount(0);
  await keyboard.to(wire.getByRole('combobox', { name: 'Direction' }));
  await page.keyboard.press('ArrowDown');
  await expect(wire.getByRole('combobox', { name: 'Direction' })).not.toHaveValue('-1');
  await page.keyboard.press('Home');
  await keyboard.to(wire.getByRole('checkbox', { name: /^Interest, handshakes/ }));
  await page.keyboard.press('Space');
  await keyboard.press(wire.getByText(/^Classes: 9 of 9/));
  await keyboard.to(wire.getByRole('checkbox', { name: 'JetStream API' }));
  await page.keyboard.press('Space');
  await expect(wire.getByText('Classes: 8 of 9')).toBeVisible();
  await keyboard.press(wire.getByRole('button', { name: 'Clear' }), back);
  await expect(wire.getByText('No frame has crossed yet.')).toBeVisible();
});

test('the steps of a lab are done by keyboard alone', async ({ page }) => {
  const keyboard = new Keyboard(page);
  await page.goto('./labs/cross-a-domain');
  await keyboard.press(page.getByRole('button', { name: 'Start the servers' }));
  await expect(page.getByText('Running in this tab.')).toBeVisible({ timeout: 60_000 });
  const step = (title: string) => page.getByRole('region', { name: title });
  const done = (title: string) => step(title).getByRole('heading', { name: /\(done\)/ });

  const create = 'Make the shop’s stream from where you are';
  await keyboard.press(step(create).getByRole('button', { name: 'A hint' }));
  await keyboard.press(step(create).getByRole('button', { name: 'Another hint' }));
  await keyboard.press(step(create).getByRole('button', { name: /^Run at hub/ }), back);
  await expect(done(create)).toBeVisible();
  const orders = 'Take three orders in the shop';
  await keyboard.press(page.getByRole('button', { name: `Show me: ${orders}` }), back);
  await expect(done(orders)).toBeVisible();
  await keyboard.press(page.getByRole('button', { name: 'Forget what I have done here' }));
  await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await keyboard.press(page.getByRole('button', { name: 'Forget it' }));
  await expect(done(create)).toBeHidden();
});

test('a configuration is taken back, compared, explained and restarted by keyboard alone', async ({
  page,
}) => {
  const keyboard = new Keyboard(page);
  const guide = new GuidePage(page);
  await guide.open();
  await keyboard.press(guide.start);
  await guide.isRunning();
  const hub = guide.config('hub');
  const button = (name: string) => hub.getByRole('button', { name: `${name} (hub)` });
  await keyboard.press(button('Edit'));
  const editor = hub.getByRole('textbox', { name: 'Configuration of hub' });
  await expect(editor).toBeFocused();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('\nport: 4333');
  // Out of the editor, which takes Tab for itself.
  await page.keyboard.press('Escape');
  await keyboard.press(button('Show changes'));
  await expect(button('Show changes')).toHaveAttribute('aria-pressed', 'true');
  await keyboard.press(button('Keys'));
  await expect(hub.getByRole('term').filter({ hasText: /^leafnodes\.port$/ })).toBeVisible();
  await keyboard.press(button('Apply configuration'), back);
  await expect(hub.getByRole('status')).toContainText('config reload not supported');
  await keyboard.press(button('Restart with it'));
  await expect(hub.getByRole('status')).toContainText('Restarted hub');
  await keyboard.press(button('Back to the original'), back);
  await keyboard.press(hub.getByRole('button', { name: 'Take the original' }));
  await expect(hub.getByText('changed', { exact: true })).toBeHidden();
  await keyboard.press(button('Close'), back);
  await expect(button('Edit')).toBeFocused();
});

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the bench of a lab opens from the bottom, and closes again', async ({ page }) => {
    const keyboard = new Keyboard(page);
    await page.goto('./labs/cross-a-domain');
    await keyboard.press(page.getByRole('button', { name: 'Start the servers' }));
    const prompt = page.getByRole('textbox', { name: 'Command at hub' });
    await expect(prompt).toBeHidden();
    const handle = page.getByRole('button', { name: 'Bench: map, consoles, configuration' });
    await keyboard.press(handle);
    await expect(page.getByText('Running in this tab.')).toBeAttached({ timeout: 60_000 });
    await keyboard.to(prompt);
    await page.keyboard.type('rtt');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('log', { name: 'What hub answered' })).toContainText(/ms|µs/);
    await keyboard.press(page.getByRole('button', { name: 'Back to the steps' }), back);
    await expect(prompt).toBeHidden();
    const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
    expect(scrollWidth).toBe(clientWidth);
  });
});
