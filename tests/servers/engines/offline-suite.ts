import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeOffline } from '../../../plugins/offline/write-offline.ts';
import type { Answered, Asked, KeptState } from '../../../src/offline/messages.ts';
import { bytesOf } from '../../../src/offline/keeper.ts';
import type { Release } from '../../../src/offline/release.ts';
import { serve } from '../../../tools/lib/serve.mjs';
import type { Browser, OpenBrowser } from '../../../tools/lib/browsers/browser.ts';

/**
 * What the site's worker does in a browser engine, on a site of a few pages below a path. The tests are one story: each
 * goes on where the one before has ended.
 * @param open null where there is no such browser: its tests are skipped
 */
export function offlineSuite(engine: string, open: OpenBrowser | null): void {
  describe.skipIf(!open)(`${engine}, without the site`, () => {
    let folder: string;
    let host: Host;
    let browser: Browser | undefined;
    let release: Release;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'leafwise-offline-'));
      mkdirSync(join(folder, 'folder'));
      for (const name of ['index', 'seen', 'other', 'folder/index']) writePage(folder, name, name);
      writeFileSync(join(folder, large), JSON.stringify('all '.repeat(1e5)));
      release = await writeOffline(folder);
      host = await startHost(folder);
      browser = await open!(host.url);
      await evaluate(`(${register.toString()})()`);
    }, 60_000);
    afterAll(async () => {
      await browser?.close();
      await host.close();
      rmSync(folder, { recursive: true });
    });

    const evaluate = (expression: string) => browser!.evaluate(expression);
    const page = (path: string) => evaluate(`(${titleInFrame.toString()})('${path}')`);
    const ask = (asked: Asked) =>
      evaluate(`(${askWorker.toString()})(${JSON.stringify(asked)})`) as Promise<Answered>;
    const state = async () => ((await ask({ type: 'state' })) as { state: KeptState }).state;
    const tellSeen = () =>
      ask({ type: 'seen', release: release.id, urls: [host.url, `${host.url}seen`] });
    const wholes = async () =>
      ((await evaluate('caches.keys()')) as string[]).filter((name) => name.includes('whole'));
    const bytesBut = (path: string) => bytesOf(release.files.filter((file) => file.path !== path));
    const cancelled = { type: 'failed', why: 'It was cancelled.' };

    test('a page that was opened is kept', async () => {
      expect(await page('seen')).toBe('seen');
      const kept = { release: release.id, whole: false, seen: 2, here: 0, isKeeping: false };
      expect(await tellSeen()).toMatchObject({ type: 'state', state: kept });
    });

    test('a page that has not changed costs an answer without content, and a redirect is followed', async () => {
      host.answered.length = 0;
      expect(await page('seen')).toBe('seen');
      expect(host.answered).toContain('304 seen');
      expect(await page('folder')).toBe('folder/index');
    });

    test('what has come before the line breaks stays, and the next try goes on from there', async () => {
      host.held.add(large);
      const first = ask({ type: 'keep' });
      const here = bytesBut(large);
      await eventually(state).toMatchObject({ whole: false, here, isKeeping: true });
      const second = ask({ type: 'follow' });
      // It is asked for after the one that follows, so once this is answered that one follows.
      await state();
      host.cut();
      const broken = {
        type: 'failed',
        why: 'The site could no longer be reached. Look at your connection, then press again.',
      };
      expect(await first).toEqual(broken);
      expect(await second).toEqual(broken);
      expect(await state()).toMatchObject({ whole: false, here, isKeeping: false });
      expect(await ask({ type: 'follow' })).toMatchObject({ state: { isKeeping: false } });

      host.held.clear();
      host.answered.length = 0;
      const all = { whole: true, here: bytesOf(release.files) };
      expect(await ask({ type: 'keep' })).toMatchObject({ state: all });
      expect(host.answered).toEqual([`200 ${large}`]);
      expect(await ask({ type: 'remove' })).toMatchObject({ state: { whole: false, here: 0 } });
      expect(await wholes()).toEqual([]);
    });

    test('what has come before it was cancelled stays, until it is removed', async () => {
      const keepSome = async () => {
        host.held.add(large);
        const kept = ask({ type: 'keep' });
        await eventually(state).toMatchObject({ here: bytesBut(large) });
        return kept;
      };
      const cancel = async () => {
        await eventually(state).toMatchObject({ here: bytesBut(large), isKeeping: true });
        return ask({ type: 'cancel' });
      };
      const [kept, left] = await Promise.all([keepSome(), cancel()]);
      expect(kept).toEqual(cancelled);
      expect(left).toMatchObject({ state: { here: bytesBut(large), isKeeping: false } });
      expect(await ask({ type: 'remove' })).toMatchObject({ state: { here: 0 } });
      await Promise.all([keepSome(), cancel()]);
      expect(await wholes()).toHaveLength(1);
    });

    test('a page that was opened before is of the new release at once, and what has come of the old one goes', async () => {
      writePage(folder, 'seen', 'seen anew');
      release = await writeOffline(folder);
      expect(await page('seen')).toBe('seen anew');
      await evaluate(`(${takeOver.toString()})()`);
      await eventually(wholes).toEqual([]);
      expect(await tellSeen()).toMatchObject({ state: { release: release.id, seen: 2 } });
    });

    test('without the site a page that was opened opens, and another says that it is not kept', async () => {
      // It is here, as a part of a whole site that is not: that would be a mix.
      host.held.add(large);
      const kept = ask({ type: 'keep' });
      await eventually(state).toMatchObject({ here: bytesBut(large), isKeeping: true });
      await host.close();
      expect(await kept).toMatchObject({ type: 'failed' });
      expect(await page('seen')).toBe('seen anew');
      expect(await page('other')).toContain('This page is not kept');
    });
  });
}

