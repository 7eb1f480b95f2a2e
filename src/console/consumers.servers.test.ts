import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import topology from '../../topologies/two-domains/topology.ts';
import { hasPrinted, printed, startConsoles } from '../../tests/support/test-console.ts';

let consoles: Awaited<ReturnType<typeof startConsoles>>;

beforeAll(async () => {
  consoles = await startConsoles(topology);
  await consoles.linked();
  await onLeaf(`stream add ORDERS --subjects 'orders.>' --defaults`);
  await onLeaf(`pub orders.new 'order {{Count}}' --count 6`);
}, 30_000);
afterAll(() => consoles.close());

const onLeaf = (line: string) => consoles.run('leaf', line);
const refusal = async (line: string) => (await onLeaf(line)).err.split('\n')[0];

describe('a consumer is changed', () => {
  test('by adding it once more, as in the CLI', async () => {
    await printed(onLeaf('consumer add ORDERS billing --pull --defaults'));
    const line = 'consumer add ORDERS billing --pull --defaults --filter orders.new';
    expect(await printed(onLeaf(line))).toContain('Filter Subject: orders.new\n');
  });

  test('by consumer edit, which shows the differences and asks for --force', async () => {
    await onLeaf('consumer add ORDERS edited --pull --defaults');
    const { code, out, err } = await onLeaf('consumer edit ORDERS edited --max-deliver 5');
    expect(code).toBe(1);
    expect(out).toContain('\n- \tMaxDeliver:    -1,\n+ \tMaxDeliver:    5,\n');
    expect(err).toBe(
      'nats: error: could not obtain confirmation: cannot ask for confirmation without a terminal\nThere are no prompts here: add --force (-f).',
    );
    expect(await printed(onLeaf('consumer info ORDERS edited'))).not.toContain('Deliveries');
    expect(await printed(onLeaf('consumer edit ORDERS edited --max-deliver 5 -f'))).toContain(
      'Maximum Deliveries: 5\n',
    );
    expect(await printed(onLeaf('consumer edit ORDERS edited --max-deliver 5 -f'))).toBe(
      'No difference in configuration',
    );
  });

  test('it pauses and resumes', async () => {
    await onLeaf('consumer add ORDERS paused --pull --defaults');
    expect(await printed(onLeaf('consumer pause ORDERS paused 1h -f'))).toMatch(
      // What is left of the hour once the server answers.
      /^Paused ORDERS > paused until .* \((1h0m0s|59m\d+s)\)$/,
    );
    expect(await printed(onLeaf('consumer info ORDERS paused'))).toMatch(
      /Paused Until Deadline: .* \(\w+ remaining\)\n/,
    );
    expect(await refusal('consumer next ORDERS paused --timeout 10ms')).toBe(
      'nats: error: no message received: nats: timeout',
    );
    expect(await printed(onLeaf('consumer resume ORDERS paused -f'))).toContain('was resumed');
    expect(await refusal('consumer resume ORDERS paused -f')).toBe(
      'nats: error: consumer is not paused',
    );
  });

  test('it is copied, and set back to a sequence', async () => {
    await onLeaf('consumer add ORDERS first --pull --defaults --max-pending 7');
    expect(await printed(onLeaf('consumer copy ORDERS first second'))).toMatch(
      /Consumer ORDERS > second created [^]*Max Ack Pending: 7\n/,
    );
    await printed(onLeaf('consumer next ORDERS second --count 3'));
    expect(await printed(onLeaf('consumer reset ORDERS second --sequence 2 -f'))).toMatch(
      /^State for Consumer ORDERS > second [^]*Last Delivered Message: .* Stream sequence: 1\n/,
    );
  });

  test('by a file, which consumer add can write', async () => {
    await printed(onLeaf('consumer add ORDERS saved --pull --defaults --output saved.json'));
    expect(await printed(onLeaf('consumer add ORDERS other --config saved.json'))).toContain(
      'Information for Consumer ORDERS > other created',
    );
    expect(await refusal('consumer add ORDERS other --config none.json')).toBe(
      `nats: error: path 'none.json' does not exist`,
    );
  });
});

