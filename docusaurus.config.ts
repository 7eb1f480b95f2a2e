import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Options } from '@docusaurus/plugin-content-docs';
import type * as Preset from '@docusaurus/preset-classic';
import type { Config, Plugin, PluginConfig, PluginModule } from '@docusaurus/types';
import { socialCards } from './plugins/cards/index.ts';
import { classPages } from './plugins/class-pages/index.ts';
import { consoleReference } from './plugins/console/index.ts';
import { isMessage } from './plugins/docs.ts';
import { doorBelow } from './plugins/examples/door-below.ts';
import { benchExamples } from './plugins/examples/index.ts';
import { parseFrontMatter } from './plugins/front-matter.ts';
import { leanDocs } from './plugins/lean-docs.ts';
import { messages } from './plugins/messages/index.ts';
import { ownLabPath, ownLabs } from './plugins/own-labs.ts';
import { offline } from './plugins/offline/index.ts';
import { pagesAsText } from './plugins/pages/index.ts';
import { codeTheme } from './src/css/code-theme.ts';
import { learningPath } from './src/site-data/learning-path.ts';
import { root } from './tools/lib/paths.mjs';

const url = process.env.LEAFWISE_URL ?? 'http://localhost:3000';
const baseUrl = process.env.LEAFWISE_BASE_URL ?? '/';

/** The repository's address, such as https://github.com/OWNER/NAME: gives each page its edit link. */
const repository = process.env.LEAFWISE_REPOSITORY;

const description =
  'Learn NATS leaf nodes and JetStream domains on real nats-servers that run inside the page.';

type Configure = NonNullable<Plugin['configureWebpack']>;

/** What the bundler must know about this project beyond Docusaurus' own rules. */
const bundling: PluginModule = () => ({
  name: 'leafwise-bundling',
  configureWebpack: (config, isServer) => ({
    // What loads pages: see there.
    resolve: {
      alias: { '@docusaurus/ComponentCreator': join(root, 'src/components/Pages/PageRoute.tsx') },
    },
    module: {
      rules: [
        // `import text from './hub.conf'` gives the file's text.
        { test: /\.conf$/, type: 'asset/source' },
        // So does `import text from '!!./step.ts?raw'`, which shows the code that runs.
        { resourceQuery: /^\?raw$/, type: 'asset/source' },
        // The server module, under a name that changes with it.
        {
          test: /\.wasm\.br$/,
          type: 'asset/resource',
          generator: { filename: 'assets/engine/[name].[contenthash:8][ext]' },
        },
        // What unpacks it is a part of the script that needs it. That loads nothing else, though its package names a file.
        {
          test: /\.wasm\.deflate$/,
          type: 'asset/inline',
          generator: { dataUrl: { mimetype: 'application/octet-stream', encoding: 'base64' } },
        },
        { test: /brotli_dec_wasm\.js$/, parser: { url: false } },
        // With "type": "module" in package.json, what Docusaurus generates would be taken for ES modules,
        // in which its `require.resolveWeak` stays as it is (docusaurus#9653) …
        { test: /[\\/]\.docusaurus[\\/].*\.js$/, type: 'javascript/auto' },
      ],
    },
    // … and Node would load the chunks of the server build as such.
    ...(isServer
      ? { output: { chunkFilename: 'assets/js/[name].[contenthash:8].cjs' } }
      : { optimization: sharedChunks(config) }),
  }),
});

/**
 * Docusaurus puts what half of the pages share into a chunk that each page loads. While there are few
 * pages that is most of the code there is, also what only a running lab wants.
 */
function sharedChunks(config: Parameters<Configure>[0]) {
  const { splitChunks } = config.optimization ?? {};
  if (!splitChunks) return {};
  const common = splitChunks.cacheGroups?.['common'];
  const minChunks = typeof common === 'object' && 'minChunks' in common ? common.minChunks : 0;
  const shared = { minChunks: Math.max(3, Math.ceil(minChunks)) };
  return { splitChunks: { cacheGroups: { common: shared } } };
}

const themeColor = (scheme: 'light' | 'dark', content: string) => ({
  tagName: 'meta',
  attributes: { name: 'theme-color', media: `(prefers-color-scheme: ${scheme})`, content },
});

