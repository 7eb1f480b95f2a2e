// @ts-check
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { namesHold } from './eslint.names.js';
import { headless, roomsHold } from './eslint.rooms.js';

const natsWs = {
  group: ['nats.ws', 'nats.ws/*'],
  message: 'src/nats is the one place that imports nats.ws.',
};
const react = {
  group: ['react', 'react/*', 'react-dom', 'react-dom/*', '@docusaurus/*', '@theme/*'],
  message: 'Only components, pages and the theme know React and Docusaurus.',
};
const node = {
  group: ['node:*'],
  message: 'This runs in a browser as well as in Node.',
};

/**
 * Packages that a room does without; the rooms of each other are in eslint.rooms.js.
 * @typedef {import('eslint').Linter.Severity | 'error'} Severity
 * @param {object[]} patterns
 */
const withoutImports = (...patterns) => ({
  '@typescript-eslint/no-restricted-imports': /** @type {[Severity, object]} */ ([
    'error',
    { patterns },
  ]),
});

const clock = 'CallExpression[callee.property.name="now"]';
/** A test waits for a state, and bounds no time from above: a busy machine takes as long as it takes. */
const timing = [
  {
    selector: `BinaryExpression[operator="-"]:has(${clock}):not(CallExpression[callee.property.name=/^toBeGreaterThan/] *)`,
    message: 'Of the time that something takes a test may say only what it is at least.',
  },
  {
    selector:
      'CallExpression[callee.property.name="waitForTimeout"], ' +
      'NewExpression[callee.name="Promise"] ' +
      'CallExpression[callee.name="setTimeout"][arguments.0.type="Identifier"], ' +
      'ImportDeclaration[source.value="node:timers/promises"]',
    message: 'Wait for the state itself, not for a time.',
  },
];

export default defineConfig(
  globalIgnores(['build', '.docusaurus', 'engine/dist', 'static', 'test-results']),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  { files: ['src/**'], extends: [reactHooks.configs.flat.recommended] },
  {
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // Where a contract is asynchronous, so is what fulfils it, whether or not it has to wait.
      '@typescript-eslint/require-await': 'off',
      // TypeScript knows the globals of each file.
      'no-undef': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // With noUncheckedIndexedAccess, `!` is how one says that an index is known to be in range.
      '@typescript-eslint/no-non-null-assertion': 'off',
      ...withoutImports(natsWs),
    },
  },
  {
    files: ['src/components/**', 'src/pages/**', 'src/theme/**'],
    rules: withoutImports(natsWs, node),
  },
  {
    files: ['tests/**', '**/*.test.*'],
    rules: { 'no-restricted-syntax': ['error', ...timing] },
  },
  { files: headless, ignores: ['**/*.test.*'], rules: withoutImports(natsWs, react, node) },
  { files: ['src/nats/**'], ignores: ['**/*.test.*'], rules: withoutImports(react, node) },
  { files: ['src/hosts/**'], rules: withoutImports(natsWs, react) },
  roomsHold,
  ...namesHold,
  // Tools and configuration files read JSON and the like as they find it.
  {
    files: ['**/*.mjs', '*.js'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
