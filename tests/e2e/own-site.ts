import { cpSync, mkdtempSync, rmSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeOffline } from '../../plugins/offline/write-offline.ts';
import { root } from '../../tools/lib/paths.mjs';
import { narrowLine } from '../../tools/bench/narrow-line.ts';
import { serve } from '../../tools/lib/serve.mjs';
import { test as base } from './fixtures.ts';

/** The built site at an address of its own, which a test can take away. */
export interface OwnSite {
  url: string;
  /** The site can no longer be reached. */
  close(): Promise<void>;
  /** Serves another release, of which one file differs. Answers its id. */
  release(): Promise<string>;
}

/** The `test` of the fixtures, on a site of its own and with its service worker. */
export const test = base.extend<{
  site: OwnSite;
  isOfClass: boolean;
  /** How many bytes a second the line to it brings; as many as it can, where that is 0. */
  lineBytes: number;
}>({
  isOfClass: [false, { option: true }],
  lineBytes: [0, { option: true }],
  site: async ({ isOfClass, lineBytes }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'leafwise-release-'));
    cpSync(join(root, 'build'), folder, { recursive: true });
    const made = isOfClass ? { 'offline.json': () => 'null' } : {};
    const site = await serve({ folder, base: process.env.LEAFWISE_BASE_URL ?? '/', made });
    const line = lineBytes
      ? await narrowLine(site.port, { bytes: lineBytes, roundTrip: 0 })
      : undefined;
    let closed: Promise<unknown> | undefined;
    const close = async () => {
      await (closed ??= Promise.all([site.close(), line?.close()]));
    };
    await use({
      url: line ? site.url.replace(`:${site.port}/`, `:${line.port}/`) : site.url,
      close,
      release: async () => {
        appendFileSync(join(folder, 'img/favicon.svg'), '<!-- another -->');
        return (await writeOffline(folder)).id;
      },
    });
    await close();
    rmSync(folder, { recursive: true });
  },
  baseURL: ({ site }, use) => use(site.url),
  serviceWorkers: 'allow',
});

export { expect } from './fixtures.ts';
