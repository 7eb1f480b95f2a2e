import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import joinALeaf from '../../labs/join-a-leaf/exercise.ts';
import { ClassCommand } from './class-command.ts';
import { expect, test as base } from './fixtures.ts';
import { wireTo } from '../support/wire.ts';

interface Person {
  name: string;
  page: Page;
}

/** A class of the real command. Its address is that of the test. */
const test = base.extend<{ command: ClassCommand }>({
  // A hub that is killed, and a network that is gone, are told of in the console too.
  allowedProblems: /WebSocket connection to|^request failed|ERR_/,
  // eslint-disable-next-line no-empty-pattern
  command: async ({}, use) => {
    const command = new ClassCommand();
    await command.start('--name', 'Leaf day');
    await use(command);
    await command.close();
  },
  baseURL: async ({ command }, use) => use(new URL('/', command.attendees).href),
});

const bar = ({ page }: Person) => page.getByRole('complementary', { name: 'Class' });

/** A browser of their own opens the link, and somebody types a name. */
async function attend(browser: Browser, link: string, name: string): Promise<Person> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Join' }).click();
  const person = { name, page };
  await expect(bar(person).getByText('In the class', { exact: true })).toBeVisible();
  return person;
}

async function lead(page: Page, link: string): Promise<Person> {
  await page.goto(link);
  await page.getByLabel('Your name').fill('Tess');
  await page.getByRole('button', { name: 'Lead the class' }).click();
  await expect(page.getByText('Connected to the hub')).toBeVisible();
  return { name: 'Tess', page };
}

const row = (trainer: Person, { name }: Person) =>
  trainer.page.getByRole('row').filter({ has: trainer.page.getByRole('rowheader', { name }) });

/** What the roster tells of somebody's connections. The check that fails may have the same words. */
const connectionOf = (trainer: Person, { name }: Person) =>
  trainer.page.getByRole('rowheader', { name });

const first = joinALeaf.steps[0]!;

/** Passes the first step of the lab on the page, whose servers run. */
async function pass({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: `Show me: ${first.title}` }).click();
  const step = page.getByRole('region', { name: first.title });
  await expect(step.getByRole('heading', { name: /\(done\)/ })).toBeVisible();
}

