import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { buildNativeServer } from '../../../engine/build.mjs';
import { nowhere } from '../../../tests/support/nowhere.ts';
import { LocalRuntime } from './local-runtime.ts';

// Configurations may be anybody's: pasted, or of a page that has the token. None of them leads out of the runtime.

const origin = 'http://localhost:3000';
let runtime: LocalRuntime;
/** Where no server may write. */
let outside: string;

beforeAll(async () => {
  process.env.LEAFWISE_SECRET = 'hunter2';
  outside = await mkdtemp(path.join(tmpdir(), 'leafwise-outside-'));
  runtime = await LocalRuntime.open({
    binary: await buildNativeServer(),
    origins: [origin],
    events: { log: () => {}, ended: () => {} },
  });
}, 120_000);

afterEach(async () => {
  await runtime.stop('hub').catch(() => {});
});

afterAll(async () => {
  delete process.env.LEAFWISE_SECRET;
  await runtime.close();
  await rm(outside, { recursive: true });
});

const start = (config: string) => runtime.start('hub', config, nowhere);

/** The addresses at which the server listens, as the kernel of Linux has them: in hexadecimal digits. */
function listeners(): string[] {
  const of = `/proc/${runtime.pidOf('hub')}`;
  const links = readdirSync(`${of}/fd`).map((fd) => readlinkSync(`${of}/fd/${fd}`));
  return ['tcp', 'tcp6'].flatMap((kind) =>
    readFileSync(`${of}/net/${kind}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((row) => row.trim().split(/\s+/))
      .filter(
        ([, , , state, , , , , , inode]) => state === '0A' && links.includes(`socket:[${inode}]`),
      )
      .map(([, local]) => local!.split(':')[0]!),
  );
}

test
  .skipIf(process.platform !== 'linux')
  .each([
    'listen: "0.0.0.0:0"',
    'listen: "0.0.0.0:+34777"',
    'listen: "0.0.0.0:\\x34777"',
    'listen: "\\x30.0.0.0:34777"',
    'LİSTEN: "0.0.0.0:34777"',
    'host: "0.0.0.0"; port: 34777; prof_port: 34778',
    'http: "0.0.0.0:34777"',
    'X: { port: 34777 }\nleafnodes: $X',
    'X: { listen: "0.0.0.0:34777" }; leafnodes: $X',
    'A: "0.0.0.0:34777"; leafnodes { listen: $A }',
    'leafnodes { host: "0.0.0.0", port: 34777 }; leafnodes { port: 34778 }',
    'websocket { port: 34777, no_tls: true }',
    'jetstream: enabled; server_name: hub; mqtt { port: 34777 }',
    'cluster { name: c, port: 34777 }',
    'gateway { name: g, port: 34777 }',
    '# a\rlisten: "0.0.0.0:34777"',
  ])('a server listens on this machine alone: %s', async (config) => {
  await start(config);
  const found = listeners();
  expect(found.length).toBeGreaterThan(2);
  expect([...new Set(found)]).toEqual(['0100007F']);
});

/** Answers how many thousands are a port that is free, below those that systems and this runtime give out. */
async function freeThousands(): Promise<number> {
  for (let thousands = 10; thousands < 20; thousands++) {
    const server = createServer().listen(thousands * 1000);
    const free = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    server.close();
    if (free) return thousands;
  }
  throw new Error('No port that is a round thousand is free.');
}

test('a listener that the rewriting has overlooked ends the server, which says so', async () => {
  // The server takes `k` for a thousand, as it does of sizes.
  const thousands = await freeThousands();
  await expect(start(`leafnodes { listen: ${thousands}k }`)).rejects.toThrow(
    `it listened at 0.0.0.0:${thousands}000, which other machines reach`,
  );
  expect(runtime.pidOf('hub')).toBeUndefined();
});

test.each([
  'log_file: "OUT"',
  'pid_file: "OUT"',
  'L: "OUT"; log_file: $L; pidfile: $L',
  'ports_file_dir: "OUT"',
  'jetstream { store_dir: "OUT" }',
  'J: { store: "OUT" }; jetstream: $J; mappings: { a: b }',
  'jetstream { store: "OUT" }',
  'a: #b\nlog_file: "OUT"',
  'server_name: b\f"\nlog_file: "OUT" #"',
  'include "a\\"\nlog_file: "OUT" #"',
  'pİd_file: "OUT"',
  'operator: x; resolver { type: full, dir: "OUT" }',
  'jetstream { store_dir: "../../../../../OUT" }',
])('a server writes below its folder alone: %s', async (config) => {
  await start(config.replaceAll('OUT', `${outside}/written`)).catch(() => {});
  await runtime.stop('hub').catch(() => {});
  expect(readdirSync(outside)).toEqual([]);
});

test('a configuration includes files of the machine alone, and those say nothing of it', async () => {
  await runtime.putFile('hub', 'users.conf', 'authorization { user: a, password: b }');
  await runtime.putFile('hub', 'log.conf', `log_file: "${outside}/log"`);
  await runtime.putFile('hub', 'all.conf', 'X: { port: 34777 }');
  await start('server_name: hub\ninclude "users.conf"');
  await runtime.stop('hub');
  await expect(start('server_name: hub\n  include "log.conf"')).rejects.toThrow(
    /hub\.conf:2:10: include "log\.conf": "log_file" may not come from an included file/,
  );
  await expect(start('include "all.conf"\nleafnodes: $X')).rejects.toThrow(
    '"port" may not come from',
  );
  for (const way of ['include ', 'Include\t', 'İnclude ', 'a { include ', 'include\u0085']) {
    const config = `${way}"../../../../../../etc/passwd"`;
    await expect(start(config)).rejects.toThrow(/no such file has been put on this machine/);
  }
  await expect(start('include "./.files/hub/log.conf"')).rejects.toThrow(
    'no such file has been put',
  );
  expect(existsSync(`${outside}/log`)).toBe(false);
});

test.each(['a.conf', './a.conf', 'x/../a.conf', '\\a.conf', '/a.conf'])(
  'a file put as %s is the one that has been looked at when it is included',
  async (spelling) => {
    await runtime.putFile('hub', 'a.conf', 'max_payload: 1000');
    await runtime.putFile('hub', spelling, `pid_file: "${outside}/pid"`);
    await expect(start('include "a.conf"')).rejects.toThrow('"pid_file" may not come from');
    expect(readdirSync(outside)).toEqual([]);
  },
);

test('a file put while a server starts or reloads is not the one that it includes', async () => {
  const harmless = 'max_payload: 1000';
  const harmful = `pid_file: "${outside}/pid"`;
  const including = 'http: 8222\ninclude "a.conf"';
  await runtime.putFile('hub', 'a.conf', harmless);
  await Promise.all([start(including), runtime.putFile('hub', 'a.conf', harmful)]);
  expect(await runtime.monitor('hub', 'varz')).toMatchObject({ max_payload: 1000 });
  await runtime.putFile('hub', 'a.conf', 'max_payload: 2000');
  await Promise.all([
    runtime.reload('hub', including),
    runtime.putFile('hub', 'a.conf', harmful),
  ]).catch(() => {});
  expect(readdirSync(outside)).toEqual([]);
});

test('an error in an included file names it as on a machine of its own', async () => {
  await runtime.putFile('hub', 'users.conf', 'max_payload: [');
  const failed = await start('include "users.conf"').catch(String);
  expect(failed).toContain('/users.conf');
  expect(failed).not.toContain(runtime.folder);
  expect(failed).not.toContain('.included');
});

test('a configuration reads no variable of the person who runs it', async () => {
  await expect(start('server_name: $LEAFWISE_SECRET')).rejects.toThrow(
    /variable reference for 'LEAFWISE_SECRET'.*can not be found/,
  );
});

test('pages of other origins reach neither monitoring nor a WebSocket', async () => {
  await start('http: 8222; http_base_path: "/nats"; websocket { port: 8080, no_tls: true }');
  expect((await runtime.monitor('hub', 'varz')).server_id).toBeTruthy();
  const statusOf = (page: string) =>
    new Promise((resolve, reject) => {
      const url = `http://127.0.0.1:${runtime.portOf('hub', 8222)}${page}`;
      get(url, { agent: false }, (response) => resolve(response.resume().statusCode)).on(
        'error',
        reject,
      );
    });
  expect(await statusOf('/varz')).toBe(404);
  expect(await statusOf('/nats/varz')).toBe(404);

  const answer = (from: string) =>
    new Promise((resolve) => {
      const socket = new WebSocket(runtime.websocketOf('hub')!, { origin: from });
      socket.once('open', () => resolve(socket.terminate() ?? 'open'));
      socket.once('error', ({ message }) => resolve(message));
    });
  expect(await answer(origin)).toBe('open');
  expect(await answer('https://example.org')).toContain('403');

  await runtime.stop('hub');
  await start('websocket { port: 8080, no_tls: true, allowed_origins: [] }');
  expect(await answer(origin)).toBe('open');
  expect(await answer('https://example.org')).toContain('403');
  await runtime.stop('hub');
  await runtime.putFile('hub', 'ws.conf', 'Origin: []');
  await expect(start('websocket { port: 8080, no_tls: true, include "ws.conf" }')).rejects.toThrow(
    '"Origin" may not come from',
  );
});
