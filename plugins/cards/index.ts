import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PluginModule } from '@docusaurus/types';
import { benchPage } from '../../src/site-data/bench-page.ts';
import { docsOf, partOf } from '../docs-plugin.ts';
import { isMessage } from '../docs.ts';
import { drawCard, type Card } from './card.ts';
import { cardOf } from '../card-path.ts';

/** Draws for each page of the docs, and for the bench, the picture that others show beside a link to it. */
export const socialCards: PluginModule = () => ({
  name: 'leafwise-social-cards',
  postBuild: async ({ plugins, outDir }) => {
    const draw = async (path: string, card: Card) => {
      const file = join(outDir, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, await drawCard(card));
    };
    for (const { id, title, description, sidebar } of docsOf(plugins).docs)
      if (!isMessage(id)) await draw(cardOf(id), { part: partOf(sidebar), title, description });
    await draw(benchPage.card, { part: '', ...benchPage });
  },
});
