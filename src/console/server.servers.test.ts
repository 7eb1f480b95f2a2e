import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import exercise from '../../labs/troubles/server-list-without-leaves/exercise.ts';
import { hasPrinted, startConsoles } from '../../tests/support/test-console.ts';

let consoles: Awaited<ReturnType<typeof startConsoles>>;

beforeAll(async () => {
  consoles = await startConsoles(exercise.topology);
  await consoles.linked();
}, 30_000);
afterAll(() => consoles.close());

const remark =
  'The nats CLI needs a user of the system account for this, and shows the servers which that account reaches. Here the page asked all of them.';
const operator = '--user admin --password 4dmin';
const onHub = (line: string) => consoles.run('hub', line);

/** The output of a line that must succeed, with the remark or without it. */
async function shown(line: string, err = remark): Promise<string> {
  const ran = await onHub(line);
  expect({ code: ran.code, err: ran.err }).toEqual({ code: 0, err });
  return ran.out;
}
const shownToOperator = (line: string) => shown(`${line} ${operator}`, '');

describe('without a user of the system account', () => {
  test('the list has all servers of the lab, with the cluster that a leaf names itself', async () => {
    const list = await shown('server ls --sort name');
    expect(list).toMatch(/│ hub +│ +│ .*│ hub +│.*\n.*│ leaf +│ leaf +│ .*│ leaf +│/);
    expect(list).toMatch(/│ +Cluster Overview +│[^]*│ leaf +│ +1 │ +0 │ +0 │ +0 │/);
    const reversed = await shown('server ls --sort name -R');
    expect(reversed).toMatch(/│ leaf +│[^]*│ hub +│/);
    expect(JSON.parse(await shown('server ls --json --sort name'))).toMatchObject([
      { server: { jetstream: true }, statsz: { connections: 0 } },
      { server: { jetstream: true } },
    ]);
  });

  test('reports', async () => {
    expect(await shown('server report jetstream')).toMatch(
      /│ hub +│ +│ hub +│ 0 [^]*│ leaf +│ leaf +│ leaf +│ 0 /,
    );
    expect(await shown('server report jetstream --js-domain leaf')).not.toMatch(/│ hub/);
    const leafs = await shown('server report leafnodes');
    expect(leafs).toMatch(/│ hub +│ leaf +│ APP .*│ false │/);
    expect(leafs).toMatch(/│ leaf +│ hub +│ APP .*│ true +│/);
    expect(await shown('server report leafnodes --account SYS')).not.toMatch(/│ APP/);
    expect(await shown('server report connections')).toMatch(/│ L\d+ +│ leaf +│ hub /);
    expect(await shown('server report accounts')).toMatch(/1 Accounts Overview[^]*│ APP +│ 2 /);
    expect(await shown('server report health')).toMatch(/│ 2 +│ 2 +│ +│ ok: 2 \/ err: 0 │/);
    expect(await shown('server report routes')).toMatch(/│ 0 +│ 0 +│/);
    expect(await shown('server report cpu')).toMatch(/^CPU Usage\n\n +hub: /);
    expect(await shown('server report downgrade 0')).toContain('All assets are compatible');
  });

  test('a page of one server, and what it says of itself', async () => {
    const json = await shown('server request leafnodes --name hub --subscriptions');
    expect(JSON.parse(json)).toMatchObject({
      server: { name: 'hub', domain: 'hub' },
      data: { leafnodes: 1, leafs: [{ name: 'leaf' }] },
    });
    const none = await shown(
      'server request varz --name moon',
      `Servers here: hub, leaf\n${remark}`,
    );
    expect(none).toBe('');
    const info = await shown('server info leaf');
    expect(info).toMatch(/^Server information for leaf \(N[A-Z0-9]{55}\)\n\nProcess Details:\n/);
    expect(info).toContain('                           Domain: leaf\n');
    expect((await onHub('server info moon')).err).toMatch(
      /nats: error: no results received, ensure/,
    );
    expect(await shown('server account info APP')).toContain('       JetStream: true\n');
    expect((await onHub('server account info NOPE')).err).toMatch(/Account NOPE does not exist/);
    expect(await shown('server ping')).toMatch(/^(hub|leaf) +rtt=[^]*\n2 replies max: /);
  });

  test('what only such a user may do is refused, with the remedy', async () => {
    const refused = await onHub('server request kick 1 X');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(
      /^nats: error: server request failed, ensure the account .*\nLog in as a user of the system account/,
    );
    expect((await onHub('server request raft')).err).toMatch(
      /^nats: error: \$SYS\.REQ\.SERVER\.PING\.RAFTZ: /,
    );
  });
});

describe('as a user of the system account', () => {
  test('only servers that the account reaches are shown, as by the nats CLI', async () => {
    const list = await shownToOperator('server ls');
    expect(list).toMatch(/│ hub +│/);
    expect(list).not.toMatch(/│ leaf/);
    const leafs = await shownToOperator('server report leafnodes');
    expect(leafs).toMatch(/│ hub +│ leaf +│ APP .*│ false │/);
    expect(leafs).not.toMatch(/│ leaf +│ hub /);
    expect(await shownToOperator('server report gateways')).toMatch(/│ hub +│ +│ +0 │/);
    expect(JSON.parse(await shownToOperator('server request raft'))).toMatchObject({
      server: { name: 'hub' },
    });
  });

  test('a connection is closed by its number', async () => {
    const line = consoles.start('hub', 'sub jobs');
    const { id, cid } = await connectionAtHub();
    await shownToOperator(`server request kick ${cid} ${id}`);
    await line.stop();
  });

  test('another user of an account is answered by the page', async () => {
    expect(await shown('server ls --user app --password s3cret')).toMatch(/│ leaf +│ leaf +│/);
  });
});

