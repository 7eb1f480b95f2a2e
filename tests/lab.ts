import { expect, type Locator, type Page } from '@playwright/test';

/** The first guide, as a reader works with it. */
export class GuidePage {
  readonly page: Page;
  readonly start: Locator;
  readonly stop: Locator;

  constructor(page: Page) {
    this.page = page;
    this.start = page.getByRole('button', { name: /^Start (the servers|again)$/ });
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

  /** The step with that title. */
  step(title: string | RegExp): Locator {
    return this.page.getByRole('region', { name: title });
  }

  /** Runs a step and answers what it says. */
  async perform(title: string): Promise<Locator> {
    const step = this.step(title);
    await step.getByRole('button', { name: `Run: ${title}` }).click();
    const status = step.getByRole('status');
    await expect(status).not.toBeEmpty();
    return status;
  }

  /** The figure with a server's configuration. */
  config(server: string): Locator {
    return this.page.getByRole('figure', { name: `${server}.conf` });
  }

  /** Types a configuration in place of the one that is shown. */
  async edit(server: string, change: (config: string) => string): Promise<void> {
    const figure = this.config(server);
    await figure.getByRole('button', { name: `Edit (${server})` }).click();
    const editor = figure.getByRole('textbox');
    await editor.fill(change(await editor.inputValue()));
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
  interest: 'What the leaf wants from the hub',
};
