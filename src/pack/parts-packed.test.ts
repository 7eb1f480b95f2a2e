import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { derive } from '../lab/derive/derive.ts';
import { standIn } from '../lab/derive/stand-ins.ts';
import { composeSchema } from '../../tests/support/compose-schema.ts';
import { networks } from '../../tests/support/networks.ts';
import { topologyNames } from '../../topologies/index.ts';
import { pack, type PackedFile, type PackFor } from './pack.ts';

const folder = mkdtempSync(join(tmpdir(), 'leafwise-packed-'));
afterAll(() => rmSync(folder, { recursive: true }));

const named = (name: string) => derive(name, networks[name]!);
const all: PackFor[] = ['compose', 'helm', 'systemd', 'cli'];
const hasAnalyze = spawnSync('systemd-analyze', ['--version']).status === 0;

describe.each(Object.keys(networks))('the network %s', (name) => {
  const derived = named(name);

  test('has a Compose file by the specification, whose files are there', () => {
    const files = pack(derived, 'compose');
    const compose = v.parse(
      composeSchema,
      parse(files.find(({ path }) => path === 'compose.yaml')!.text),
    );
    expect(Object.keys(compose.services)).toHaveLength(derived.confs.size);
    for (const [service, { command, volumes, secrets = [] }] of Object.entries(compose.services)) {
      const conf = command[1]!.replace('/etc/nats-server/', `${service}/`);
      expect(files.map(({ path }) => path)).toContain(conf);
      for (const volume of volumes) {
        const source = typeof volume === 'string' ? volume.split(':')[0]! : volume.source;
        if (!source.startsWith('./')) expect(compose.volumes).toHaveProperty([source]);
      }
      for (const { source } of secrets) expect(compose.secrets).toHaveProperty([source]);
    }
    const outside = Object.values(compose.services).flatMap(({ ports }) =>
      ports.map((port) => port.split(':')[1]),
    );
    expect(new Set(outside).size).toBe(outside.length);
  });

  test('has a script that a shell takes', () => {
    const { text } = pack(derived, 'cli').find(({ path }) => path === 'check.sh')!;
    const { status, stderr } = spawnSync('sh', ['-n'], { input: text, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  test('says at each place in which order to start, and how to see that it works', () => {
    for (const to of all) {
      const { text } = pack(derived, to).find(({ path }) => path === 'README.md')!;
      expect(text).toMatch(/^## See that (it|the network) works$/m);
      // No name gets out of its line, and no line of a list is made by one.
      expect(text).not.toMatch(/\r|^- `c` \$/m);
    }
  });

  test('keeps no login where it would be read by others', () => {
    const secrets = [...derived.confs.values()].flatMap(({ text }) => [
      ...[...text.matchAll(/pass(?:word)?:\s*"?((?:[^\s",}\\]|\\.)+)/g)].map(([, each]) => each!),
      ...[...text.matchAll(/:\/\/[^\s:@"]+:([^\s@"]+)@/g)].map(([, each]) => each!),
    ]);
    for (const to of all)
      for (const { path, text, mode } of pack(derived, to)) {
        if (mode === 0o600 || mode === 0o640) continue;
        for (const secret of secrets.filter((each) => !/^\$|^\w$/.test(each)))
          expect(text.includes(secret), `${secret} in ${to} ${path}`).toBe(false);
      }
  });
});

test('passwords in configurations are told, and whatever is the machine itself is no name to find', () => {
  const derived = derive('own', [
    {
      path: 'hub.conf',
      text: 'server_name: hub\nport: 4222\nauthorization { user: a, password: b }\nleafnodes { port: 7422 }',
    },
    {
      path: 'leaf.conf',
      text: 'server_name: leaf\nport: 4223\nleafnodes { remotes [ { url: "nats-leaf://0.0.0.0:7422" } ] }',
    },
  ]);
  const textOf = (to: PackFor, name: string) =>
    pack(derived, to).find(({ path }) => path === name)!.text;
  expect(textOf('systemd', 'README.md')).toContain(
    '`leaf` and `hub` run on one machine: one dials the other at `0.0.0.0`.',
  );
  for (const to of ['compose', 'systemd'] as const)
    expect(textOf(to, 'README.md')).toContain('`hub/hub.conf`: with the passwords');
  expect(pack(derived, 'compose').find(({ path }) => path === 'hub/hub.conf')!.mode).toBe(0o600);
  expect(textOf('compose', 'README.md')).toMatch(
    /nats --server nats:\/\/127\.0\.0\.1:4222 rtt {3}# with/,
  );
});

test('a network with stand-ins is not packed', async () => {
  const stood = await standIn(named('with files that are included and named'));
  expect(stood.standIns.length).toBeGreaterThan(0);
  for (const to of all) expect(() => pack(stood, to)).toThrow('without stand-ins');
});

test('names that mean harm do none in a shell', () => {
  const { text } = pack(named('with names that mean harm'), 'cli').find(
    ({ path }) => path === 'check.sh',
  )!;
  const touched = join(folder, 'x');
  const file = join(folder, 'check.sh');
  writeFileSync(file, text.replaceAll('/tmp/x', touched));
  // There is no `nats` on this path: each command fails, and nothing else happens.
  const { status, stdout } = spawnSync('/bin/sh', [file], {
    env: { PATH: '/nowhere' },
    encoding: 'utf8',
  });
  expect(status).not.toBe(0);
  expect(stdout).toContain('of these failed.');
  expect(existsSync(touched)).toBe(false);
});

test
  .skipIf(!hasAnalyze)
  .each(['clustered-hub', ...Object.keys(networks).slice(topologyNames.length)])(
  'systemd takes the units of the network %s (systemd-analyze)',
  (name) => {
    const derived = named(name);
    expect(faultsOf(pack(derived, 'systemd'), derived.confs.size)).toEqual([]);
  },
);

test.skipIf(!hasAnalyze)('a setting that systemd does not know is found', () => {
  const units = pack(named('two-domains'), 'systemd').map((file) => ({
    ...file,
    text: file.text.replace('UMask=', 'Umsk='),
  }));
  expect(faultsOf(units, 2).join()).toContain('Umsk');
});

/** What systemd says of units. */
function faultsOf(packed: PackedFile[], count: number): string[] {
  const units = packed.filter(({ path }) => path.endsWith('.service'));
  expect(units).toHaveLength(count);
  const files = units.map(({ path, text }) => {
    const file = join(folder, path.split('/').at(-1)!);
    // The program must be there for the unit to be sound.
    writeFileSync(file, text.replace('/usr/local/bin/nats-server', process.execPath));
    return file;
  });
  const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], {
    encoding: 'utf8',
  });
  return `${stdout}${stderr}`.split('\n').filter((line) => line.includes('nats-server-'));
}
