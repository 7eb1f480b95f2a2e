import type { LoadedContent } from '@docusaurus/plugin-content-docs';
import type { PluginModule } from '@docusaurus/types';
import type { ClassPage } from '../../src/site-data/class-page.ts';
import { isMessage } from '../docs.ts';

/**
 * Gives the trainer's page what it lists, `@generated/leafwise-class-pages/default/pages.json`: the pages of the site
 * with their titles, and of labs their steps. No other page loads it.
 */
export const classPages: PluginModule = (context) => ({
  name: 'leafwise-class-pages',
  allContentLoaded: async ({ allContent, actions }) => {
    // Those of the site, and of each lab from outside.
    const all = Object.values(allContent['docusaurus-plugin-content-docs']!) as LoadedContent[];
    const docs = all.flatMap(({ loadedVersions }) => loadedVersions[0]!.docs);
    const pages = docs
      .filter(({ id }) => !isMessage(id))
      .map(({ permalink, title, frontMatter }): ClassPage => {
        const { minutes, steps = [] } = frontMatter['sidebar_custom_props'] ?? {};
        return {
          page: `/${permalink.slice(context.baseUrl.length)}`,
          title,
          label: frontMatter.sidebar_label ?? title,
          ...(typeof minutes === 'number' && { minutes }),
          ...((steps as string[]).length > 0 && { steps: steps as string[] }),
        };
      });
    await actions.createData('pages.json', pages);
  },
});
