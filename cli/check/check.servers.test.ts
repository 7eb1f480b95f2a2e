import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { nativeServer } from '../../tests/support/native-server.ts';
import { makePackage } from '../../tools/package/make-package.mjs';

/** The command as a package has it. */
const installed = mkdtempSync(join(tmpdir(), 'check-package-'));
beforeAll(() => makePackage(installed));
afterAll(() => rmSync(installed, { recursive: true, force: true }));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes files into the folder. */
function given(files: Record<string, string | Uint8Array>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** Runs `leafwise` in the folder. */
function leafwise(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(installed, 'leafwise.mjs'), ...args],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: temporary(), NO_COLOR: '1', FORCE_COLOR: '' },
    },
  );
  return { code: status, out: stdout, words: stderr };
}

/** The folder for what a command leaves behind: nothing. */
function temporary(): string {
  const at = join(folder, '.tmp');
  mkdirSync(at, { recursive: true });
  return at;
}

const hub = 'server_name: hub\nport: 4222\nleafnodes { port: 7422 }\n';
const leaf =
  'server_name: leaf\nport: 4222\nleafnodes { remotes [ { url: "nats-leaf://hub:7422" } ] }\n';

test('a sound network: a map, nothing found, 0', () => {
  given({ 'hub.conf': hub, 'leaf.conf': leaf });
  const { code, out, words } = leafwise('check', 'hub.conf', 'leaf.conf');
  expect(words).toBe('');
  expect(out).toContain('-> hub: up');
  expect(out).toContain('2 servers, 1 link, 2 ran here: nothing found.');
  expect(code).toBe(0);
  expect(leafwise('check', '--quiet', '.').out).toBe('');
});

test('a fault: its file and line, the remedy, 1, and the same as data', () => {
  given({
    'hub.conf': `${hub}accounts { APP { users [ { user: a, password: b } ] } }\n`,
    'leaf.conf': leaf,
  });
  const { code, out } = leafwise('check', '.');
  expect(out).toMatch(/^leaf\.conf:3 error .*Authorization Violation/m);
  expect(code).toBe(1);
  const told = JSON.parse(leafwise('check', '.', '--json').out) as {
    servers: object[];
    links: object[];
    findings: { severity: string }[];
  };
  expect(told.servers).toMatchObject([{ name: 'hub', state: 'running' }, { name: 'leaf' }]);
  expect(told.links).toMatchObject([{ name: 'leaf-hub', state: 'down' }]);
  expect(told.findings).toContainEqual(
    expect.objectContaining({ severity: 'error', place: { path: 'leaf.conf', line: 3 } }),
  );
});

test('what a configuration names and that was not given is told once, with its line', () => {
  const names = { creds: leaf.replace(' }', ', creds: "/etc/nats/leaf.creds" }') };
  given({
    'hub.conf': `${hub}tls { cert_file: "hub.pem", key_file: "hub.key" }\n`,
    'leaf.conf': names.creds,
    'third.conf': 'server_name: third\nport: 4222\nauthorization { token: $TOKEN }\n',
  });
  const { code, out } = leafwise('check', '.');
  expect(out.match(/^\S+ error .*\)$/gm)).toEqual([
    expect.stringMatching(/^hub\.conf:4 .*hub\.pem, was not given.*\(file-not-given\)$/),
    expect.stringMatching(/^hub\.conf:4 .*hub\.key, was not given.*\(file-not-given\)$/),
    expect.stringMatching(/^leaf\.conf:3 .*leaf\.creds were not given.*\(credentials-not-given\)$/),
    expect.stringMatching(
      /^third\.conf:3 error \$TOKEN is set by no line.*\(variable-not-given\)$/,
    ),
  ]);
  expect(out.match(/--stand-ins/g)).toHaveLength(4);
  // This package knows no address of the site.
  expect(out).toContain(' page: troubleshooting/messages/error-reading-leafnode');
  expect(code).toBe(1);
  expect(leafwise('check', '.', '--stand-ins').code).toBe(0);
});

test('what servers in this process do not have is told, and of native ones it is not', async () => {
  given({ 'hub.conf': `${hub}jetstream { store_dir: /data }\nmqtt { port: 1883 }\n` });
  const at = hub.split('\n').length + 1;
  const told = new RegExp(`^hub\\.conf:${at} MQTT is left out of the servers here`, 'm');
  const checked = leafwise('check', '.').out;
  expect(checked).toMatch(told);
  expect(checked.replace(/\s+/g, ' ')).toContain(
    'A native server has it: run `leafwise up --native`.',
  );
  expect(leafwise('check', '.', '--no-run').out).not.toMatch(told);
  const up = leafwise('up', '.');
  expect(up.out).toMatch(told);
  expect(up.code).toBe(0);
  const native = leafwise('up', '.', '--server', await nativeServer());
  expect(native.out).toContain('hub: running');
  expect(native.out).not.toMatch(told);
});