describe('checks', () => {
  test('figures and exit codes are as Nagios reads them', async () => {
    await shown('stream add ORDERS --subjects o --defaults', '');
    await shown('pub -J o hi', '');
    expect(await shown('server check stream --stream ORDERS', '')).toBe(
      'OK ORDERS OK:0 sources | sources=0',
    );
    expect(await onHub('server check stream --stream ORDERS --msgs-warn 5')).toMatchObject({
      code: 1,
      out: 'WARNING ORDERS Warn:1 messages OK:0 sources | messages=1;5 sources=0',
    });
    expect(await onHub('server check stream --stream NOPE')).toMatchObject({
      code: 2,
      out: 'CRITICAL NOPE Crit:could not load info: stream not found (10059)',
    });
    // A busy machine may take longer than half a second.
    const slow =
      '--connect-warn 1m --connect-critical 2m --rtt-warn 1m --rtt-critical 2m --req-warn 1m --req-critical 2m';
    expect(await shown(`server check connection ${slow}`, '')).toMatch(
      /^OK Connection OK:connected to nats:\/\/hub in .* \| connect_time=[\d.]+s;60.0000;120.0000 rtt=/,
    );
    expect((await onHub('server check connection')).out).toMatch(
      /\| connect_time=[\d.]+s;0.5000;1.0000 rtt=/,
    );
    expect(await shown('server check js --format prometheus', '')).toContain(
      'nats_server_check_jetstream_streams{item="JetStream"} 1\n',
    );
    expect(JSON.parse(await shown('server check js --format json', ''))).toMatchObject({
      status: 'OK',
      check_suite: 'jetstream',
    });
    expect(await shown('server check message --stream ORDERS --subject o', '')).toMatch(
      /^OK Stream Message OK:Valid message on ORDERS > o \| age=[\d.]+s size=2B$/,
    );
    expect((await onHub('server check kv --bucket NOPE')).out).toBe(
      'CRITICAL NOPE Crit:bucket NOPE not found',
    );
    expect((await onHub('server check request --subject nope')).out).toMatch(
      /^CRITICAL nope Crit:could not send request: nats: no responders available for request \|/,
    );
    expect((await onHub('server check stream')).err).toMatch(
      /^error: required flag --stream not provided\n/,
    );
    expect(await shown('server check server --name leaf --js-required')).toMatch(
      /^OK leaf OK:JetStream enabled \| uptime=/,
    );
    await shown('stream rm ORDERS -f', '');
  });
});

describe('events', () => {
  test('advisories are told in a line or at length, until Ctrl-C', async () => {
    const short = consoles.start('hub', 'events --js-advisory --no-srv-advisory --short');
    const long = consoles.start('hub', 'events --js-advisory --no-srv-advisory --filter action');
    await hasPrinted(short, 'Listening for Advisories on $JS.EVENT.ADVISORY.>');
    await hasPrinted(long, 'Listening for Advisories on $JS.EVENT.ADVISORY.>');
    await shown('stream add ORDERS --subjects o --defaults', '');
    await hasPrinted(short, '[Stream Create] ORDERS');
    await hasPrinted(long, '] Stream Create Action\n\n        Stream: ORDERS');
    await shown('stream rm ORDERS -f', '');
    expect(await short.stop()).toMatchObject({ code: 130, err: '' });
    await long.stop();
  });

  test('an account that no server knows is refused in the words of the server', async () => {
    const { err } = await onHub(`server account info NONE ${operator}`);
    expect(err).toMatch(/^nats: error: Account NONE does not exist$/i);
  });

  test('a user of the system account hears of connections', async () => {
    const line = consoles.start('hub', `events ${operator}`);
    await hasPrinted(line, 'Listening for Client Connection events on $SYS.ACCOUNT.*.CONNECT');
    await shown('pub o hi', '');
    await hasPrinted(line, '] Client Disconnection\n');
    expect(await line.stop()).toMatchObject({ err: '' });
    const other = consoles.start('hub', 'events');
    await hasPrinted(other, 'Only a user of the system account hears of connections');
    await other.stop();
    expect((await onHub('events --no-srv-advisory')).err).toBe(
      'nats: error: no events were chosen',
    );
  });
});

/** The only client at the hub, once it is there. */
async function connectionAtHub(): Promise<{ id: string; cid: number }> {
  const { server_id: id } = await consoles.host.monitor('hub', 'varz');
  const cid = await expect
    .poll(async () => {
      const { connections } = await consoles.host.monitor('hub', 'connz');
      return connections?.find(({ kind }) => kind === 'Client')?.cid ?? 0;
    })
    .toBeGreaterThan(0)
    .then(async () => {
      const { connections } = await consoles.host.monitor('hub', 'connz');
      return connections!.find(({ kind }) => kind === 'Client')!.cid;
    });
  return { id, cid };
}