/** Waits until it is so. A busy machine takes longer than the second that is Vitest's own measure. */
const eventually = <T>(ask: () => Promise<T>) => expect.poll(ask, { timeout: 60_000 });

/** The file that the host holds back. */
const large = 'large.json';

function writePage(folder: string, name: string, title: string): void {
  const html = `<!doctype html><html><head><title>${title}</title></head><h1>${name}</h1></html>`;
  writeFileSync(join(folder, `${name}.html`), html);
}

/** A host of the site that notes what it answers, and can break off in the middle of a file. */
interface Host {
  url: string;
  /** The status and the path of each answer. */
  answered: string[];
  /** Files of which it sends only the first half. */
  held: Set<string>;
  /** Breaks the connections of these. */
  cut(): void;
  close(): Promise<void>;
}

async function startHost(folder: string): Promise<Host> {
  const base = '/learn/';
  const site = await serve({ folder, base });
  const answered: string[] = [];
  const held = new Set<string>();
  const holding = new Set<ServerResponse>();
  const server = createServer((asked, response) => {
    const path = (asked.url ?? '').slice(base.length);
    // A file that is packed has no length that the browser could miss.
    const headers = { ...asked.headers, 'accept-encoding': 'identity' };
    request(new URL(asked.url ?? '', site.url), { method: asked.method, headers }, (answer) => {
      answered.push(`${answer.statusCode} ${path}`);
      response.writeHead(answer.statusCode!, answer.headers);
      if (!held.has(path)) return answer.pipe(response);
      holding.add(response);
      answer.once('data', (part: Buffer) => response.write(part.subarray(0, part.length / 2)));
    })
      .on('error', () => response.destroy())
      .end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const cut = () => {
    for (const response of holding) response.destroy();
    holding.clear();
  };
  let closed: Promise<void> | undefined;
  const close = async () => {
    const ended = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await Promise.all([ended, site.close()]);
  };
  return {
    url: `http://127.0.0.1:${port}${base}`,
    answered,
    held,
    cut,
    close: () => (closed ??= close()),
  };
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

/** Has the worker of the newest release serve the page. */
async function takeOver(): Promise<boolean> {
  const controlled = new Promise((resolve) =>
    navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
  );
  const registration = await navigator.serviceWorker.ready;
  await registration.update();
  const worker = (registration.installing ?? registration.waiting)!;
  while (worker.state !== 'installed')
    await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
  worker.postMessage({ type: 'take over' });
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

/** Asks the worker, and answers how that ends. */
function askWorker(asked: unknown): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<{ type: string }>) => {
      if (data.type !== 'keeping') resolve(data);
    };
    navigator.serviceWorker.controller!.postMessage(asked, [port2]);
  });
}
