import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePackage, packTarball } from '../tools/package/make-package.mjs';

const folder = mkdtempSync(join(tmpdir(), 'package-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program without a network, where this system lets us take it away. */
const withoutNetwork = (program: string, ...args: string[]) =>
  cutOff ? run('unshare', '-rn', program, ...args) : run(program, ...args);

function run(program: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    input: 'quit\n',
    env: { PATH: process.env.PATH, HOME: folder, npm_config_cache: join(folder, 'cache') },
  });
  return { code: status, out: stdout, words: stderr };
}

const cutOff = spawnSync('unshare', ['-rn', 'true']).status === 0;

let size: number;
beforeAll(async () => {
  await makePackage(join(folder, 'made'));
  const made = await packTarball(join(folder, 'made'), folder);
  size = made.size;
  writeFileSync(join(folder, 'package.json'), '{}');
  const { code, words } = withoutNetwork(
    'npm',
    ...['install', '--offline', '--no-audit', '--no-fund', made.file],
  );
  expect(code, words).toBe(0);
  writeFileSync(
    join(folder, 'hub.conf'),
    'server_name: hub\nport: 4222\njetstream { domain: hub, store_dir: "/data" }\nleafnodes { port: 7422 }\n',
  );
  writeFileSync(
    join(folder, 'leaf.conf'),
    'server_name: leaf\nport: 4222\nleafnodes { remotes [ { url: "nats-leaf://hub:7422" } ] }\n',
  );
});

const program = join(folder, 'node_modules/leafwise/leafwise.mjs');
const installed = (...args: string[]) => withoutNetwork(process.execPath, program, ...args);

test('the package is small, needs no other, and says what it contains', () => {
  expect(size).toBeLessThan(10e6);
  const at = join(folder, 'node_modules/leafwise');
  const { dependencies, bin } = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')) as {
    dependencies?: object;
    bin: object;
  };
  expect(dependencies).toBeUndefined();
  expect(bin).toEqual({ leafwise: 'leafwise.mjs' });
  const licences = readFileSync(join(at, 'THIRD-PARTY.txt'), 'utf8');
  for (const name of ['github.com/nats-io/nats-server/v2', 'nats.ws', 'ws', 'yaml', 'tweetnacl'])
    expect(licences).toMatch(new RegExp(`^${name.replaceAll('.', '\\.')} `, 'm'));
  for (const name of ['LICENSE', 'NOTICE', 'README.md'])
    expect(existsSync(join(at, name))).toBe(true);
});

test('its command is there for npx, and helps', () => {
  const { code, out } = withoutNetwork('npx', '--offline', 'leafwise', '--help');
  expect(out).toContain('leafwise COMMAND --help');
  expect(code).toBe(0);
});

test('it checks', () => {
  const { code, out, words } = installed('check', 'hub.conf', 'leaf.conf');
  expect(out, words).toContain('2 servers, 1 link, 2 ran here');
  expect(out).toContain('-> hub: up');
  expect(code).toBe(0);
});

test('it runs a network, configurations of mine or a topology of the site', () => {
  for (const names of [['hub.conf', 'leaf.conf'], ['two-domains']]) {
    // With the ports of this machine, which a process without a network lacks.
    const { code, out, words } = run(process.execPath, program, 'up', ...names);
    expect(out, words).toMatch(/^hub +nats:\/\/127\.0\.0\.1:\d+/m);
    expect(code).toBe(0);
  }
});

test('it packs', () => {
  const { code, out, words } = installed('pack', 'hub.conf', 'leaf.conf', '--to', 'compose', 'out');
  expect(out, words).toContain('out/README.md');
  expect(code).toBe(0);
  const again = installed('pack', 'hub.conf', 'leaf.conf', '--to', 'compose', 'out');
  expect(again.words).toContain('out is not empty');
  expect(again.code).toBe(2);
});

test('a class says what it needs', () => {
  const { code, words } = installed('class');
  expect(words).toContain('npm run class');
  expect(code).toBe(2);
});
