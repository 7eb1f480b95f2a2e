import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import topology from '../../topologies/clustered-hub/topology.ts';
import { patience } from '../../tests/support/pass.ts';
import { printed, startConsoles } from '../../tests/support/test-console.ts';

let consoles: Awaited<ReturnType<typeof startConsoles>>;

beforeAll(async () => {
  consoles = await startConsoles(topology);
  await consoles.linked();
}, 60_000);
afterAll(() => consoles.close());

const onHub = (line: string) => consoles.run('hub-1', line);
const eventually = (check: () => Promise<void>) => vi.waitFor(check, patience);

test('a clustered stream tells of its group, and gets another leader', async () => {
  await eventually(async () => {
    await printed(onHub(`stream add R3 --subjects 'r3.>' --replicas 3 --defaults`));
  });
  const info = await printed(onHub('stream info R3'));
  expect(info).toMatch(
    /Cluster Traffic Account: System Account\n +Cluster Group: S-R3F-\w+\n +Leader: hub-\d \(.*\)\n/,
  );
  // A replica that is not current cannot take over.
  await eventually(async () =>
    expect((await printed(onHub('stream info R3'))).match(/Replica: .*, current/g)).toHaveLength(2),
  );
  const stepped = await printed(onHub('stream cluster sd R3'));
  const [, before, after] =
    /Requesting leader step down of "(.*)" for stream "R3" in a 3 peer cluster group\n.*New leader elected "(.*)"\n\nInformation for Stream R3 /.exec(
      stepped,
    ) ?? [];
  expect(after).toMatch(/^hub-\d$/);
  expect(after).not.toBe(before);
  await printed(onHub('stream add R1 --subjects r1 --defaults'));
  expect((await onHub('stream cluster step-down R1')).err).toContain(
    'stream "R1" is not clustered',
  );
  expect((await onHub('stream cluster peer-remove R3 east')).err).toContain(
    'peer not a member (10040)',
  );
  await onHub('stream rm R1 -f');
});

test('streams are reported, found, and told of by their subjects and gaps', async () => {
  // The new leader may not take messages yet. A message that it has taken, and not said so in time, is one message.
  for (const [i, subject] of ['r3.a', 'r3.b', 'r3.a', 'r3.c'].entries())
    await eventually(async () => {
      await printed(onHub(`pub -J ${subject} x -H Nats-Msg-Id:${i}`));
    });
  await printed(onHub(`stream add COPY --mirror R3 --defaults`));
  await eventually(async () =>
    expect(await printed(onHub('stream report'))).toMatch(
      /│ COPY +│ File +│ +│ 0 +│ 4 +│[^]*│ COPY +│ Mirror │ +│ R3 +│ +│ .* │ 0 +│ +│/,
    ),
  );
  expect(await printed(onHub('stream subjects R3 --names'))).toBe('r3.b\nr3.c\nr3.a');
  expect(await printed(onHub('stream subjects R3 r3.a --json'))).toBe('{\n  "r3.a": 2\n}');
  expect(await printed(onHub('stream find --mirrored -n'))).toBe('COPY');
  expect(await printed(onHub(`stream find --subject 'r3.*' --invert -n`))).toBe('R3');
  expect(await printed(onHub('stream gaps R3'))).toBe('No deleted messages in R3');
  await printed(onHub('stream rmm R3 2 -f'));
  await printed(onHub('stream rmm R3 3 -f'));
  expect((await onHub('stream gaps R3')).err).toMatch(/could not obtain confirmation.*\n.*--force/);
  expect(JSON.parse(await printed(onHub('stream gaps R3 -f --json')))).toEqual([[2, 3]]);
  expect(await printed(onHub('stream view R3 --since 1h --subject r3.c'))).toContain(
    '[4] Subject: r3.c',
  );
});

test('an edit shows what differs, and asks for --force', async () => {
  const refused = await onHub('stream edit R3 --max-msgs 9');
  expect(refused.out).toContain('- \tMaxMsgs:      -1,\n+ \tMaxMsgs:      9,\n');
  expect(refused.err).toMatch(/could not obtain confirmation.*\n.*--force/);
  expect(await onHub('stream edit R3 --max-msgs 9 --dry-run')).toMatchObject({ code: 1, err: '' });
  expect(await printed(onHub('stream info R3'))).toContain('Maximum Messages: unlimited');
  const edited = await printed(
    onHub('stream edit R3 --max-msgs 9 --republish-source r3.a --republish-destination again -f'),
  );
  expect(edited).toMatch(/Stream R3 was updated\n\nInformation for[^]*Republishing: r3.a to again/);
  expect(await printed(onHub('stream edit R3 --no-republish -f'))).toMatch(
    /\n- \tRePublish: +&api/,
  );
});

test('a stream is copied, written to a file and made of it', async () => {
  const copied = await printed(
    onHub(`stream copy R3 R3_TEST --subjects 't.>' --replicas 1 --metadata of:me`),
  );
  expect(copied).toMatch(/Maximum Messages: 9\n[^]*Metadata:\n\n +of: me\n/);
  await onHub('stream rm R3_TEST -f');
  const written = await onHub(
    `stream add OUT --subjects 'o.>' --tag nowhere --compression s2 --output out.json --defaults`,
  );
  expect(written).toMatchObject({ code: 0, out: '' });
  expect((await onHub('stream add --config out.json')).err).toContain(
    "tags not matched ['nowhere']",
  );
  expect((await onHub('stream add OUT --subjects o --replicas 9 --defaults')).err).toBe(
    'nats: error: could not create Stream: configuration validation failed: /num_replicas: must be <= 5 but found 9',
  );
});

test('a sealed stream takes no more', async () => {
  expect((await onHub('stream seal R3')).err).toContain('could not obtain confirmation');
  expect(await printed(onHub('stream seal R3 -f'))).toContain('Sealed: true\n');
  expect((await onHub('stream purge R3 -f')).err).toContain('could not purge Stream: ');
});

test('a stream whose only server is away is listed once, and as inaccessible', async () => {
  await printed(onHub(`stream add ALONE --subjects alone --defaults`));
  const { cluster } = JSON.parse(await printed(onHub('stream info ALONE --json'))) as {
    cluster: { leader: string };
  };
  await consoles.host.stopServer(cluster.leader);
  const other = cluster.leader === 'hub-1' ? 'hub-2' : 'hub-1';
  await eventually(async () => {
    const listed = await printed(consoles.run(other, 'stream ls --timeout 2s'));
    expect(listed).toMatch(/Inaccessible Streams[^]*│ ALONE +│/);
    expect(listed.match(/│ R3 /g)).toHaveLength(1);
  });
});
