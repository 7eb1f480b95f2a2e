import { join } from 'node:path';
import type { PluginModule } from '@docusaurus/types';
import { root } from '../../tools/lib/paths.mjs';
import { examples } from './examples.ts';

/** Gives the bench the configurations that pages show, `@generated/leafwise-examples/default/examples.json`. */
export const benchExamples: PluginModule = () => ({
  name: 'leafwise-examples',
  getPathsToWatch: () => [join(root, 'docs/**/*.mdx')],
  loadContent: examples,
  contentLoaded: async ({ content, actions }) => {
    await actions.createData('examples.json', content as ReturnType<typeof examples>);
  },
});
