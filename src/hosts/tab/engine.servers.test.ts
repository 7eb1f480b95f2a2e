import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { ByteStream } from '../../lab/network/bytes.ts';
import type { LogLevel } from '../../lab/network/host.ts';
import type { Engine } from './engine.ts';
import { nowhere } from '../../../tests/support/nowhere.ts';
import { MemoryFs } from './memory-fs.ts';
import { engineInNode } from './engine-in-node.ts';

const log = vi.fn();
const ended = vi.fn();
const files = new MemoryFs();
let engine: Engine;
let hosts = 0;

const instantiated = vi.spyOn(WebAssembly, 'instantiate');

/** The memory of the module as large as it has become. */
function memory(): ArrayBuffer {
  const instance = instantiated.mock.settledResults.at(-1)!
    .value as unknown as WebAssembly.Instance;
  return (instance.exports.mem as WebAssembly.Memory).buffer;
}

beforeAll(async () => {
  engine = await engineInNode({ log, ended }, files);
}, 30_000);

function machine(host = `10.0.9.${++hosts}`) {
  return { host, dir: `/${host}`, resolve: nowhere };
}

/** A client that speaks the protocol by hand: sends lines, answers what came until `end` was seen. */
async function client(address: string) {
  const stream = await engine.dial(address);
  await send(stream, 'CONNECT {"verbose":false,"headers":true,"no_responders":true}\r\n');
  return {
    ask: async (lines: string, end: string) => {
      await send(stream, lines);
      let seen = '';
      while (!seen.includes(end)) seen += new TextDecoder().decode((await stream.read())!);
      return seen;
    },
    close: () => stream.close(),
  };
}

/** A member of a cluster in its log, where it is about to ask the others for their votes. */
const asks = /RAFT .* Starting campaign/;

const send = (stream: ByteStream, text: string) => stream.write(new TextEncoder().encode(text));

