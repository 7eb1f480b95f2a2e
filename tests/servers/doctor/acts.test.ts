import { afterAll, expect, test } from 'vitest';
import type { Acted, At } from '../../../src/bench/actions/action.ts';
import { addAccount } from '../../../src/bench/actions/add-account.ts';
import { addLeaf, addServer } from '../../../src/bench/actions/add-leaf.ts';
import { addLink } from '../../../src/bench/actions/add-link.ts';
import { addMember } from '../../../src/bench/actions/add-member.ts';
import { removeLink, removeServer } from '../../../src/bench/actions/remove.ts';
import { renameServer } from '../../../src/bench/actions/rename-server.ts';
import { setDomain } from '../../../src/bench/actions/set-domain.ts';
import { emptyBench, hubAndLeaf } from '../../../src/bench/begin.ts';
import type { BenchState } from '../../../src/bench/bench.ts';
import { networkOf } from '../../../src/bench/network.ts';
import { examineLive } from '../../../src/doctor/live/examine-live.ts';
import { tabInNode } from '../../support/host-kinds.ts';
import { Rig } from '../../support/run-network.ts';

const rig = new Rig(tabInNode);
afterAll(() => rig.close());

type Act = (at: At) => Acted;

/** What is done to a hub and a leaf, and the links that are up then. */
const acts: [string, Act[], RegExp[]][] = [
  [
    'a server, a leaf of it and a link',
    [addServer, (at) => addLeaf(at, 'server'), (at) => addLink(at, 'server', 'hub')],
    [/^leaf-hub$/, /^leaf-2-server$/, /^server-hub$/],
  ],
  [
    'members of a cluster at the hub',
    [(at) => addMember(at, 'hub'), (at) => addMember(at, 'hub-1')],
    [/^leaf-hub(-[123])?$/, ...Array.from({ length: 6 }, () => /^hub(-[123])?-hub(-[123])?$/)],
  ],
  [
    'members of a cluster at the leaf',
    [(at) => addMember(at, 'leaf')],
    [
      ...Array.from({ length: 3 }, () => /^leaf(-[12])?-hub$/),
      ...Array.from({ length: 3 }, () => /^leaf(-[12])?-leaf(-[12])?$/),
    ],
  ],
  [
    'accounts at both, and a leaf and a link of them',
    [
      (at) => addAccount(at, 'hub', 'ORDERS'),
      (at) => addAccount(at, 'leaf', 'STOCK'),
      (at) => addLeaf(at, 'hub', 'ORDERS'),
      (at) => addLink(at, 'leaf', 'hub', { local: 'STOCK', remote: 'ORDERS' }),
    ],
    [/^leaf-hub$/, /^leaf-2-hub$/],
  ],
  [
    'other names and domains',
    [
      (at) => renameServer(at, 'hub', 'centre'),
      (at) => setDomain(at, 'centre', 'west'),
      (at) => renameServer(at, 'leaf', 'edge'),
      (at) => setDomain(at, 'edge', 'east'),
    ],
    [/^edge-centre$/],
  ],
  ['no link', [(at) => removeLink(at, 'leaf-hub')], []],
  ['no hub', [(at) => removeServer(at, 'hub')], []],
];

test.each(acts)('%s: all servers run, and the links are up', async (_, steps, up) => {
  let state: BenchState = { ...emptyBench('2.0.0'), ...hubAndLeaf };
  for (const act of steps)
    state = { ...state, ...act({ state, network: await networkOf(state) }).change };
  const configs = state.files.map(({ path, text }) => [path.replace(/\.conf$/, ''), text] as const);
  const running = await rig.run(Object.fromEntries(configs));
  const { findings } = await examineLive(running);
  const { servers, links } = running.topology;
  expect(servers.map(({ name }) => [name, running.server(name).type])).toEqual(
    servers.map(({ name }) => [name, 'running']),
  );
  const found = links.map(({ name }) => name).filter((name) => running.link(name).type === 'up');
  expect(found).toHaveLength(up.length);
  for (const each of up) expect(found).toContainEqual(expect.stringMatching(each));
  expect(findings).toEqual([]);
});