describe('messages of a consumer', () => {
  test('--wait puts the acknowledgement off, --timeout the end', async () => {
    await onLeaf('consumer add ORDERS slow --pull --defaults');
    expect(await printed(onLeaf('consumer next ORDERS slow --wait 20ms'))).toMatch(
      /\nAcknowledged message after [\d.]+[mµn]?s delay\n/,
    );
    expect(await printed(onLeaf('consumer next ORDERS slow --nak'))).toContain(
      '\nNegative Acknowledged message\n',
    );
    expect(await printed(onLeaf('consumer next ORDERS slow --term'))).toMatch(
      /tries: 2 [^]*\nTerminated message$/,
    );
    expect(await refusal('consumer next ORDERS slow --term --ack')).toBe(
      'nats: error: can not both Acknowledge and Terminate message',
    );
  });

  test('consumer sub shows what a push consumer delivers', async () => {
    await onLeaf('consumer add ORDERS pushed --target to.me --ack explicit --defaults');
    const sub = consoles.start('leaf', 'consumer sub ORDERS pushed');
    await hasPrinted(sub, 'Subscribing to topic to.me auto acknowledgment: true\n');
    await hasPrinted(
      sub,
      'subj: orders.new / tries: 1 / cons seq: 6 / str seq: 6 / pending: 0\norder 6',
    );
    await sub.stop();
    expect(await refusal('consumer next ORDERS pushed')).toBe(
      'nats: error: consumer "pushed" is not a Pull consumer',
    );
  });
});

test('a comma does not part the subjects of a filter, as in the CLI', async () => {
  const line = 'consumer add ORDERS comma --pull --defaults --filter orders.a,orders.b';
  expect(await printed(onLeaf(line))).toContain('Filter Subject: orders.a,orders.b\n');
});

test('a check counts the groups of a consumer that have a pinned client', async () => {
  const line = 'consumer add ORDERS pin --pull --defaults --pinned-groups g1 --pinned-ttl 10s';
  await printed(onLeaf(line));
  const check = 'server check consumer --stream ORDERS --consumer';
  expect((await onLeaf(`${check} pin --pinned`)).out).toMatch(
    /Crit:0 \/ 1 pinned clients \| .* pinned_groups=0 groups=1$/,
  );
  await onLeaf('consumer add ORDERS unpinned --pull --defaults');
  expect((await onLeaf(`${check} unpinned --pinned`)).out).toMatch(
    /Crit:Not pinned client priority mode \| .* redelivered=0$/,
  );
});

test('consumers are reported and found', async () => {
  await onLeaf('stream add FEW --subjects few --defaults');
  await onLeaf('pub -J few x');
  await onLeaf('consumer add FEW one --pull --defaults');
  await onLeaf('consumer add FEW two --target few.two --defaults');
  expect(await printed(onLeaf('consumer report FEW'))).toMatch(
    /Consumer report for FEW with 2 consumers[^]*│ one +│ Pull │ Explicit +│ 30.00s +│ 0 +│ 0 +│ 1 \/ 100% +│ 0 /,
  );
  expect(await printed(onLeaf('consumer find FEW --push'))).toBe('two');
  expect(await printed(onLeaf('consumer find FEW --push --invert'))).toBe('one');
});

test.each([
  ['info NOPE x', 'could not select Stream: unknown stream "NOPE"'],
  ['info ORDERS nope', 'could not select Consumer: unknown consumer "ORDERS" > "nope"'],
  ['add ORDERS a.b --pull --defaults', `durable name can not contain '.', '*', '>'`],
  ['rm ORDERS a.b -f', '"a.b" is not a valid consumer name'],
  ['next ORDERS "x y"', 'could not request next message: "x y" is not a valid consumer name'],
  ['rm ORDERS -f', '--force requires a stream and consumer name'],
  ['add ORDERS x --pull --bps 9', 'rate limits are only possible on Push consumers'],
  ['cluster step-down ORDERS billing', 'consumer "ORDERS" > "billing" is not clustered'],
])('consumer %s is refused in the words of the CLI', async (line, words) => {
  await onLeaf('consumer add ORDERS billing --pull --defaults');
  expect(await refusal(`consumer ${line}`)).toBe(`nats: error: ${words}`);
});
