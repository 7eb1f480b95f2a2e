import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import type { Browser, OpenBrowser } from '../../../tools/lib/browsers/browser.ts';
import { facts } from './facts.ts';
import { visitedSite, type VisitedSite } from './visited-site.ts';

/** Starts servers, and is told by them that they run. */
const start = Object.keys(facts)[0]!;

/** A browser that visits a site for the first time. */
interface Visit {
  site: VisitedSite;
  browser: Browser;
  start: () => Promise<void>;
  /** Waits until the browser keeps the module. */
  kept: () => Promise<void>;
}

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

    test('what fails in the page is told in its own words', async () => {
      const failing = browser!.evaluate("Promise.reject(new Error('so it is'))");
      await expect(failing).rejects.toThrow('so it is');
    });

    const visit = (title: string, act: (visit: Visit) => Promise<void>) =>
      test(title, async () => {
        const site = await visitedSite(inject('enginesFolder'));
        const visiting = await open!(site.url);
        try {
          await act({
            site,
            browser: visiting,
            start: async () => {
              const outcome = await visiting.evaluate(`leafwiseEngines(${JSON.stringify(start)})`);
              expect(outcome).toEqual({ type: 'pass' });
            },
            kept: () =>
              vi
                .waitUntil(() => visiting.evaluate('leafwiseKept.isThere()'), 30_000)
                .then(() => {}),
          });
        } finally {
          await visiting.close();
          site.close();
        }
      });

    visit('a second visit fetches no byte of the module', async (each) => {
      await each.start();
      await each.kept();
      await each.browser.reload();
      await each.start();
      expect(each.site.asked).toEqual(['']);
    });

    visit('nor does one that has it packed alone', async (each) => {
      await each.start();
      await each.kept();
      await each.browser.evaluate('leafwiseKept.forgetUnpacked()');
      await each.browser.reload();
      await each.start();
      expect(each.site.asked).toEqual(['']);
    });

    visit('a fetch that breaks goes on where it was', async (each) => {
      each.site.breakNext();
      await each.start();
      expect(each.site.asked).toHaveLength(2);
      // When a line breaks, WebKit drops what has come and was not read yet: all, on a line as fast as this one.
      if (engine !== 'WebKitGTK') expect(each.site.asked[1]).toMatch(/^bytes=[1-9]\d*-$/);
    });

    visit('a page that was left while the module came goes on where it was', async (each) => {
      each.site.stallNext();
      await each.browser.evaluate('leafwiseIntent({})');
      await vi.waitUntil(() => each.browser.evaluate('leafwiseKept.isBegun()'), 30_000);
      await each.browser.reload();
      await each.start();
      expect(each.site.asked).toEqual(['', expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
      await each.kept();
    });

    visit('kept bytes that are no module are fetched anew, once', async (each) => {
      expect(await each.browser.evaluate('leafwiseKept.spoil()')).toBe(true);
      await each.start();
      expect(each.site.asked).toEqual(['']);
      await each.kept();
      await each.browser.reload();
      await each.start();
      expect(each.site.asked).toEqual(['']);
    });

    visit('nor do damaged bytes of a page that was left get in the way', async (each) => {
      await each.browser.evaluate('leafwiseKept.spoilBegun()');
      await each.start();
      expect(each.site.asked.at(-1)).toBe('');
    });

    visit('the module is fetched ahead at a button that starts servers', async (each) => {
      await each.browser.evaluate('leafwiseIntent({})');
      await each.kept();
      expect(each.site.asked).toEqual(['']);
      await each.start();
      expect(each.site.asked).toEqual(['']);
    });

    visit('nothing is fetched ahead where the reader spares data', async (each) => {
      await each.browser.evaluate('leafwiseIntent({ saveData: true })');
      // Twice as long as it takes to find out that the module is to be fetched.
      for (let look = 0; look < 2; look++)
        expect(await each.browser.evaluate('leafwiseKept.isThere()')).toBe(false);
      expect(each.site.asked).toEqual([]);
    });
  });
}
