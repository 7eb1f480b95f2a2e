import { dirname } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { namesHold } from '../eslint.names.js';
import { root } from '../tools/lib/paths.mjs';
import { byFolder, circleIn, importGraph } from './import-graph.ts';

/** A room of the sources, or what a tool, a test or a page's own code is in. */
function folderOf(file: string): string {
  const [, room] =
    /^(src\/(?:lab|hosts|components)\/[^/]+|src\/[^/]+|labs|topologies)\//.exec(file) ?? [];
  return room ?? dirname(file);
}

describe('circles', () => {
  const graph = importGraph();
  const sources = new Map([...graph].filter(([file]) => !/\.(test|spec)\./.test(file)));

  test('no file imports one that leads back to it', () => {
    expect(sources.size).toBeGreaterThan(300);
    expect(circleIn(sources)).toBeUndefined();
  });

  test('no folder of the sources imports one that leads back to it', () => {
    const folders = byFolder(sources, folderOf);
    expect(folders.size).toBeGreaterThan(40);
    expect(circleIn(folders)).toBeUndefined();
  });

  test('a circle is found, and its way is told', () => {
    const graph = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c', 'd'])],
      ['c', new Set<string>()],
      ['d', new Set(['b'])],
    ]);
    expect(circleIn(graph)).toEqual(['b', 'd', 'b']);
  });
});

/** Boundaries between rooms: an import that crosses each. */
const crossings: [rule: string, file: string, imported: string][] = [
  ['only Lab reaches a host', 'src/components/Wire/Wire.tsx', '../../hosts/tab/tab-host.ts'],
  ['the core knows no client', 'src/lab/session/session.ts', '../../nats/connect.ts'],
  ['an exercise knows no client', 'src/lab/exercise/exercise.ts', '../../nats/connect.ts'],
  ['the core knows no host', 'src/lab/session/session.ts', '../../hosts/tab/tab-host.ts'],
  ['the network is below the session', 'src/lab/network/link.ts', '../session/session.ts'],
  ['monitoring is below the session', 'src/lab/monitoring/jsz.ts', '../session/session.ts'],
  ['a host knows no session', 'src/hosts/tab/worker.ts', '../../lab/session/session.ts'],
  ['the console is headless', 'src/console/run.ts', '../components/Console/Console.tsx'],
  ['the console knows no host', 'src/console/run.ts', '../hosts/local/binary.ts'],
  ['the lattice is headless', 'src/lattice/view.ts', '../components/Lattice/Lattice.tsx'],
  ['config keys are headless', 'src/config-keys/keys.ts', '../components/Filter/Filter.tsx'],
  [
    'the choice of a topology is headless',
    'src/pick-topology/shapes.ts',
    '../components/Map/TopologyMap.tsx',
  ],
  ['the search is headless', 'src/search/search.ts', '../components/Search/SearchDialog.tsx'],
  ['a lab knows the core only', 'labs/join-a-leaf/exercise.ts', '../../src/nats/connect.ts'],
  ['a topology knows the core only', 'topologies/ring/topology.ts', '../../src/console/run.ts'],
  ['a plugin knows no component', 'plugins/troubles.ts', '../src/components/Troubles/trouble.ts'],
  [
    'a component knows no plugin',
    'src/components/LabList/useLabs.ts',
    '../../../plugins/troubles.ts',
  ],
  ['the site knows no tool', 'src/site-data/learning-path.ts', '../../tools/lib/paths.mjs'],
];

/** Packages that a room does without. */
const packages: [rule: string, file: string, imported: string][] = [
  ['the core knows no React', 'src/lab/session/session.ts', 'react'],
  ['the console knows no React', 'src/console/run.ts', '@docusaurus/router'],
  ['the core runs in a browser too', 'src/lab/session/session.ts', 'node:fs'],
  ['a component runs in a browser', 'src/components/Wire/Wire.tsx', 'node:fs'],
  ['src/nats alone knows nats.ws', 'src/components/Wire/Wire.tsx', 'nats.ws'],
  ['labs know no client', 'labs/join-a-leaf/exercise.ts', 'nats.ws'],
];

/** Names by convention: a file that is called otherwise, or exports otherwise. */
const names: [rule: string, file: string, text: string, ruleId: string][] = [
  [
    'a component is PascalCase',
    'src/components/Wire/frame-row.tsx',
    'export default 1;',
    'check-file/filename-naming-convention',
  ],
  [
    'a module is kebab-case',
    'src/lab/wire/wireWords.ts',
    'export const a = 1;',
    'check-file/filename-naming-convention',
  ],
  [
    'a module has named exports',
    'src/lab/wire/wire-words.ts',
    'export default 1;',
    'no-restricted-exports',
  ],
  [
    'a component is a default export',
    'src/components/Wire/Wire.tsx',
    'export const a = 1;',
    'no-restricted-syntax',
  ],
  [
    'a constant is camelCase',
    'src/lab/wire/wire-words.ts',
    'export const LONGEST = 1;',
    '@typescript-eslint/naming-convention',
  ],
];

/** Rules that need the types of a file are off, since a text here is none. Names need no types. */
const untyped = {
  ...tseslint.configs.disableTypeChecked.rules,
  ...namesHold.find(({ rules }) => rules?.['@typescript-eslint/naming-convention'])?.rules,
};

/** The project's own rules, but for those that need types. */
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [
    {
      languageOptions: { parserOptions: { projectService: false } },
      rules: untyped,
    },
  ],
});

async function faultsIn(text: string, filePath: string) {
  const [result] = await eslint.lintText(`${text}\n`, { filePath });
  return result!.messages.map(({ ruleId }) => ruleId);
}

describe('what a room may import', () => {
  const imports = (imported: string) => `import '${imported}';\n\nexport default 1;`;

  test.each(crossings)('%s', async (_, file, imported) => {
    expect(await faultsIn(imports(imported), file)).toContain('boundaries/dependencies');
  });

  test.each(packages)('%s', async (_, file, imported) => {
    const rule = '@typescript-eslint/no-restricted-imports';
    expect(await faultsIn(imports(imported), file)).toContain(rule);
  });

  test('what it may import is no fault', async () => {
    const text = imports('../../lab/wire/classify.ts');
    expect(await faultsIn(text, 'src/components/Wire/Wire.tsx')).toEqual([]);
  });
});

describe('names', () => {
  test.each(names)('%s', async (_, file, text, ruleId) => {
    expect(await faultsIn(text, file)).toContain(ruleId);
  });
});

describe('time in tests', () => {
  const faults = (line: string) => faultsIn(`const from = 0;\n${line}`, 'tests/a.test.ts');

  test.each([
    'expect(performance.now() - from).toBeLessThan(100);',
    'expect(Date.now() - from < 100).toBe(true);',
    'const took = performance.now() - from;',
    'await page.waitForTimeout(100);',
    'await new Promise((resolve) => setTimeout(resolve, from));',
    "import { setTimeout } from 'node:timers/promises';",
  ])('is no upper bound, and nothing to wait for: %s', async (line) => {
    expect(await faults(line)).toContain('no-restricted-syntax');
  });

  test('may be bounded from below', async () => {
    const line = 'expect(performance.now() - from).toBeGreaterThan(100);';
    expect(await faults(line)).not.toContain('no-restricted-syntax');
  });
});
