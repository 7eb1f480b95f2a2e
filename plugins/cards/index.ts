import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PluginModule } from '@docusaurus/types';
import { docsOf, partOf } from '../docs-plugin.ts';
import { isMessage } from '../docs.ts';
import { drawCard } from './card.ts';
import { cardOf } from '../card-path.ts';

/** Draws for each page of the docs the picture that others show beside a link to it. */
export const socialCards: PluginModule = () => ({
  name: 'leafwise-social-cards',
  postBuild: async ({ plugins, outDir }) => {
    for (const { id, title, description, sidebar } of docsOf(plugins).docs) {
      if (isMessage(id)) continue;
      const file = join(outDir, cardOf(id));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, await drawCard({ part: partOf(sidebar), title, description }));
    }
  },
});