test('a network of which no server has run ends as a failure', () => {
  given({ 'hub.conf': `${hub}prot: 4222\n` });
  const { code, out } = leafwise('up', '.');
  expect(out).toMatch(/^hub +does not run$/m);
  expect(code).toBe(1);
});

test('what is left out is an error with its file, in each form, and a warning if it is less', () => {
  given({
    'hub.conf': hub,
    'deep.conf': 'port: 4222\ninclude deep.conf\n',
    'notes.txt': 'hello world\n',
    'large.conf': new Uint8Array(5 << 20).fill(97),
  });
  const quiet = leafwise('check', '--no-run', '-q', 'hub.conf', 'deep.conf', 'notes.txt');
  expect(quiet.out).toMatch(/^deep\.conf:1 error It includes itself\. \(left-out\)$/m);
  expect(quiet.out).toMatch(/^notes\.txt:1 error It is left out: .*\(left-out\)$/m);
  expect(quiet.code).toBe(1);
  const folderAlone = leafwise('check', '--no-run', '.', '--json');
  expect(JSON.parse(folderAlone.out)).toMatchObject({
    findings: [
      { rule: 'left-out', severity: 'error', place: { path: 'deep.conf', line: 1 } },
      { rule: 'left-out', severity: 'error', place: { path: 'large.conf', line: 1 } },
    ],
    notes: [],
  });
  expect(folderAlone.code).toBe(1);
  given({ 'hub.conf': `${hub}accounts { APP { users [ { user: a, password: b } ] } }\n` });
  const all = leafwise('check', '--no-run', '.', '--json').out;
  expect(
    [all, leafwise('check', '--no-run', '.', '--json', '-q').out].map((out) =>
      out.includes('"severity": "note"'),
    ),
  ).toEqual([true, false]);
  const sarif = leafwise('check', '--no-run', '-q', '.', '--sarif');
  expect(JSON.parse(sarif.out)).toMatchObject({
    runs: [{ results: [{ ruleId: 'left-out', level: 'error' }, { ruleId: 'left-out' }] }],
  });
  given({ 'in/values.yaml': 'config:\n  cluster: { enabled: true, replicas: 1000000 }\n' });
  const cut = leafwise('check', '--no-run', '-q', 'in');
  expect(cut.out).toMatch(/^in\/values\.yaml:2 warning The cluster has 1000000 replicas/m);
  expect(cut.code).toBe(0);
});

test('without a run no server is started', () => {
  given({ 'hub.conf': hub, 'leaf.conf': leaf });
  const { code, out } = leafwise('check', '--no-run', '.');
  expect(out).toContain('none was started');
  expect(code).toBe(0);
});

test('expectations hold, or fail with what was seen, and are told to a code host', () => {
  given({
    'hub.conf': hub,
    'leaf.conf': leaf,
    'expect.yaml': '- link: leaf-hub\n- publish: orders.>\n  at: hub\n  misses: leaf\n',
  });
  const { code, out } = leafwise('check', 'hub.conf', 'leaf.conf', '--expect', 'expect.yaml');
  expect(out).toMatch(/^holds {2}link leaf-hub is up$/m);
  expect(out).toMatch(/^fails {2}expect\.yaml:2 orders\.>, .*: it reaches leaf$/m);
  expect(code).toBe(1);
  const sarif = leafwise('check', 'hub.conf', 'leaf.conf', '--expect', 'expect.yaml', '--sarif');
  expect(JSON.parse(sarif.out)).toMatchObject({
    version: '2.1.0',
    runs: [{ results: [{ ruleId: 'expectation', level: 'error' }] }],
  });
  given({ 'expect.yaml': '- lnk: leaf-hub\n' });
  const mistaken = leafwise('check', 'hub.conf', 'leaf.conf', '--expect', 'expect.yaml');
  expect(mistaken.words).toMatch(/expect\.yaml:1: /);
  expect(mistaken.code).toBe(2);
});

const large = new Uint8Array(5 << 20).fill(97);

