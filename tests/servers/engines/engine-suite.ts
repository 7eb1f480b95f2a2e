import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Browser, OpenBrowser } from './browser.ts';
import { facts } from './facts.ts';

/**
 * Claims about the servers in a tab of a browser engine.
 * @param open null where there is no such browser: its tests are skipped
 */
export function engineSuite(engine: string, open: OpenBrowser | null): void {
  describe.skipIf(!open)(open ? engine : `${engine}, which is not installed`, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await open!(inject('enginesPage'));
    }, 60_000);
    afterAll(() => browser?.close());

    test.each(Object.keys(facts))('%s', async (fact) => {
      const outcome = await browser!.evaluate(`leafwiseEngines(${JSON.stringify(fact)})`);
      expect(outcome).toEqual({ type: 'pass' });
    });
  });
}
