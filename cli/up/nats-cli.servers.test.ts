import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildNatsCli } from '../../tools/lib/nats-cli.mjs';
import { nativeServer } from '../../tests/support/native-server.ts';
import { makePackage } from '../../tools/package/make-package.mjs';

const folder = mkdtempSync(join(tmpdir(), 'up-cli-test-'));
const said: string[] = [];
let up: ChildProcess;
let nats: string;

const member = (name: string, others: string) => `
server_name: ${name}
port: 4222
jetstream { domain: hub, store_dir: "/data" }
cluster { name: east, port: 6222, routes: [${others}] }
leafnodes { port: 7422 }
accounts {
  APP { jetstream: enabled, users: [ { user: app, password: secret } ] }
  SYS { users: [ { user: sys, password: secret } ] }
}
system_account: SYS
no_auth_user: app
`;

beforeAll(async () => {
  nats = await buildNatsCli();
  await makePackage(join(folder, 'made'));
  const names = ['n1', 'n2', 'n3'];
  for (const name of names)
    writeFileSync(
      join(folder, `${name}.conf`),
      member(name, names.map((each) => `"nats-route://${each}:6222"`).join(', ')),
    );
  writeFileSync(
    join(folder, 'leaf.conf'),
    'server_name: leaf\nport: 4222\njetstream { domain: leaf, store_dir: "/data" }\nleafnodes { remotes [ { url: "nats-leaf://app:secret@n1:7422" } ] }\n',
  );
  writeFileSync(
    join(folder, 'left.yaml'),
    'services:\n  hub:\n    image: nats\n    command: -c /nowhere.conf\n',
  );
  const files = [...names, 'leaf'].map((name) => `${name}.conf`);
  up = spawn(process.execPath, [join(folder, 'made/leafwise.mjs'), 'up', ...files], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  createInterface({ input: up.stdout! }).on('line', (line) => said.push(line));
  await vi.waitFor(() => expect(said.join('\n')).toMatch(/^leaf-n1: up$/m), 50_000);
  await vi.waitFor(() => expect(said.join('\n')).toMatch(/^status {3}help {3}quit$/m), 50_000);
}, 120_000);

afterAll(async () => {
  if (up.exitCode === null) {
    up.stdin!.write('quit\n');
    await once(up, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

const addressOf = (server: string) =>
  new RegExp(`^${server} +(nats://127\\.0\\.0\\.1:\\d+)`, 'm').exec(said.join('\n'))![1]!;

/** What the CLI prints. */
async function cli(line: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(nats, line.split(' '), {
    env: { HOME: folder, XDG_CONFIG_HOME: folder, NATS_URL: '' },
    timeout: 30_000,
  });
  return stdout + stderr;
}

test('a stream of three replicas keeps what the CLI publishes, and the leaf reaches it', async () => {
  const hub = addressOf('n1');
  await vi.waitFor(async () => {
    const made = await cli(
      `--server ${hub} stream add ORDERS --subjects orders.> --replicas 3 --defaults`,
    );
    expect(made).toContain('ORDERS');
  }, 50_000);
  expect(await cli(`--server ${addressOf('leaf')} pub orders.1 hello -J`)).toContain('ORDERS');
  const info = await cli(`--server ${addressOf('leaf')} stream info ORDERS --js-domain hub --json`);
  expect(JSON.parse(info)).toMatchObject({ state: { messages: 1 }, domain: 'hub' });
});

test('the CLI finds the other members at ports of this machine', async () => {
  const report = await cli(
    `--server ${addressOf('n2')} --user sys --password secret server report jetstream`,
  );
  for (const name of ['n1', 'n2', 'n3']) expect(report).toContain(name);
  const { connect_urls: urls } = JSON.parse(
    await new Promise<string>((resolve, reject) => {
      const [, port] = /:(\d+)$/.exec(addressOf('n2'))!;
      const socket = connect(Number(port), '127.0.0.1').once('error', reject);
      socket.once('data', (data) => {
        resolve(data.toString().slice('INFO '.length).split('\r\n')[0]!);
        socket.destroy();
      });
    }),
  ) as { connect_urls: string[] };
  const known = ['n1', 'n2', 'n3'].map((name) => addressOf(name).replace('nats://', ''));
  expect(urls.toSorted()).toEqual(known.toSorted());
});

test('a subscriber at the hub gets what a client of the leaf publishes', async () => {
  const got = cli(`--server ${addressOf('n3')} sub greetings --count 1 --raw`);
  let received = '';
  void got.then((text) => (received = text));
  await vi.waitFor(async () => {
    await cli(`--server ${addressOf('leaf')} pub greetings hello`);
    expect(received).toContain('hello');
  }, 30_000);
});

test('its line makes a context that works', async () => {
  const [line] = said.join('\n').match(/nats context add yours-leaf .*/)!;
  await cli(line.trim().replace(/^nats /, ''));
  expect(await cli('--context yours-leaf rtt')).toContain('127.0.0.1');
});

test('each account has a line that works as printed', async () => {
  const block = said
    .join('\n')
    .split(/^(?=\S)/m)
    .find((each) => each.startsWith('n1 '))!;
  const lines = [...block.matchAll(/^ +nats (--server .*)$/gm)].map(([, line]) => line!);
  expect(lines).toHaveLength(2);
  expect(block).toContain('account APP, without a login:');
  expect(block).toContain('account SYS, as sys:');
  expect(await cli(lines[0]!)).toContain('ORDERS');
  expect(await cli(lines[1]!)).toContain('n3');
  const [, context] = /nats (context add yours-n1-SYS .*)/.exec(block)!;
  await cli(context!);
  expect(await cli('--context yours-n1-SYS server list')).toContain('n2');
});

test('a native server joins as a leaf at the address that is printed', async () => {
  const [, url] = /^n1 [^]*?joins it as a leaf at (nats-leaf:\S+)/m.exec(said.join('\n'))!;
  const config = join(folder, 'far.conf');
  const remote = url!.replace('://', '://app:secret@');
  writeFileSync(
    config,
    `server_name: far\nlisten: "127.0.0.1:-1"\nleafnodes { remotes [ { url: "${remote}" } ] }\n`,
  );
  const far = spawn(await nativeServer(), ['-c', config], { stdio: 'ignore' });
  try {
    const [, monitoring] = /^n1 [^]*?monitoring: (http:\S+)\/varz/m.exec(said.join('\n'))!;
    await vi.waitFor(async () => {
      const { leafs } = (await (await fetch(`${monitoring}/leafz`)).json()) as {
        leafs: { name: string; account: string }[];
      };
      expect(leafs).toContainEqual(expect.objectContaining({ name: 'far', account: 'APP' }));
    }, 50_000);
  } finally {
    far.kill('SIGKILL');
    await once(far, 'exit');
  }
});

test.each([
  ['of the PATH', ['--native']],
  ['by a path from here on', ['--server', 'bin/nats-server']],
])('a nats-server %s runs the network', async (_, flags) => {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  rmSync(join(bin, 'nats-server'), { force: true });
  symlinkSync(await nativeServer(), join(bin, 'nats-server'));
  const lines: string[] = [];
  const native = spawn(
    process.execPath,
    [join(folder, 'made/leafwise.mjs'), 'up', 'leaf.conf', 'left.yaml', ...flags],
    { cwd: folder, env: { ...process.env, PATH: bin }, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  createInterface({ input: native.stdout }).on('line', (line) => lines.push(line));
  await vi.waitFor(() => expect(lines.join('\n')).toMatch(/^status {3}help/m), 50_000);
  expect(lines.join('\n')).toMatch(/^leaf: running, nats-server/m);
  // What was left out is said, here as by check.
  expect(lines.join('\n')).toMatch(/^left\.yaml.* error /m);
  expect(lines.join('\n')).toContain('The labs of the site join only a topology or a lab');
  native.stdin.write('quit\n');
  await once(native, 'exit');
});

test('its monitoring answers as a server does', async () => {
  const [, url] = /^n1 [^]*?monitoring: (http:\S+)\/varz/m.exec(said.join('\n'))!;
  const varz = (await (await fetch(`${url}/varz`)).json()) as { server_name: string };
  expect(varz.server_name).toBe('n1');
  const jsz = (await (await fetch(`${url}/jsz?accounts=1&streams=1&acc=APP`)).json()) as object;
  expect(jsz).toMatchObject({
    account_details: [{ name: 'APP', stream_detail: [{ name: 'ORDERS' }] }],
  });
  const connz = (await (await fetch(`${url}/connz?state=closed&limit=1`)).json()) as object;
  expect(connz).toMatchObject({
    limit: 1,
    connections: [{ reason: expect.any(String) as string }],
  });
  expect((await fetch(`${url}/nothing`)).status).toBe(404);
});
