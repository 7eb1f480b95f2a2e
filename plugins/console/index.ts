import type { PluginModule } from '@docusaurus/types';
import { consoleEntries } from './entries.ts';

/**
 * Gives the reference of the console what it lists, `@generated/leafwise-console/default/entries.json`: the page then
 * needs none of the console's code.
 */
export const consoleReference: PluginModule = () => ({
  name: 'leafwise-console',
  loadContent: async () => consoleEntries(),
  contentLoaded: async ({ content, actions }) => {
    await actions.createData('entries.json', content as ReturnType<typeof consoleEntries>);
  },
});
