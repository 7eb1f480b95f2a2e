import { afterAll, expect, test } from 'vitest';
import { messagesAt, stored } from '../../../src/lab/checks/stored.ts';
import { createLabKit, type LabKit } from '../../../src/lab-kit/lab-kit.ts';
import type { Disk } from '../../../src/lab/network/disks.ts';
import type { Topology } from '../../../src/lab/topology/topology.ts';
import clusteredHub from '../../../topologies/clustered-hub/topology.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { tabInNode } from '../../support/host-kinds.ts';
import { pass as passes, patience } from '../../support/pass.ts';

const opening = tabInNode.open();
let kit: LabKit;

/** Starts a topology on disks: on empty ones where none are given. */
async function start(topology: Topology, disks: readonly Disk[] = []): Promise<void> {
  const { openHost } = await opening;
  kit = createLabKit({ topology }, async () => openHost);
  await kit.session.start(disks);
}

/** Ends the servers as a closed tab does, without a word to them. */
const end = () => kit.session.stop();
afterAll(async () => {
  end();
  await (await opening).close();
});

const most = 100e6;
const state = () => kit.session.snapshot.get().state;
const pass = (check: ReturnType<typeof stored>) => passes(() => check(kit.tools));
/** What a message and a database of the browser make of it. */
const cloned = (disks: readonly Disk[]) => structuredClone(disks);

test('a stream with messages is there in the next run, and what came after it was taken is not', async () => {
  await start(twoDomains);
  await kit.tools.run('leaf', 'stream add S --subjects s --defaults');
  await kit.tools.run('leaf', 'pub s --count 3 x --jetstream');
  const taken = await kit.session.takeDisks(0, most);
  expect(taken!.disks!.map(({ server }) => server).sort()).toEqual(['hub', 'leaf']);
  const disks = cloned(taken!.disks!);
  await kit.tools.run('leaf', 'pub s later --jetstream');
  const next = await kit.session.takeDisks(taken!.mark, most);
  expect(next!.disks!.map(({ server }) => server)).toEqual(['leaf']);
  const files = (of: Disk) => of.entries.filter(({ size }) => size !== undefined);
  const changed = files(next!.disks![0]!).filter(({ bytes }) => bytes);
  expect(changed.some(({ path }) => path.endsWith('.blk'))).toBe(true);
  expect(changed.length).toBeLessThan(files(next!.disks![0]!).length);
  expect(await kit.session.takeDisks(0, 10)).toEqual({
    mark: next!.mark,
    size: expect.any(Number) as number,
  });
  end();
  expect(await kit.session.takeDisks(0, most)).toBeUndefined();

  await start(twoDomains, disks);
  expect(state()).toEqual({ type: 'running' });
  await pass(stored({ server: 'leaf', stream: 'S' }, { state: { messages: 3 } }));
  await kit.session.host.stopServer('leaf');
  await kit.session.host.wipeServer('leaf');
  const wiped = await kit.session.takeDisks(0, most);
  expect(wiped!.disks!.find(({ server }) => server === 'leaf')!.entries).toEqual([]);
  end();
});

test('the members of a cluster agree, and a stream of three replicas goes on', async () => {
  const members = clusteredHub.servers.filter(({ cluster }) => cluster).map(({ name }) => name);
  expect(members).toHaveLength(3);
  const [first] = members as [string];
  /** Runs a line as soon as the cluster has a leader. */
  const until = (line: string) =>
    expect
      .poll(() => kit.tools.run(first, line).then(() => 'done', String), { timeout: patience })
      .toBe('done');
  await start(clusteredHub);
  await until('stream add R --subjects r --replicas 3 --defaults');
  await kit.tools.run(first, 'pub r --count 20 x --jetstream');
  const { disks } = (await kit.session.takeDisks(0, most))!;
  const kept = cloned(disks!);
  end();

  await start(clusteredHub, kept);
  const stream = { server: first, stream: 'R' };
  await pass(stored(stream, { state: { messages: 20 } }));
  await until('pub r y --jetstream');
  await pass(messagesAt(stream, 21));
  end();
});

test('a disk that has no room for what was kept says so, and which server', async () => {
  const entries = [
    { path: '/a', mode: 0o600, modified: 0, size: 60e6, bytes: new Uint8Array(60e6) },
  ];
  await start(twoDomains, [{ server: 'hub', entries }]);
  expect(state()).toMatchObject({
    type: 'failed',
    reason: expect.stringMatching(
      /^What is kept of hub cannot be put on its disk: it has 60.0 MB, and each of so many/,
    ) as string,
  });
});
