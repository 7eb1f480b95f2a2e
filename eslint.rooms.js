// @ts-check
import boundaries from 'eslint-plugin-boundaries';

/** The subjects of the core, from the bottom up: each may use those before it, so they make no circle. */
const core = [
  ...[
    'conf',
    'wire',
    'topology',
    'network',
    'credentials',
    'derive',
    'monitoring',
    'session',
    'checks',
  ],
  'exercise',
];
const lab = core.map((subject) => `src/lab/${subject}`);
/** What a host fulfils, and what a client reaches servers through. */
const contract = lab.slice(0, core.indexOf('network') + 1);

/** What a page shows: headless rooms, without React and without a host. */
const shown = [
  'src/config-keys',
  'src/pick-topology',
  'src/search',
  'src/site-data',
  'topologies',
  'labs',
];
const page = [
  ...lab,
  ...shown,
  'src/loading',
  'src/offline',
  'src/nats',
  'src/console',
  'src/lattice',
  'src/lab-kit',
  'src/class',
  'src/doctor',
  'src/pack',
  'src/bench',
  'src/css',
  'src/components',
];

/**
 * Each room, and the rooms that it may import. A room imports those above it in this list only, so the arrows
 * between rooms make no circle. `src/lab` is what lies beside the subjects and serves them all.
 * @type {[room: string, uses: string[]][]}
 */
const rooms = [
  ...lab.map((room, index) => /** @type {[string, string[]]} */ ([room, lab.slice(0, index)])),
  ['src/loading', []],
  ['src/hosts', [...contract, 'src/loading']],
  // The worker takes the module from where a tab keeps it.
  ['src/offline', ['src/hosts']],
  ['src/nats', contract],
  ['topologies', ['src/lab/topology']],
  ['src/config-keys', []],
  ['src/pick-topology', []],
  ['src/search', []],
  ['src/site-data', []],
  ['src/css', []],
  ['src/console', [...contract, 'src/lab/monitoring', 'src/nats']],
  ['src/lattice', ['src/nats']],
  ['src/lab-kit', [...lab, 'src/loading', 'src/nats', 'src/console']],
  ['src/class', lab],
  ['src/pack', [...lab, 'src/config-keys']],
  ['src/doctor', [...lab, 'src/config-keys', 'src/nats', 'src/search']],
  ['src/bench', [...lab, 'src/doctor', 'src/pack', 'src/lab-kit', 'src/site-data']],
  // The code that a page shows (docs) and wasmCloud's lattice are for move-a-lattice alone, whose subject they are.
  ['labs', [...lab, 'topologies', 'src/site-data', 'docs', 'src/lattice', 'src/class']],
  // Only Lab starts a session, so only Lab knows hosts.
  ['src/components/Lab', [...page, 'src/hosts']],
  ['src/components', [...page, 'src/components/Lab']],
  ['src/pages', [...page, 'src/components/Lab']],
  ['src/theme', [...page, 'src/components/Lab']],
  // What the build and this repository use. The site imports none of it.
  ['tools', []],
  // Programs for a person's terminal.
  [
    'cli',
    [
      ...lab,
      'src/config-keys',
      'src/class',
      'src/pack',
      'src/doctor',
      'src/bench',
      'src/offline',
      'src/hosts',
      'src/nats',
      'src/lab-kit',
      'topologies',
      'labs',
      'tools',
    ],
  ],
  ['plugins', ['src/site-data', 'src/search', 'src/console', 'src/offline', 'tools']],
  ['docs', []],
  ['tests', []],
];

/** Rooms without React, without Node and without a NATS client of their own. */
export const headless = [
  ...[
    'src/lab',
    'src/config-keys',
    'src/pick-topology',
    'src/search',
    'src/site-data',
    'src/console',
  ],
  ...[
    'src/lab-kit',
    'src/lattice',
    'src/class',
    'src/doctor',
    'src/pack',
    'src/bench',
    'src/offline',
    'labs',
    'topologies',
  ],
].map((room) => `${room}/**`);

/** Rooms as elements of eslint-plugin-boundaries: the first pattern that fits a file names its room. */
const elements = [...rooms.map(([room]) => room), 'src/lab']
  .sort((a, b) => b.length - a.length)
  .map((room) => ({ type: room, partialMatch: false, pattern: room }));

/**
 * The rule that holds the rooms: an import that `rooms` does not list is an error.
 * @type {import('eslint').Linter.Config}
 */
export const roomsHold = {
  files: ['{src,cli,labs,topologies,plugins}/**/*.{ts,tsx}'],
  ignores: ['**/*.test.*'],
  plugins: { boundaries },
  settings: {
    'boundaries/elements': elements,
    'import/resolver': { node: { extensions: ['.ts', '.tsx'] } },
  },
  rules: {
    'boundaries/dependencies': [
      'error',
      {
        default: 'disallow',
        message: '{{from.element.type}} may not import {{to.element.type}}: see eslint.rooms.js.',
        policies: rooms.map(([room, uses]) => ({
          from: { element: { type: room } },
          allow: { to: { element: { type: [room, 'src/lab', ...uses] } } },
        })),
      },
    ],
  },
};
