import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeOffline } from '../../../plugins/offline/write-offline.ts';
import { serve } from '../../../tools/lib/serve.mjs';
import type { Browser, OpenBrowser } from '../../../tools/lib/browsers/browser.ts';

/**
 * What the site's worker does in a browser engine, on a site of a few pages below a path.
 * @param open null where there is no such browser: its tests are skipped
 */
export function offlineSuite(engine: string, open: OpenBrowser | null): void {
  describe.skipIf(!open)(`${engine}, without the site`, () => {
    let folder: string;
    let site: Awaited<ReturnType<typeof serve>>;
    let browser: Browser | undefined;
    let release: string;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'leafwise-offline-'));
      for (const name of ['index', 'seen', 'other'])
        writeFileSync(
          join(folder, `${name}.html`),
          `<!doctype html><html><head><title>${name}</title></head><h1>${name}</h1></html>`,
        );
      release = (await writeOffline(folder)).id;
      site = await serve({ folder, base: '/learn/' });
      browser = await open!(site.url);
    }, 60_000);
    afterAll(async () => {
      await browser?.close();
      await site.close();
      rmSync(folder, { recursive: true });
    });

    test('a page that was opened opens, and another says that it is not kept', async () => {
      const evaluate = (expression: string) => browser!.evaluate(expression);
      const page = (path: string) => evaluate(`(${titleInFrame.toString()})('${path}')`);
      await evaluate(`(${register.toString()})()`);
      expect(await page('seen')).toBe('seen');
      const state = await evaluate(`(${askAfterSeen.toString()})('${release}')`);
      expect(state).toMatchObject({ type: 'state', state: { release, whole: false, seen: 2 } });
      await site.close();
      expect(await page('seen')).toBe('seen');
      expect(await page('other')).toContain('This page is not kept');
    });
  });
}

/** Registers the worker, and waits until it serves the page. */
async function register(): Promise<boolean> {
  const controlled = new Promise((resolve) =>
    navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
  );
  await navigator.serviceWorker.register('sw.js');
  await controlled;
  return true;
}

/** Opens a page of the site in a frame, and answers its title. */
function titleInFrame(path: string): Promise<string> {
  const frame = document.createElement('iframe');
  frame.src = path;
  return new Promise((resolve) => {
    frame.onload = () => resolve(frame.contentDocument!.title);
    document.body.append(frame);
  });
}

/** Tells the worker of the pages that were opened, and answers what it keeps then. */
function askAfterSeen(release: string): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  const urls = ['', 'seen'].map((path) => new URL(path, document.baseURI).href);
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    navigator.serviceWorker.controller!.postMessage({ type: 'seen', release, urls }, [port2]);
  });
}