describe('a server', () => {
  test('takes clients, says so in its log, and reports on each monitoring page', async () => {
    const address = await engine.start('works', 'port: 4222\njetstream {}', machine());
    const { ask } = await client(address);
    expect(await ask('PING\r\n', 'PONG')).toContain(`"version":"${engine.version}"`);
    expect(log).toHaveBeenCalledWith('works', 'info', 'Server is ready');

    expect(await engine.monitor('works', 'varz')).toMatchObject({ version: engine.version });
    expect(await engine.monitor('works', 'connz')).toMatchObject({ num_connections: 1 });
    expect(await engine.monitor('works', 'routez')).toMatchObject({ num_routes: 0 });
    expect(await engine.monitor('works', 'leafz')).toMatchObject({ leafnodes: 0 });
    expect(await engine.monitor('works', 'subsz')).toHaveProperty('num_subscriptions');
    expect(await engine.monitor('works', 'jsz')).toMatchObject({ streams: 0 });
    expect(await engine.monitor('works', 'accountz')).toMatchObject({ system_account: '$SYS' });
    expect(await engine.monitor('works', 'healthz')).toMatchObject({ status: 'ok' });
    await engine.stop('works');
  });

  test('tells of what it logs at the levels its configuration asks for, also after a reload', async () => {
    const at = machine();
    await engine.start('talks', 'port: 4222', at);
    await engine.reload('talks', 'port: 4222\ndebug: true');
    expect(log).toHaveBeenCalledWith('talks', 'info', expect.stringMatching(/^Reloaded server/));
    const { ask } = await client(`${at.host}:4222`);
    await ask('PING\r\n', 'PONG');
    expect(log).toHaveBeenCalledWith(
      'talks',
      'debug',
      expect.stringContaining('Client connection created'),
    );
    await engine.stop('talks');
  });

  test('keeps its streams over a stop and a start in the same place', async () => {
    const at = machine();
    // With every write waiting for its disk.
    const config = 'port: 4222\njetstream { store_dir: "/data", sync_interval: always }';
    const first = await client(await engine.start('keeps', config, at));
    const create = '{"name":"KEPT","subjects":["kept"]}';
    const request = `SUB _I 1\r\nPUB $JS.API.STREAM.CREATE.KEPT _I ${create.length}\r\n${create}\r\n`;
    await first.ask(request, '"did_create":true');
    await first.ask('PUB kept _I 5\r\nhello\r\n', '"seq":1');

    await engine.stop('keeps');
    expect(ended).toHaveBeenCalledWith('keeps', '');
    await engine.start('keeps', config, at);
    const jsz = { streams: 1, messages: 1 };
    expect(await engine.monitor('keeps', 'jsz')).toMatchObject(jsz);
    await engine.stop('keeps');
  });

  test('stores a message by one call of JavaScript', async () => {
    const { fs } = globalThis as unknown as { fs: { pwrite: (...args: never[]) => boolean } };
    const at = machine();
    const config = 'port: 4222\njetstream { store_dir: "/data" }';
    const { ask } = await client(await engine.start('stores', config, at));
    const create = '{"name":"STORED","subjects":["stored"]}';
    const request = `SUB _I 1\r\nPUB $JS.API.STREAM.CREATE.STORED _I ${create.length}\r\n${create}\r\n`;
    await ask(request, '"did_create":true');
    const pwrite = vi.spyOn(fs, 'pwrite');
    await ask('PUB stored _I 5\r\nhello\r\n', '"seq":1');
    expect(pwrite).toHaveReturnedWith(true);
    pwrite.mockRestore();
    await engine.stop('stores');
  });

  test('maps subjects, also by a mapping that begins with a wildcard', async () => {
    const mappings = 'mappings = { "*.any": "found.$1", "own.one": "found.one" }';
    const config = `port: 4222\naccounts { A { users: [{ user: a, password: a }], ${mappings} } }\nno_auth_user: a`;
    const { ask } = await client(await engine.start('maps', config, machine()));
    const pub = (subject: string) => `PUB ${subject} 0\r\n\r\n`;
    const got = await ask(
      `SUB > 1\r\n${pub('own.one')}${pub('an.any')}${pub('x.y')}PING\r\n`,
      'PONG',
    );
    expect(got.match(/(?<=MSG )\S+/g)).toEqual(['found.one', 'found.an', 'x.y']);
    await engine.stop('maps');
  });

  test('tells errors of JetStream by their numbers', async () => {
    const { ask } = await client(await engine.start('errs', 'port: 4222\njetstream {}', machine()));
    await ask('SUB answer 1\r\nPING\r\n', 'PONG');
    const answer = await ask('PUB $JS.API.STREAM.INFO.NONE answer 0\r\n\r\n', '"description"');
    expect(answer).toContain(
      '"error":{"code":404,"err_code":10059,"description":"stream not found"',
    );
    await engine.stop('errs');
  });

  test('takes little memory for each connection', async () => {
    const address = await engine.start('holds', 'port: 4222', machine());
    const before = memory().byteLength;
    const clients = await Promise.all(Array.from({ length: 200 }, () => client(address)));
    for (const { ask } of clients) await ask('SUB _I 1\r\nPUB _I 0\r\n\r\nPING\r\n', 'PONG');
    // With room for a writev on the stacks of each, some 24 MB.
    expect(memory().byteLength - before).toBeLessThan(21 << 20);
    for (const { close } of clients) close();
    await engine.stop('holds');
  });

  test('writes many small messages at once', async () => {
    const address = await engine.start('gathers', 'port: 4222', machine());
    const { ask } = await client(address);
    const reader = await engine.dial(address);
    await send(reader, 'CONNECT {"verbose":false}\r\nSUB many 1\r\nPING\r\n');
    for (let seen = ''; !seen.includes('PONG');)
      seen += new TextDecoder().decode((await reader.read())!);

    const count = 2000;
    const message = 'MSG many 1 5\r\nhello\r\n';
    const asked = ask(`${'PUB many 5\r\nhello\r\n'.repeat(count)}PING\r\n`, 'PONG');
    const sizes: number[] = [];
    for (let left = count * message.length; left > 0; left -= sizes.at(-1)!)
      sizes.push((await reader.read())!.length);
    await asked;
    // As released, each write has at most 512 bytes of them.
    expect(Math.max(...sizes)).toBeGreaterThan(4096);
    await engine.stop('gathers');
  });

  test('that compresses its leaf connection takes little memory for each', async () => {
    const compression = 'compression: s2_fast';
    const [hub, leaf] = [machine(), machine()];
    await engine.start(
      'hub',
      `server_name: hub\nport: 4222\nleafnodes { port: 7422, ${compression} }`,
      hub,
    );
    const remote = `remotes: [{ url: "nats-leaf://hub:7422", ${compression} }]`;
    await engine.start(
      'leaf',
      `server_name: leaf\nport: 4222\nleafnodes { reconnect: "10ms", ${remote} }`,
      {
        ...leaf,
        resolve: async () => between,
      },
    );
    const between = '10.0.8.2';
    const ends: ByteStream[] = [];
    const pass = async (from: ByteStream, to: ByteStream) => {
      for (let chunk = await from.read(); chunk; chunk = await from.read()) await to.write(chunk);
    };
    const link = await engine.listen(`${between}:7422`, (near) => {
      void engine.dial(`${hub.host}:7422`).then((far) => {
        ends.push(near, far);
        for (const way of [pass(near, far), pass(far, near)]) way.catch(() => {});
      });
    });
    const leafs = async (count: number) =>
      vi.waitFor(
        async () =>
          expect(await engine.monitor('hub', 'leafz')).toMatchObject({ leafnodes: count }),
        {
          timeout: 20_000,
          interval: 10,
        },
      );
    await leafs(1);
    const before = memory().byteLength;
    for (let i = 0; i < 25; i++) {
      for (const end of ends.splice(0)) end.close();
      await leafs(0);
      await leafs(1);
    }
    // As released, some 60 MB.
    expect(memory().byteLength - before).toBeLessThan(25 << 20);
    await link.close();
    await engine.stop('leaf');
    await engine.stop('hub');
  });

  test('of a new cluster asks for the votes of the others once they are linked, and one does so for all', async () => {
    const names = ['first', 'second', 'third'];
    const machines = names.map(() => machine());
    const routes = names.map((name) => `nats-route://${name}:6222`);
    const resolve = async (host: string) => machines[names.indexOf(host)]!.host;
    const told: string[] = [];
    const tells = (words: RegExp) =>
      vi.waitUntil(() => told.some((line) => words.test(line)), 20_000);
    log.mockImplementation((server: string, _: LogLevel, text: string) => {
      told.push(`${server}: ${text}`);
    });
    for (const [i, name] of names.entries()) {
      const config = `port: 4222\nserver_name: ${name}\ndebug: true\njetstream { store_dir: "/data" }
cluster { name: c, port: 6222, routes: ${JSON.stringify(routes)} }`;
      await engine.start(name, config, { ...machines[i]!, resolve });
      if (name === 'second') await tells(/^first: .*Registering remote route/);
      if (name !== 'third') expect(told.filter((line) => asks.test(line))).toEqual([]);
    }
    await tells(/Self is new JetStream cluster metadata leader/);
    // As released, each of them asks, the first two before they know of the third.
    expect(told.filter((line) => asks.test(line))).toHaveLength(1);
    log.mockReset();
    for (const name of names) await engine.stop(name);
  });
});