test('a trainer leads a class of five, whose networks and hub fail meanwhile', async ({
  command,
  browser,
  page,
}) => {
  test.setTimeout(240_000);
  const trainer = await lead(page, command.trainers);
  // The secret is for nobody's eyes on a projector.
  expect(page.url()).not.toContain('#');
  const people: Person[] = [];
  // The network of one of them fails later on.
  const wire = await wireTo(Number(new URL(command.attendees).port));
  const byWire = new URL(command.attendees);
  byWire.port = String(wire.port);
  for (const name of ['Ada', 'Bob', 'Cleo', 'Dan', 'Eve'])
    people.push(await attend(browser, name === 'Dan' ? byWire.href : command.attendees, name));
  const [ada, bob, cleo, dan, eve] = people as [Person, Person, Person, Person, Person];
  for (const person of people) await expect(connectionOf(trainer, person)).toContainText('ms');

  await test.step('a question and a hand are seen, and answered', async () => {
    await bar(ada).getByRole('button', { name: 'Raise hand' }).click();
    await expect(row(trainer, ada)).toContainText('Hand up');
    await page.getByRole('button', { name: 'Take down: Ada' }).click();
    await expect(bar(ada).getByRole('button', { name: 'Raise hand' })).toBeVisible();
    await bar(bob).getByRole('button', { name: 'Ask or tell' }).click();
    await bar(bob).getByLabel('A question to the trainer').fill('Who dials whom?');
    await bar(bob).getByRole('button', { name: 'Ask', exact: true }).click();
    const questions = page.getByRole('region', { name: /^Questions/ });
    await expect(questions).toContainText('Who dials whom?');
    await questions.getByRole('button', { name: 'Take it' }).click();
    await expect(bar(bob)).toContainText('taken by Tess');
  });

  await test.step('the class is sent to a page; one goes elsewhere, and comes back', async () => {
    await page.getByRole('combobox', { name: /^Page/ }).selectOption('/labs/join-a-leaf');
    await page.getByRole('button', { name: 'Send the class there' }).click();
    for (const person of people) await expect(person.page).toHaveURL(/labs\/join-a-leaf$/);
    await cleo.page.goto('./guides/hub-spoke');
    const back = bar(cleo).getByRole('button', { name: 'Back to the class' });
    await expect(row(trainer, cleo)).toContainText('went to');
    await back.click();
    await expect(cleo.page).toHaveURL(/labs\/join-a-leaf$/);
    await expect(row(trainer, cleo)).toContainText('looks at', { timeout: 60_000 });
  });

  const passed = (person: Person) =>
    expect(row(trainer, person).getByRole('img', { name: /^1 of/ })).toBeVisible();

  await test.step('one works, and the trainer sees which check fails and which step is passed', async () => {
    await ada.page.getByRole('button', { name: 'Start the servers' }).click();
    await expect(ada.page.getByText('Running in this tab.')).toBeVisible();
    await pass(ada);
    await passed(ada);
  });

  await test.step('one loses its network, works on, and is told of afterwards', async () => {
    await dan.page.getByRole('button', { name: 'Start the servers' }).click();
    await expect(dan.page.getByText('Running in this tab.')).toBeVisible();
    wire.silence();
    await expect(bar(dan)).toContainText('Working alone', { timeout: 60_000 });
    await pass(dan);
    wire.heal();
    await expect(bar(dan).getByText('In the class', { exact: true })).toBeVisible();
    await passed(dan);
  });

  await test.step('an attendee lets the trainer see the bench, then take it over, and ends it', async () => {
    await bar(ada).getByRole('button', { name: 'Ask or tell' }).click();
    await bar(ada).getByRole('button', { name: 'Let the trainer see it' }).click();
    await page.getByRole('button', { name: 'More about Ada' }).click();
    const opened = page.waitForEvent('popup');
    // The popup of a page is one of its context only where it knows its opener.
    await page.getByRole('link', { name: 'See the bench of Ada' }).evaluate((link) => {
      link.removeAttribute('rel');
    });
    await page.getByRole('link', { name: 'See the bench of Ada' }).click();
    const bench = await opened;
    await expect(bench.getByRole('heading', { name: 'The bench of Ada' })).toBeVisible();
    await expect(bench.getByRole('img', { name: /Map of/ }).first()).toBeVisible();
    await expect(bar(ada)).toContainText('sees your bench now');
    await bench.getByRole('button', { name: 'Ask to take over' }).click();
    await bar(ada).getByRole('button', { name: 'Let them take over' }).click();
    await expect(bar(ada)).toContainText('can change your bench now');
    await bar(ada).getByRole('button', { name: 'Show it no more' }).click();
    await expect(bench.getByText('does not show a bench now')).toBeVisible();
    await bench.close();
  });

  await test.step('two tabs are leaves of the hub; their links are cut, and healed', async () => {
    await page
      .getByRole('combobox', { name: /^Page/ })
      .selectOption('/workshop/labs/class-aggregate');
    await page.getByRole('button', { name: 'Send the class there' }).click();
    for (const one of [bob, cleo]) {
      await expect(one.page).toHaveURL(/class-aggregate$/);
      await one.page.getByRole('button', { name: 'Start the servers' }).click();
      const join = one.page.getByRole('region', { name: 'Join the hub of the class' });
      await join.getByRole('button', { name: 'Join', exact: true }).click();
      await expect(join).toContainText('Joined the hub of the class as');
      await expect(connectionOf(trainer, one)).toContainText('a leaf');
    }
    await expect(ada.page).toHaveURL(/join-a-leaf/);
    await page.getByRole('tab', { name: 'Map' }).click();
    await page.getByRole('button', { name: 'Cut', exact: true }).click();
    await expect(bar(bob)).toContainText('cut');
    await page.getByRole('tab', { name: 'People' }).click();
    for (const one of [bob, cleo])
      await expect(connectionOf(trainer, one)).not.toContainText('a leaf');
    await page.getByRole('tab', { name: 'Map' }).click();
    await page.getByRole('button', { name: 'Heal', exact: true }).click();
    await page.getByRole('tab', { name: 'People' }).click();
    for (const one of [bob, cleo]) await expect(connectionOf(trainer, one)).toContainText('a leaf');
  });

  await test.step('the command is killed and goes on; all are back, and nothing is lost', async () => {
    await command.end('SIGKILL');
    await expect(bar(eve)).toContainText('Working alone');
    await expect(page.getByText('The hub is not reached. This page')).toBeVisible();
    await command.start();
    for (const person of people)
      await expect(bar(person).getByText('In the class', { exact: true })).toBeVisible();
    await expect(page.getByText('Connected to the hub')).toBeVisible();
    await passed(ada);
    await passed(dan);
  });

  await test.step('one is removed, and does not come back', async () => {
    await page.getByRole('button', { name: 'More about Eve' }).click();
    await page.getByRole('button', { name: 'Remove from the class' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(row(trainer, eve)).toHaveCount(0);
    await expect(bar(eve)).toContainText('no longer takes this seat');
  });

  await test.step('the trainer takes the results home', async () => {
    await page.getByRole('tab', { name: 'After' }).click();
    const downloaded = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Table of all steps (CSV)' }).click();
    const table = await readFile(await (await downloaded).path(), 'utf8');
    const ofAda = table.split('\n').filter((line) => line.includes('Ada'));
    expect(ofAda.join()).toContain(first.id);
  });
  for (const person of people) await person.page.context().close();
  wire.close();
});

test('the trainer’s page tells nothing without its secret', async ({ command, page }) => {
  await page.goto('./class/trainer');
  await expect(page.getByText('open the trainer’s link')).toBeVisible();
  await page.goto(`./class/trainer#${'x'.repeat(32)}`);
  await page.reload();
  await page.getByLabel('Your name').fill('Mallory');
  await page.getByRole('button', { name: 'Lead the class' }).click();
  await expect(page.getByRole('alert')).toContainText('does not know this code');
  expect(command.trainers).not.toContain('x'.repeat(32));
});

test('a page that is no secure context joins, works and is seen', async ({
  command,
  page,
  playwright,
  launchOptions,
}) => {
  const trainer = await lead(page, command.trainers);
  // As at the address of a machine in a room: by http, and not by the loopback address.
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), '--host-resolver-rules=MAP class.test 127.0.0.1'],
  });
  const link = command.attendees.replace('127.0.0.1', 'class.test');
  const ada = await attend(browser, link, 'Ada');
  expect(await ada.page.evaluate(() => window.isSecureContext)).toBe(false);
  // A browser that stores nothing tells all the same.
  await ada.page.addInitScript(() => {
    const open = () => {
      throw new DOMException('not here', 'SecurityError');
    };
    Object.defineProperty(window, 'indexedDB', { value: { open }, configurable: true });
  });
  await ada.page.goto(new URL('/labs/join-a-leaf', link).href);
  await ada.page.getByRole('button', { name: 'Start the servers' }).click();
  await expect(ada.page.getByText('Running in this tab.')).toBeVisible();
  await pass(ada);
  await expect(row(trainer, ada).getByRole('img', { name: /^1 of/ })).toBeVisible();
  await bar(ada).getByRole('button', { name: 'Raise hand' }).click();
  await expect(row(trainer, ada)).toContainText('Hand up');
  await browser.close();
});
