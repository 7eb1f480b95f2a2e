import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PluginModule } from '@docusaurus/types';
import type { Level, MessageEntry } from '../../src/site-data/message-entry.ts';
import { root } from '../../tools/lib/paths.mjs';
import { docIds, isMessage } from '../docs.ts';
import { fieldsOf } from './fields.ts';

/**
 * Gives the index of the messages what it lists, `@generated/leafwise-messages/default/entries.json`, and keeps
 * their pages from weighing on all others.
 */
export const messages: PluginModule = () => ({
  name: 'leafwise-messages',
  getPathsToWatch: () => [join(root, 'docs/troubleshooting/messages/*.mdx')],
  loadContent: () => Promise.all(docIds.filter(isMessage).map(entryOf)),
  contentLoaded: async ({ content, actions }) => {
    await actions.createData('entries.json', content as MessageEntry[]);
  },
  configureWebpack: (_, isServer) =>
    isServer
      ? {}
      : {
          module: {
            rules: [
              {
                test: /[\\/]\.docusaurus[\\/](?:routes\.js|registry\.js|routesChunkNames\.json)$/,
                use: [join(root, 'plugins/messages/one-route.mjs')],
              },
            ],
          },
          optimization: { splitChunks: { cacheGroups: inGroups } },
        },
});

const group = (name: string, which: { test?: RegExp; minChunks?: number }) =>
  [
    `messages-${name}`,
    { name: `messages-${name}`, chunks: 'async' as const, enforce: true, ...which },
  ] as const;

/**
 * Some pages in a chunk, by how their names begin, and what they all need in one more: a chunk for each would be
 * listed in what starts every page.
 */
const inGroups = Object.fromEntries([
  ...['a-b', 'c-d', 'e', 'f-k', 'l-m', 'n-o', 'p-q', 'r-s', 't-z'].map((initials) =>
    group(initials, {
      test: new RegExp(`[/\\\\-]messages[/\\\\-](?!index)[${initials}][\\w-]*\\.(?:mdx|json)$`),
    }),
  ),
  // By fewer chunks than there are messages a module may be shared that only labs need.
  group('common', { minChunks: docIds.filter(isMessage).length }),
]);

async function entryOf(id: string): Promise<MessageEntry> {
  const { title, description, level, message, also } = fieldsOf(
    await readFile(join(root, `docs/${id}.mdx`), 'utf8'),
  );
  return {
    path: `/${id}`,
    title: String(title),
    description: String(description),
    level: level as Level,
    messages: [message, also].flat().filter((text) => text !== undefined),
  };
}
