import type { KnipConfig } from 'knip';

export default {
  entry: [
    'eslint.*.js',
    'tools/*.mjs',
    'engine/build.mjs',
    // Started by tools/bench.mjs, and built by it for a browser.
    'tools/lib/conf-modules.mjs',
    // Hooks of Node, and a lab that is named on a command line.
    'tools/lib/outside-modules.mjs',
    'examples/*/page.mdx',
    'tools/bench/main.ts',
    // Bundled by tools/package.
    'cli/bin.ts',
    'tools/bench/page/main.ts',
    // Built for the browser engines.
    'tests/servers/engines/page/main.ts',
    'src/hosts/**/{worker,unpack-worker}.ts',
    // Bundled by plugins/offline.
    'src/offline/worker.ts',
    // Started by a test as a process of its own.
    'tests/support/hold-class.mjs',
    // Written into the routes by plugins/messages.
    'src/components/Message/MessageRoute.tsx',
    // Written into pages by plugins/examples.
    'src/components/BenchDoor/ExampleDoor.tsx',
    // Named to Docusaurus by its configuration.
    'src/components/Pages/{PageRoute.tsx,missing-page.ts}',
    'src/theme/**/*.{ts,tsx}',
    'src/css/*.css',
  ],
  project: [
    '{src,cli,docs,examples,labs,plugins,topologies,tests}/**/*.{ts,tsx,mdx,css}',
    'tools/**/*.{mjs,ts}',
    'tests/support/*.mjs',
    'engine/*.mjs',
    '*.js',
  ],
  // A module exports the types that its functions speak of, whether or not another module names them.
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignoreDependencies: [
    // Started by tools/lib/suites.mjs by the path of its command.
    'prettier',
    // For sidebars.ts, src/theme and the colour mode; they come with the preset, in the preset's version.
    '@docusaurus/plugin-content-docs',
    '@docusaurus/theme-common',
    'prismjs',
  ],
  // Of the system, where it has them.
  ignoreBinaries: ['systemd-analyze', 'unshare', 'mkfifo', 'go'],
  compilers: {
    css: (text: string) => [...text.matchAll(/(?<=@)import '[^']+'/g)].join('\n'),
  },
} satisfies KnipConfig;
