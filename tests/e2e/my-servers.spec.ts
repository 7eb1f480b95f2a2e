import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { expect, test as base } from './fixtures.ts';
import { Keyboard } from './keyboard.ts';
import { GuidePage, steps } from './guide-page.ts';

/** `npm run servers`, as a person runs it in a terminal. */
class Terminal {
  readonly process: ChildProcess;
  readonly said: string[] = [];

  constructor(topology: string, origin: string) {
    const args = ['tools/servers.mjs', topology, '--origin', origin];
    this.process = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.process.stdout! }).on('line', (line) => this.said.push(line));
  }

  type(line: string): void {
    this.process.stdin!.write(`${line}\n`);
  }

  /** The line that matches, once it has been printed. */
  async line(pattern: RegExp): Promise<string> {
    await expect.poll(() => this.said.some((line) => pattern.test(line))).toBe(true);
    return this.said.find((line) => pattern.test(line))!.trim();
  }

  async end(): Promise<void> {
    if (this.process.exitCode === null) this.type('quit');
    if (this.process.exitCode === null) await once(this.process, 'exit');
  }
}

const test = base.extend<{ terminal: Terminal }>({
  // The channel, and the servers' own WebSockets.
  allowedProblems:
    /^other origin: ws:\/\/127\.0\.0\.1|WebSocket connection to 'ws:\/\/127\.0\.0\.1/,
  terminal: async ({ baseURL }, use) => {
    const terminal = new Terminal('two-domains', new URL(baseURL ?? '').origin);
    await use(terminal);
    await terminal.end();
  },
});

const address = /ws:\/\/127\.0\.0\.1:\d+\/\?token=\S+/;

test('a reader joins servers of their own machine, and both see what the other does', async ({
  page,
  terminal,
}) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.join(await terminal.line(address));
  // The host cannot be chosen until the servers are left.
  await expect(page.getByRole('radio', { name: 'In this tab' })).toBeDisabled();
  await expect(await guide.perform(steps.create)).toContainText('ORDERS');
  await expect(await guide.perform(steps.publish)).toContainText('"domain": "leaf"');

  // The page reads the state of these servers, and the wire between them.
  const wire = page.getByRole('region', { name: 'The wire' });
  await wire.getByRole('row', { name: /hub → leaf.*STREAM\.CREATE\.ORDERS/ }).click();
  await expect(wire.getByRole('list', { name: 'The way of this message' })).toContainText(
    'because leaf wants $JS.leaf.API.STREAM.>',
  );
  await page
    .getByRole('list', { name: 'What crossed last' })
    .getByRole('button', { name: /hub → leaf/ })
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'Message', exact: true })).toBeVisible();
  const rates = page.getByRole('region', { name: 'Rates' });
  await rates.scrollIntoViewIfNeeded();
  await expect(rates.getByRole('row', { name: /into ORDERS at leaf/ })).toBeVisible();
  await guide.edit('hub', (config) => `${config}\nmax_payload: 2MB\n`);
  await guide.press('hub', 'Apply configuration');
  await expect(guide.config('hub').getByRole('status')).toContainText(
    'Applied: hub runs this configuration.',
  );

  terminal.type('cut leaf-hub');
  await expect(page.getByRole('button', { name: 'Link leaf-hub: cut' })).toBeVisible();
  await expect(await guide.perform(steps.read)).toContainText('503');
  terminal.type('heal leaf-hub');
  await expect(async () => {
    const answer = await guide.perform(steps.read);
    await expect(answer).toContainText('oak table', { timeout: 1000 });
  }).toPass();

  // Leaving stops no server, and the choice is kept for the visit.
  await page.getByRole('button', { name: 'Leave my servers' }).click();
  await page.reload();
  await page.getByRole('button', { name: 'Join my servers' }).click();
  await expect(page.getByText('Joined.')).toBeVisible();
  await expect(await guide.perform(steps.read)).toContainText('oak table');
});

