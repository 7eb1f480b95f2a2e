import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startWatchdog } from '../../../src/hosts/local/watchdog.ts';
import { servePage } from '../../../tools/lib/page-site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the page that the engines open. */
    enginesPage: string;
    /** The folder that it is served from. */
    enginesFolder: string;
  }
}

/** Serves the page for as long as the engines are tried. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'leafwise-engines-'));
  const watchdog = startWatchdog(folder);
  const site = await servePage('tests/servers/engines/page', folder);
  provide('enginesPage', site.url);
  provide('enginesFolder', folder);
  return async () => {
    await site.close();
    rmSync(folder, { recursive: true });
    watchdog.close();
  };
}