/** A part of the site, by the folder of its pages and the page it begins with. */
const part = (folder: string, label: string, first = folder) => ({
  to: `/${first}`,
  activeBasePath: `/${folder}`,
  label,
  position: 'left' as const,
});

const docs: Options = {
  routeBasePath: '/',
  sidebarPath: './sidebars.ts',
  sidebarItemsGenerator: ({ defaultSidebarItemsGenerator, docs, ...args }) =>
    defaultSidebarItemsGenerator({
      ...args,
      docs: docs.filter(({ id }) => !isMessage(id)),
    }),
  breadcrumbs: false,
  remarkPlugins: [doorBelow],
  ...(repository && { editUrl: `${repository}/edit/main/` }),
};

/** A lab from outside, as docs of its own with one page. */
const ownLabDocs = ownLabs.map(({ name, folder }): PluginConfig => [
  leanDocs,
  {
    id: `own-${name}`,
    path: folder,
    routeBasePath: ownLabPath(name),
    include: ['page.mdx'],
    sidebarPath: false,
    breadcrumbs: false,
  } satisfies Options & { id: string },
]);

const config: Config = {
  title: 'Leafwise',
  tagline: description,
  favicon: 'img/favicon.svg',
  url,
  baseUrl,
  trailingSlash: false,
  customFields: {
    // Pages name it before they fetch it.
    moduleBytes: statSync(join(root, 'engine/dist/nats-server.wasm.br')).size,
    version: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string })
      .version,
  },
  future: { v4: true, faster: true },
  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',
  onDuplicateRoutes: 'throw',
  markdown: {
    parseFrontMatter,
    hooks: { onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw' },
  },
  i18n: { defaultLocale: 'en', locales: ['en'] },
  headTags: [
    // Asynchronous, so that it delays no paint: it is here before the styles are, which are longer.
    { tagName: 'script', attributes: { src: `${baseUrl}js/early-press.js`, async: true } },
    themeColor('light', '#fbfaf6'),
    themeColor('dark', '#12171a'),
    {
      tagName: 'link',
      attributes: { rel: 'icon', href: `${baseUrl}img/favicon.ico`, sizes: '32x32' },
    },
    { tagName: 'link', attributes: { rel: 'manifest', href: `${baseUrl}manifest.webmanifest` } },
    {
      tagName: 'link',
      attributes: { rel: 'apple-touch-icon', href: `${baseUrl}img/apple-touch-icon.png` },
    },
  ],
  clientModules: [
    './src/components/Pages/missing-page.ts',
    './src/components/Pages/readable-hash.ts',
  ],
  presets: [
    [
      'classic',
      {
        docs: false,
        blog: false,
        // The pages of a class are for those who were given a link to them, a frame shows nothing by itself, and what a
        // browser keeps is nothing to search for.
        sitemap: {
          ignorePatterns: ['**/class', '**/class/**', `${baseUrl}embed`, `${baseUrl}offline`],
        },
        theme: {
          customCss: [
            './src/css/fonts.css',
            './src/css/tokens.css',
            './src/css/infima.css',
            './src/css/site.css',
          ],
        },
      } satisfies Preset.Options,
    ],
  ],
  plugins: [
    [leanDocs, docs],
    ...ownLabDocs,
    bundling,
    messages,
    benchExamples,
    consoleReference,
    classPages,
    pagesAsText,
    offline,
    socialCards,
  ],
  themeConfig: {
    image: 'img/social.png',
    metadata: [{ name: 'description', content: description }],
    colorMode: { respectPrefersColorScheme: true },
    navbar: {
      title: 'Leafwise',
      logo: { src: 'img/favicon.svg', alt: '', width: 28, height: 28 },
      items: [
        part('guides', 'Guides', learningPath[0]),
        part('labs', 'Labs'),
        part('troubleshooting', 'Troubleshooting'),
        part('reference', 'Reference', 'reference/configuration'),
        part('workshop', 'Workshop'),
        { to: '/pick-a-topology', label: 'Pick a topology', position: 'left' },
        { to: '/bench', label: 'Your network', position: 'left' },
        ...(repository ? [{ href: repository, label: 'Source', position: 'right' as const }] : []),
      ],
    },
    prism: { theme: codeTheme, darkTheme: codeTheme },
  } satisfies Preset.ThemeConfig,
};

export default config;