describe('a server that cannot do what it is told says so, and the others run on', () => {
  const other = 'port: 4222';

  test('a syntax error names the line', async () => {
    const address = await engine.start('other', other, machine());
    await expect(engine.start('bad', 'port: 4222\njetstream {\n', machine())).rejects.toThrow(
      /Parse error on line 3/,
    );
    await expect(
      engine.start('bad', 'port: 4222\njetstream {\n domian: x\n}', machine()),
    ).rejects.toThrow('/bad.conf:3:2: unknown field "domian"');
    expect(await (await client(address)).ask('PING\r\n', 'PONG')).toContain('PONG');
    await engine.stop('other');
  });

  test('a port in use, be it between two servers or within one', async () => {
    const at = machine();
    await engine.start('first', other, at);
    await expect(engine.start('second', other, { ...at, dir: '/second' })).rejects.toThrow(
      /Error listening on port: .*4222.*address already in use/i,
    );
    // The port for routes is opened beside the start, and its fault is told after it.
    for (const block of ['leafnodes { port: 4222 }', 'cluster { name: c, port: 4222 }']) {
      await expect(engine.start('alone', `port: 4222\n${block}`, machine())).rejects.toThrow(
        /address already in use/i,
      );
    }
    expect(await engine.monitor('first', 'healthz')).toMatchObject({ status: 'ok' });
    await engine.stop('first');
  });

  test('JetStream refused', async () => {
    const config = 'port: 4222\njetstream { domain: "two words" }';
    await expect(engine.start('refused', config, machine())).rejects.toThrow(/domain/);
  });

  test('a reload that it does not support, or cannot parse', async () => {
    const config = 'port: 4222\njetstream { domain: one }';
    await engine.start('strict', config, machine());
    await expect(engine.reload('strict', config.replace('one', 'two'))).rejects.toThrow(
      'config reload not supported for JetStreamDomain: old=one, new=two',
    );
    await expect(engine.reload('strict', 'port: {')).rejects.toThrow(/Parse error/);
    expect(await engine.monitor('strict', 'healthz')).toMatchObject({ status: 'ok' });
    await engine.stop('strict');
  });

  test('a name that is taken, or is none, or a page that is none', async () => {
    await engine.start('named', other, machine());
    await expect(engine.start('named', other, machine())).rejects.toThrow('already running');
    await expect(engine.stop('nobody')).rejects.toThrow('server nobody is not running');
    await expect(engine.monitor('named', 'rootz' as 'varz')).rejects.toThrow('no monitoring page');
    await engine.stop('named');
  });

  /** Stores messages of 1 kB until the server refuses one, and answers its refusal. */
  async function fill({ ask }: Awaited<ReturnType<typeof client>>, storage: string) {
    const create = JSON.stringify({ name: 'FULL', subjects: ['full'], storage });
    await ask(
      `SUB _I.* 1\r\nPUB $JS.API.STREAM.CREATE.FULL _I.c ${create.length}\r\n${create}\r\n`,
      '"did_create":true',
    );
    const publish = `PUB full _I.p 1000\r\n${'x'.repeat(1000)}\r\n`;
    for (let i = 0; i < 500; i++) {
      const answer = await ask(publish, '}');
      if (answer.includes('error')) return answer;
    }
    return 'no refusal';
  }

  const stores = `${other}\njetstream { max_mem: 4G, max_file: 100G, store_dir: "/data" }`;

  test.each(['memory', 'file'])(
    'refuses in its own words what its memory or its disk has no room for, and others run on (%s)',
    async (storage) => {
      await engine.limit(storage === 'memory' ? 200_000 : 1e9, storage === 'file' ? 200_000 : 1e9);
      const next = await client(await engine.start('next', stores, machine()));
      const full = await client(await engine.start('full', stores, machine()));
      expect(await fill(full, storage)).toContain('"description":"insufficient resources"');
      expect(log).toHaveBeenCalledWith(
        'full',
        'error',
        `JetStream ${storage} resource limits exceeded for server`,
      );
      // What it is asked to keep to is what its monitoring shows.
      expect(await engine.monitor('full', 'jsz')).toMatchObject({
        config: { max_memory: 4e9, max_storage: 100e9 },
      });
      await engine.limit(1e9, 1e9);
      expect(await fill(next, storage)).toBe('no refusal');
      await engine.stop('full');
      await engine.stop('next');
    },
  );

  test('a disk that is full, and only that stream stops', async () => {
    const small = machine();
    files.makeDisk(small.dir, 300_000);
    const next = await client(await engine.start('next', stores, machine()));
    const full = await client(await engine.start('full', stores, small));
    // It answers no publish any more, as on a machine of its own.
    void fill(full, 'file').catch(() => {});
    await vi.waitFor(() =>
      expect(log).toHaveBeenCalledWith(
        'full',
        'error',
        expect.stringMatching(
          /failed to store a msg on stream '\$G > FULL': .*No space left on device/,
        ),
      ),
    );
    expect(await fill(next, 'file')).toBe('no refusal');
    expect(await engine.monitor('full', 'varz')).toMatchObject({
      server_name: expect.anything() as string,
    });
    await engine.stop('full');
    await engine.stop('next');
  });

  test.each([
    [
      'a file that includes itself',
      'port: 4222\ninclude "refused.conf"',
      "/refused.conf:2:0: error parsing include file 'refused.conf', it includes itself",
    ],
    [
      'an interval that the server cannot divide',
      'port: 4222\nping_interval: "1ns"',
      '/refused.conf:2:1: ping_interval of 1ns is too short: 1ms is the shortest here',
    ],
    [
      'an interval below nothing',
      'leafnodes { reconnect: "-1s" }',
      '/refused.conf:1:12: reconnect of -1s is too short: 1ms is the shortest here',
    ],
    [
      'maps without end',
      'a {\n'.repeat(20_000) + '}\n'.repeat(20_000),
      '/refused.conf:500:1: maps and lists lie more than 500 deep in each other',
    ],
    [
      'lists without end',
      `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`,
      'maps and lists lie more than 500 deep',
    ],
  ])('%s', async (_, config, words) => {
    await expect(engine.start('refused', config, machine())).rejects.toThrow(words);
  });

  test('a second start while the first has yet to end', async () => {
    // Its listener for routes is opened beside the start, which has to wait for it.
    const slow = `${other}\ncluster { name: c, port: 6222 }`;
    const first = engine.start('twice', slow, machine());
    await expect(engine.start('twice', slow, machine())).rejects.toThrow('already running');
    await first;
    await engine.stop('twice');
    await expect(engine.monitor('twice', 'varz')).rejects.toThrow('is not running');
  });

  test('a start that fails leaves its name, its ports and its folder free', async () => {
    const at = machine();
    const good = `${other}\njetstream { store_dir: "/data" }`;
    const bad = `${good}\nwebsocket { port: 4222, no_tls: true }`;
    for (let i = 0; i < 3; i++) {
      await expect(engine.start('frees', bad, at)).rejects.toThrow(/address already in use/i);
      expect(log).toHaveBeenLastCalledWith('frees', 'info', 'Server Exiting..');
      await engine.start('frees', good, at);
      await engine.stop('frees');
    }
  });
});

describe('a byte stream', () => {
  test('carries a megabyte unchanged, ends at a close, and refuses writes after it', async () => {
    const accepted: ByteStream[] = [];
    const { close } = await engine.listen('10.0.8.1:1', (stream) => accepted.push(stream));
    const near = await engine.dial('10.0.8.1:1');
    await vi.waitFor(() => expect(accepted).toHaveLength(1));
    const far = accepted[0]!;

    const sent = Uint8Array.from({ length: 1 << 20 }, (_, i) => (i * 31) & 255);
    const writing = near.write(sent).then(() => near.close());
    const chunks: Uint8Array[] = [];
    for (let chunk = await far.read(); chunk; chunk = await far.read()) chunks.push(chunk);
    await writing;
    expect(Buffer.concat(chunks).equals(Buffer.from(sent))).toBe(true);

    await expect(near.write(sent)).rejects.toThrow('closed');
    near.close();
    await close();
    await expect(engine.dial('10.0.8.1:1')).rejects.toThrow(/refused/i);
  });
});
