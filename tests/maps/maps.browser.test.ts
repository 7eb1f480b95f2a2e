import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, test, vi } from 'vitest';
import TopologyMap from '../../src/components/Map/TopologyMap.tsx';
import '../../src/css/fonts.css';
import '../../src/css/tokens.css';
import '../../src/css/infima.css';
import type {
  LinkOnMap,
  MarkOnMap,
  ServerOnMap,
  TopologyMapProps,
} from '../../src/components/Map/types.ts';
import { labs } from '../../labs/index.ts';
import { troubles } from '../../labs/troubles/index.ts';
import { topologies } from '../../topologies/index.ts';
import type { Topology } from '../../src/lab/topology/topology.ts';
import { atRest } from '../../src/components/Map/rest.ts';
import { troublesOf } from './map-text.ts';

/** Each map that differs: every topology, and those of exercises whose configurations draw it otherwise. */
const maps = [
  ...new Map(
    [...topologies.values(), ...[...labs, ...troubles].map(({ topology }) => topology)].map(
      (topology) => [
        JSON.stringify([
          topology.name,
          atRest(topology),
          topology.servers.map(({ domain }) => domain),
        ]),
        topology,
      ],
    ),
  ).values(),
];

/** The least widths at which the compact and the wide map are drawn: a wider one is the same drawing, enlarged. */
const widths = [328, 540];

const running = ({ servers }: Topology): Record<string, ServerOnMap> =>
  Object.fromEntries(
    servers.map(({ name, domain }, i) => [
      name,
      {
        state: 'running',
        detail: '2.15.2',
        leads: i === 0,
        clients: [
          { name: `orders-at-${name}`, wants: ['orders.new.>'] },
          { name: 'client 12', wants: [] },
        ],
        ...(domain && {
          streams: [
            { name: 'ORDERS_COPY', messages: 1234, mirrorOf: 'ORDERS', leads: true },
            { name: 'KV_STOCK', messages: 7, leads: true },
          ],
        }),
      },
    ]),
  );

const linked = ({ links }: Topology, state: LinkOnMap): Record<string, LinkOnMap> =>
  Object.fromEntries(links.map(({ name }) => [name, state]));

/** The longest words that a link's state has, and the longest of few letters. */
const states: LinkOnMap[] = [
  { state: 'up', words: 'rtt under 1ms', brief: '< 1ms' },
  { state: 'cut', words: 'not connected', brief: 'no remote' },
];

const refusedAt = ({ links }: Topology): MarkOnMap[] =>
  links.slice(0, 1).map(({ name, from }) => ({
    id: -1,
    link: name,
    from,
    kind: 'refused',
    label: 'blocking rule: $JS.API.STREAM.NAMES, and 2 more',
    words: 'Not sent on: blocking rule',
    at: 0,
  }));

const crossing = ({ links }: Topology): MarkOnMap[] =>
  links.flatMap(({ name, from }, i) =>
    [0, 1, 2].map((n) => ({
      id: i * 10 + n,
      link: name,
      from,
      kind: 'message' as const,
      label: 'orders.new.from.a.shop',
      words: 'Message, 12 bytes',
      at: 0,
    })),
  );

const waiting = ({ servers }: Topology): TopologyMapProps['copies'] => {
  const [to, from] = servers.filter(({ domain }) => domain);
  if (!from || !to) return [];
  return [
    {
      from: { server: from.name, stream: 'ORDERS_COPY' },
      to: { server: to.name, stream: 'ORDERS_COPY' },
      waits: { words: '12 behind, waiting', brief: '12 behind' },
    },
  ];
};

/** A state of a map, and what it has only once the parts that are loaded when they are wanted have come. */
interface Shown {
  name: string;
  late: string[];
  props: (topology: Topology) => Omit<TopologyMapProps, 'topology'>;
}

const shown: Shown[] = [
  { name: 'still', late: [], props: () => ({}) },
  ...states.map((state) => ({
    name: state.state,
    late: ['[data-client] text', ...(state.state === 'up' ? ['[class*=halo]'] : [])],
    props: (topology: Topology) => ({
      servers: running(topology),
      links: linked(topology, state),
      copies: state.state === 'cut' ? waiting(topology) : [],
      marks: state.state === 'up' ? refusedAt(topology) : [],
    }),
  })),
];

const calm: Shown = {
  name: 'calm',
  late: ['[data-client] text', '[data-kind] text'],
  props: (topology: Topology) => ({
    servers: running(topology),
    links: linked(topology, states[0]!),
    marks: crossing(topology),
  }),
};

const column = document.body.appendChild(document.createElement('main'));
const still = document.head.appendChild(document.createElement('style'));
still.textContent =
  '*, ::before, ::after { animation-duration: 0s !important; animation-delay: 0s !important }';

/** Draws maps below each other, at each of the widths. Answers what cannot be read of them. */
async function unreadable(states: Shown[]): Promise<string[]> {
  const root = createRoot(column);
  const drawn = maps.flatMap((topology) => states.map((state) => ({ topology, state })));
  root.render(
    drawn.map(({ topology, state }, i) =>
      createElement(
        'section',
        { key: i, 'data-map': `${topology.name}, ${state.name}` },
        createElement(TopologyMap, { topology, ...state.props(topology) }),
      ),
    ),
  );
  await vi.waitFor(() => expect(column.childElementCount).toBe(drawn.length));
  const missing = () =>
    drawn.flatMap(({ topology, state }, i) =>
      state.late
        .filter((selector) => !column.children[i]!.querySelector(selector))
        .map((selector) => `${topology.name}, ${state.name}: ${selector}`),
    );
  await vi.waitFor(() => expect(missing()).toEqual([]), { timeout: 20_000 });
  await document.fonts.ready;
  const found = widths.flatMap((width) => {
    column.style.inlineSize = `${width}px`;
    return [...column.children].flatMap((section) =>
      troublesOf(section).map(
        (trouble) => `${(section as HTMLElement).dataset.map}, ${width} px: ${trouble}`,
      ),
    );
  });
  root.unmount();
  return found;
}

afterEach(() => vi.restoreAllMocks());

test('each map can be read at each width, still, running and cut', async () => {
  expect(await unreadable(shown)).toEqual([]);
});

test('so it can with the numbers that stand in place of motion', async () => {
  const ask = window.matchMedia.bind(window);
  vi.spyOn(window, 'matchMedia').mockImplementation((query) =>
    query.includes('reduced-motion') ? ask('all') : ask(query),
  );
  expect(await unreadable([calm])).toEqual([]);
});
