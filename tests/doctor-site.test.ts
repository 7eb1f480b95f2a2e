import { describe, expect, test } from 'vitest';
import { labs } from '../labs/index.ts';
import { troubles } from '../labs/troubles/index.ts';
import twice from '../labs/troubles/everything-twice/east.conf';
import { topologies } from '../topologies/index.ts';
import { examine } from '../src/doctor/examine.ts';
import { makeKeyring, putFiles } from '../src/lab/credentials/keyring.ts';
import type { GivenFile } from '../src/lab/derive/given.ts';
import { derive } from '../src/lab/derive/derive.ts';
import { startingWith } from '../src/lab/exercise/exercise.ts';
import type { LabHost } from '../src/lab/network/host.ts';
import type { Topology } from '../src/lab/topology/topology.ts';

/** Findings but those of the two rules below, as `severity rule file:line`, in each state of the site that has any. */
const found: Record<string, string[]> = {
  // Shown on purpose: a circle.
  'topology ring': ['error leaf-loop edge.conf:13'],
  // A leaf that extends a domain, and one that looks accounts up.
  'topology extended-domain': ['note system-account-linked leaf.conf:35'],
  'topology operator-mode': ['note system-account-linked west.conf:29'],
  // Labs that begin with a fault for the reader to find.
  'lab tether-two-accounts': ['error global-account-bound plant.conf:22'],
  'lab hold-the-credentials': ['error login-refused sidecar.conf:11'],
  'lab find-the-loop': ['error leaf-loop edge.conf:13'],
  // Its scale is in an account of its own. JetStream of its edge is not used there, and could not be: tried on 2.15.2.
  'lab find-the-lost-message': [
    'error account-without-jetstream edge.conf:5',
    'note global-account-bound edge.conf:29',
  ],
  'lab rotate-a-credential': ['note system-account-linked west.conf:29'],
};

/** The same for troubles, which begin with their fault. */
const foundInTroubles: Record<string, string[]> = {
  'two-jetstreams-answer': [
    'warning domain-missing hub.conf:6',
    'error api-left-open hub.conf:18',
    'warning domain-missing leaf.conf:6',
    'error api-left-open leaf.conf:21',
  ],
  'same-domain-on-hub-and-leaves': ['error same-domain west.conf:7'],
  'mirror-stalls': ['warning flow-control-not-imported cloud.conf:30'],
  'everything-twice': ['error remote-doubled east.conf:13'],
  'same-cluster-name': ['error same-cluster-name east.conf:8'],
  'bridge-does-not-relay': ['note bridge-does-not-relay bridge.conf:12'],
  'bridge-skips-queue-groups': ['note bridge-does-not-relay bridge.conf:12'],
  'no-meta-leader': ['error login-refused leaf.conf:35', 'note system-account-linked leaf.conf:35'],
  'private-addresses-gossiped': ['warning address-advertised hub.conf:16'],
  'allow-responses-over-a-leaf': [
    'note responses-denied hub.conf:13',
    'error responses-denied hub.conf:14',
  ],
  'leaves-of-one-cluster-name': ['error leaves-of-one-cluster-name west.conf:6'],
  'accounts-without-a-remote': ['error global-account-bound leaf.conf:23'],
  'websocket-path': ['error websocket-scheme east.conf:14'],
  'account-without-jetstream': ['error account-without-jetstream hub.conf:5'],
  'leaf-without-credentials': ['error login-refused sidecar.conf:9'],
  'server-list-without-leaves': ['note servers-not-listed leaf.conf:14'],
};

/** Troubles whose cause is in streams, in the course of a link or in what clients do: no configuration is wrong. */
const causedElsewhere = [
  'not-permitted-to-subscribe',
  'stream-in-the-wrong-domain',
  'leaf-without-jetstream-503',
  'stored-twice',
  'offline-data-never-syncs',
  'publish-lost-with-the-hub-down',
  'workqueue-source-loses-messages',
  'deletes-not-propagated',
  'kv-not-shared',
  'kv-put-fails-watch-works',
  'mirror-without-the-other-side',
  'object-mirror-cannot-be-read',
  'answered-twice-across-an-import',
  'source-with-its-own-domain',
  'slow-link-never-connects',
  'source-drops-known-ids',
  'counted-as-done',
  'replaced-box',
];

/** The site logs in by passwords that a reader can see: told once a configuration, and once for its URLs. */
const passwords: Record<string, string[]> = {
  bridge: ['acme', 'bolt', 'cloud'],
  'extended-domain': ['hub-1', 'hub-2', 'hub-3', 'leaf', 'leaf'],
  segmented: ['hub', 'plant', 'plant'],
  sidecar: ['hub', 'sidecar'],
  'two-regions': ['edge'],
};

/** Servers of the site whose clients need no login, though what they reach does. */
const open: Record<string, string[]> = {
  bridge: ['acme', 'bolt'],
  'extended-domain': ['hub-1', 'hub-2', 'hub-3', 'leaf'],
  'operator-mode': ['east'],
  'two-regions': ['edge'],
};

async function examined(topology: Topology) {
  const files: GivenFile[] = [];
  const host = {
    putFile: async (server: string, path: string, text: string) =>
      void files.push({ path: `${server}/${path}`.replace('//', '/'), text }),
  } as unknown as LabHost;
  if (topology.operator)
    await putFiles(await makeKeyring(topology.operator), topology.operator, host);
  for (const { name, config: text } of topology.servers)
    files.push({ path: topology.operator ? `${name}/${name}.conf` : `${name}.conf`, text });
  return examine(derive(topology.name, files));
}

const told = (findings: Awaited<ReturnType<typeof examined>>) =>
  findings
    .filter(({ rule }) => rule !== 'plain-secret' && rule !== 'open-to-anyone')
    .map(
      ({ severity, rule, place }) =>
        `${severity} ${rule} ${place!.path.split('/').at(-1)}:${place!.line}`,
    );

const serversOf = (findings: Awaited<ReturnType<typeof examined>>, rule: string) =>
  findings.filter((finding) => finding.rule === rule).map(({ server }) => server);

describe('topology', () => {
  test.for([...topologies.values()])('$name', async (topology) => {
    const findings = await examined(topology);
    expect(told(findings)).toEqual(found[`topology ${topology.name}`] ?? []);
    expect(serversOf(findings, 'plain-secret')).toEqual(passwords[topology.name] ?? []);
    expect(serversOf(findings, 'open-to-anyone')).toEqual(open[topology.name] ?? []);
  });
});

describe('lab', () => {
  test.for(labs)('$name', async ({ name, topology }) => {
    expect(told(await examined(topology))).toEqual(found[`lab ${name}`] ?? []);
  });
});

describe('trouble', () => {
  /** What its beginning makes of a configuration. */
  const begun: Record<string, Record<string, string>> = { 'everything-twice': { east: twice } };

  test.for(troubles)('$name', async ({ name, topology }) => {
    const findings = await examined(startingWith(topology, begun[name] ?? {}));
    expect(told(findings)).toEqual(foundInTroubles[name] ?? []);
    const pages = findings.map(({ page }) => page);
    if (!causedElsewhere.includes(name))
      // Its page shows what comes of the fault that another page is about.
      expect(pages).toContain(
        `/troubleshooting/${name === 'bridge-skips-queue-groups' ? 'bridge-does-not-relay' : name}`,
      );
  });

  test('is found or is known to have its cause elsewhere', () => {
    const names = troubles.map(({ name }) => name);
    expect([...Object.keys(foundInTroubles), ...causedElsewhere].sort()).toEqual(names.sort());
  });
});
