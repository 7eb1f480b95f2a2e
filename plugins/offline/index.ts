import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PluginModule } from '@docusaurus/types';
import { entriesFile } from '../../src/search/search-entry.ts';
import { writeOffline } from './write-offline.ts';

/** Writes the service worker into the built site. The dev server has none. */
export const offline: PluginModule = () => ({
  name: 'leafwise-offline',
  postBuild: async ({ outDir }) => {
    // What is written later would be missing in its list.
    if (!existsSync(join(outDir, entriesFile)))
      throw new Error('List the plugin offline after pagesAsText, which writes what it lists.');
    await writeOffline(outDir);
  },
});