test.each<[string, Record<string, string | Uint8Array>, string[], RegExp]>([
  ['no file', {}, [], /^leafwise: Name the configurations/],
  ['one that is not there', {}, ['a.conf'], /a\.conf cannot be read: there is no such file\./],
  ['no configuration', { 'a.conf': 'hello\n' }, ['.'], /None of these files is the configuration/],
  ['an empty folder', {}, ['.'], /has no configuration/],
  ['a program', { 'a.conf': Uint8Array.of(127, 69, 76, 70, 0) }, ['.'], /a\.conf is no text/],
  ['too much', { 'a.conf': large }, ['a.conf'], /a\.conf is 5\.0 MB long/],
  [
    'an endless include',
    { 'a.conf': 'port: 4222\ninclude "b.conf"\n', 'b.conf': 'include "a.conf"\n' },
    ['a.conf'],
    /includes itself, by way of b\.conf/,
  ],
  [
    'a file elsewhere',
    { 'in/a.conf': 'port: 4222\ninclude "../b.conf"\n', 'b.conf': 'debug: true\n' },
    ['in'],
    /a\.conf includes \.\.\/b\.conf, which lies outside of the folders/,
  ],
  ['an option that is none', { 'a.conf': hub }, ['a.conf', '--jsn'], /Did you mean --json\?/],
  [
    'an assignment of no host',
    { 'a.conf': hub },
    ['a.conf', '--assign', 'x=hub'],
    /no configuration dials x\./,
  ],
  [
    'an assignment to two servers',
    { 'a.conf': leaf },
    ['a.conf', '--assign', 'hub=a', '--assign', 'hub=b'],
    /--assign says that hub is a, and that it is b/,
  ],
  ['two forms', { 'a.conf': hub }, ['a.conf', '--json', '--sarif'], /contradict each other/],
])('%s is refused in a sentence, with 2', (_, files, args, sentence) => {
  given(files);
  const { code, out, words } = leafwise('check', ...args);
  expect(words).toMatch(sentence);
  expect(words.trim().split('\n').length).toBeLessThan(3);
  expect(out).toBe('');
  expect(code).toBe(2);
  expect(readdirSync(temporary())).toEqual([]);
});

test('what a configuration includes is read, and what a link leads out to is not', () => {
  given({
    'in/a.conf': 'server_name: a\nport: 4222\ninclude "more.conf"\n',
    'in/more.conf': 'jetstream { domain: "mine" }\n',
    'secret.conf': 'server_name: secret\nport: 4222\n',
  });
  symlinkSync(join(folder, 'secret.conf'), join(folder, 'in/link.conf'));
  const { out } = leafwise('check', '--no-run', 'in');
  expect(out).toContain('domain mine');
  expect(out).toContain('1 server, 0 links');
});

test('a host that is none of the servers is told, and assigned', () => {
  given({
    'hub.conf': hub,
    'other.conf': hub.replace('hub', 'other'),
    'leaf.conf': leaf.replace('//hub', '//nats.example.com'),
  });
  expect(leafwise('check', '--no-run', '.').out).toContain('--assign nats.example.com=SERVER');
  const { out, code } = leafwise('check', '.', '--assign', 'nats.example.com=hub');
  expect(out).toContain('-> hub: up');
  expect(code).toBe(0);
  const none = leafwise('check', '--no-run', '.', '--assign', 'nats.example.com=');
  expect(none.code).toBe(0);
  expect(none.out).toContain('1 link');
  expect(none.out).not.toContain('--assign');
});

test('a reader that is gone ends it without a word', async () => {
  const args = [join(installed, 'leafwise.mjs'), 'completion', 'zsh'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  const words: Buffer[] = [];
  child.stderr.on('data', (bytes: Buffer) => words.push(bytes));
  const [code] = (await once(child, 'close')) as [number];
  expect([code, Buffer.concat(words).toString()]).toEqual([141, '']);
});

test('no text of a configuration acts on the terminal', () => {
  given({ 'a.conf': 'server_name: "a\u001b]52;c;aGk=\u0007b"\nport: 4222\nnothing: }\n' });
  const { out, words } = leafwise('check', '.');
  // eslint-disable-next-line no-control-regex
  expect(out + words).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});

test('the words of a server say no secret', () => {
  const remote = (url: string) => `leafnodes { remotes [ { url: "${url}" } ] }\n`;
  given({
    'hub.conf': hub,
    'a.conf': `server_name: a\n${remote('nats://u:S3cret%zz@hub:7422')}`,
    'b.conf': `server_name: b\n${remote('nats://hub:S3c/ret@hub:7422')}`,
    'c.conf': 'server_name: c\nauthorization { user: a, password: $S3cretPw }\n',
    'd.conf': `server_name: d\nleafnodes { remotes [ { url: "nats://hub:7422", nkey: SUA${'B'.repeat(54)} } ] }\n`,
  });
  const { code, out } = leafwise('check', '--sarif', '.');
  expect(code).toBe(1);
  expect(out.match(/does not start/g)?.length).toBeGreaterThan(3);
  expect(out).not.toMatch(/S3c|BBBB/);
});
