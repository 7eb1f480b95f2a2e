import { expect, type Locator, type Page } from '@playwright/test';

/** The first guide, as a reader works with it. */
export class GuidePage {
  readonly page: Page;
  readonly start: Locator;
  readonly stop: Locator;

  constructor(page: Page) {
    this.page = page;
    this.start = page.getByRole('button', { name: /^(Start (the servers|again)$|Go on from )/ });
    this.stop = page.getByRole('button', { name: 'Stop the servers' });
  }

  async open(): Promise<void> {
    await this.page.goto('./guides/across-the-boundary');
    await expect(this.page.getByRole('heading', { level: 1 })).toContainText('Across the boundary');
  }

  /** Presses Start and waits until the lab says that it runs. */
  async run(): Promise<void> {
    await this.start.click();
    await this.isRunning();
  }

  async isRunning(): Promise<void> {
    await expect(this.page.getByText('Running in this tab.')).toBeVisible({ timeout: 60_000 });
  }

  /** Gives the lab an address of servers, and presses Join. */
  async tryToJoin(address: string): Promise<void> {
    await this.page.getByText(/^Where they run:/).click();
    await this.page.getByRole('radio', { name: 'My servers' }).check();
    await this.page.getByRole('textbox', { name: 'Address that it printed' }).fill(address);
    await this.page.getByRole('button', { name: 'Join my servers' }).click();
  }

  /** Joins servers, and waits until the lab says that it has. */
  async join(address: string): Promise<void> {
    await this.tryToJoin(address);
    await expect(this.page.getByText('Joined.')).toBeVisible();
  }

  /** The step with that title. */
  step(title: string | RegExp): Locator {
    return this.page.getByRole('region', { name: title });
  }

  /** Runs a step and answers what it says. */
  async perform(title: string): Promise<Locator> {
    const step = this.step(title);
    const run = step.getByRole('button', { name: `Run: ${title}` });
    const status = step.getByRole('status');
    await run.click();
    // What the step above has crossed is listed a moment after its answer, and moves the page: a press in that moment,
    // down here and up there, is none. A button that works is named otherwise.
    await expect(async () => {
      try {
        await expect(status).not.toBeEmpty({ timeout: 5000 });
      } catch (error) {
        if (await run.isVisible()) await run.click();
        throw error;
      }
    }).toPass();
    return status;
  }

  /** The figure with a server's configuration. */
  config(server: string): Locator {
    return this.page.getByRole('figure', { name: `${server}.conf` });
  }

  /** Types a configuration in place of the one that is shown, which it opens for editing if need be. */
  async edit(server: string, change: (config: string) => string): Promise<void> {
    const figure = this.config(server);
    const editor = figure.getByRole('textbox', { name: `Configuration of ${server}` });
    if (!(await editor.isVisible())) await this.press(server, 'Edit');
    await editor.scrollIntoViewIfNeeded();
    // Each child of the editor is a line, and it keeps only those near the screen.
    const shown = await editor.evaluate((content) =>
      [...content.children].map(({ textContent }) => textContent).join('\n'),
    );
    await editor.focus();
    await this.page.keyboard.press('ControlOrMeta+a');
    // Pasted, as a reader would a long one.
    await editor.evaluate((content, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      const options = { clipboardData, bubbles: true, cancelable: true };
      content.dispatchEvent(new ClipboardEvent('paste', options));
    }, change(shown));
  }

  /** Presses one of the buttons of a server's configuration. */
  async press(server: string, button: string): Promise<void> {
    await this.config(server)
      .getByRole('button', { name: `${button} (${server})` })
      .click();
  }
}

export const steps = {
  create: 'Create ORDERS in domain leaf, from the hub',
  publish: 'Publish an order on the leaf',
  read: 'Read the last order from the hub, through the domain',
  mirror: 'Mirror ORDERS into the hub',
  copy: 'Read the copy',
  own: 'Ask for a report without a domain',
  withoutDomain: 'Ask for ORDERS without a domain',
  nobody: 'Ask a domain that does not exist',
  interest: 'The subjects that the leaf wants from the hub',
};
