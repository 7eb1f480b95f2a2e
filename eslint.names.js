// @ts-check
import checkFile from 'eslint-plugin-check-file';

/** A module whose one thing a framework or a page takes by its default export. */
const withDefault = [
  'src/components/**/*.tsx',
  'labs/*/exercise.ts',
  'labs/troubles/*/exercise.ts',
  'topologies/*/topology.ts',
];
/** Files whose name or export a framework decides. */
const framework = [
  'src/pages/**',
  'src/theme/**',
  'docs/**',
  '*.{ts,js}',
  '**/*.d.ts',
  'tests/servers/engines/engine-site.ts',
];

/** Names of files, of constants, and of what a module exports: one convention each. @type {import('eslint').Linter.Config[]} */
export const namesHold = [
  {
    files: ['**/*.{ts,tsx,mjs}'],
    ignores: framework,
    plugins: { 'check-file': checkFile },
    rules: {
      'check-file/filename-naming-convention': [
        'error',
        {
          '**/*.tsx': 'PASCAL_CASE',
          '**/!(use[A-Z]*).{ts,mjs}': 'KEBAB_CASE',
          '**/use[A-Z]*.ts': 'CAMEL_CASE',
        },
        { ignoreMiddleExtensions: true },
      ],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    ignores: ['docs/**'],
    rules: {
      '@typescript-eslint/naming-convention': [
        'error',
        {
          selector: 'variable',
          format: ['camelCase', 'StrictPascalCase'],
          leadingUnderscore: 'allow',
        },
        { selector: 'variable', modifiers: ['destructured'], format: null },
        { selector: 'typeLike', format: ['PascalCase'] },
      ],
    },
  },
  {
    files: ['{src,cli,labs,topologies,plugins,tests,tools}/**/*.{ts,tsx}'],
    ignores: [...withDefault, ...framework],
    rules: {
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
    },
  },
  {
    files: withDefault,
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Program:not(:has(> ExportDefaultDeclaration))',
          message: 'A component, an exercise and a topology are the default export of their file.',
        },
      ],
    },
  },
];