test('a lab is done on servers of their own: map, consoles and checks are those of these servers', async ({
  page,
  terminal,
}) => {
  await page.goto('./labs/cross-a-domain');
  const guide = new GuidePage(page);
  await guide.join(await terminal.line(address));
  const step = (title: string) => page.getByRole('region', { name: title });
  const show = async (title: string) => {
    await page.getByRole('button', { name: `Show me: ${title}` }).click();
    await expect(step(title).getByRole('heading', { name: /\(done\)/ })).toBeVisible();
  };
  await show('Make the shop’s stream from where you are');
  await page.getByRole('tab', { name: 'leaf$' }).click();
  const prompt = page.getByRole('textbox', { name: 'Command at leaf' });
  await prompt.fill('pub orders.new chair --count 3 -J');
  await prompt.press('Enter');
  await expect(
    step('Take three orders in the shop').getByRole('heading', { name: /\(done\)/ }),
  ).toBeVisible();
  await show('Keep a copy at the hub');
  await page.getByRole('tab', { name: 'Streams' }).click();
  await expect(page.getByText(/mirror of ORDERS in leaf: .*lag 0/)).toBeVisible();

  await page.getByRole('button', { name: /^Link leaf-hub/ }).click();
  await page.getByRole('button', { name: 'Cut the link' }).click();
  await terminal.line(/leaf-hub: cut/);
  await page.getByRole('button', { name: /^Server leaf/ }).click();
  await page.getByRole('button', { name: 'Crash leaf' }).click();
  await terminal.line(/leaf: (stopped|failed)/);
  await page.getByRole('button', { name: 'Start leaf' }).click();
  await expect(page.getByText('runs nats-server')).toBeVisible();
});

test('servers that vanish, and addresses where none are, say what to do', async ({
  page,
  terminal,
}) => {
  const guide = new GuidePage(page);
  await guide.open();
  const given = await terminal.line(address);
  await guide.join(given);
  await guide.edit('leaf', (config) => `${config}\n# mine\n`);
  await terminal.end();
  await expect(page.getByText('The connection to your servers ended.')).toBeVisible();
  await expect(guide.config('leaf').getByRole('textbox')).toContainText('# mine');

  await page.getByRole('button', { name: 'Join my servers' }).click();
  await expect(page.getByText(/No host of servers answers at ws:\/\/127/)).toBeVisible();

  // A browser that asks the reader first keeps the page waiting as a port does that takes connections and says nothing.
  const silent = createServer().listen(0, '127.0.0.1');
  const sockets = new Set<Socket>();
  silent.on('connection', (socket) => sockets.add(socket));
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  await page.getByLabel('Address that it printed').fill(`ws://127.0.0.1:${port}/`);
  await page.getByRole('button', { name: 'Join my servers' }).click();
  await expect(page.getByText(/Joining your servers… If the browser says that/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Not joined.')).toBeVisible();
  sockets.forEach((socket) => socket.destroy());
  silent.close();
  await page.getByRole('radio', { name: 'In this tab' }).check();
  await guide.run();
});

test('a page without the token, and a page from elsewhere, is turned away', async ({
  page,
  terminal,
  context,
}) => {
  const given = await terminal.line(address);
  const guide = new GuidePage(page);
  await guide.open();
  await guide.tryToJoin(given.replace(/token=.*/, 'token=guess'));
  await expect(page.getByText(/No host of servers answers/)).toBeVisible();

  const elsewhere = await context.newPage();
  const closed = elsewhere.evaluate(
    (url) =>
      new Promise((resolve) => {
        const socket = new WebSocket(url);
        socket.onopen = () => resolve('open');
        socket.onerror = () => resolve('refused');
      }),
    given,
  );
  expect(await closed).toBe('refused');
});

test('servers are joined and left by keyboard alone', async ({ page, terminal }) => {
  const given = await terminal.line(address);
  const guide = new GuidePage(page);
  await guide.open();
  const keyboard = new Keyboard(page);
  await keyboard.press(page.getByText(/^Where they run:/));
  await keyboard.to(page.getByRole('radio', { name: 'In this tab' }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'My servers' })).toBeChecked();
  await keyboard.to(page.getByRole('textbox', { name: 'Address that it printed' }));
  await page.keyboard.type(given);
  await keyboard.press(page.getByRole('button', { name: 'Join my servers' }), 'Shift+Tab');
  await expect(page.getByText('Joined.')).toBeVisible();
  await keyboard.press(page.getByRole('button', { name: 'Leave my servers' }));
  await expect(page.getByRole('button', { name: 'Join my servers' })).toBeFocused();
});

test('a page about another topology says which servers to run', async ({ page, baseURL }) => {
  const terminal = new Terminal('hub-and-spoke', new URL(baseURL ?? '').origin);
  try {
    const guide = new GuidePage(page);
    await guide.open();
    await guide.tryToJoin(await terminal.line(address));
    await expect(page.getByText('npm run servers -- two-domains').first()).toBeVisible();
    await expect(page.getByText(/Your servers run hub-and-spoke/)).toBeVisible();
  } finally {
    await terminal.end();
  }
});
