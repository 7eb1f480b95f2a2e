import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRunning, type Running } from '../doctor/live/running.ts';
import type { LocalRuntime } from '../hosts/local/local-runtime.ts';
import { derive, type Derived } from '../lab/derive/derive.ts';
import { unpacked } from '../lab/derive/deployed/unpacked.ts';
import { allLinked } from '../lab/network/linked.ts';
import { runnable } from '../lab/derive/runnable.ts';
import { buildNatsCli } from '../../tools/lib/nats-cli.mjs';
import { readModel, type Model } from '../../tools/nats-cli/model.ts';
import type { HostOpener } from '../../tests/support/bench.ts';
import { localHostSeen } from '../../tests/support/host-kinds.ts';
import { nativeServer } from '../../tests/support/native-server.ts';
import { networks } from '../../tests/support/networks.ts';
import { patience } from '../../tests/support/pass.ts';
import { pack, type PackFor } from './pack.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'leafwise-pack-'));
let runtime: LocalRuntime;
let hosts: HostOpener;
let binary: string;
let cli: string;
let model: Model;

beforeAll(async () => {
  [binary, cli, model] = await Promise.all([nativeServer(), buildNatsCli(), readModel()]);
  hosts = await localHostSeen((seen) => (runtime = seen)).open();
});

afterAll(async () => {
  await hosts.close();
  rmSync(folder, { recursive: true });
});

const again = (derived: Derived, to: PackFor): Derived => {
  const { files, aliases } = unpacked(pack(derived, to));
  return derive('again', files, { aliases });
};

async function start(derived: Derived): Promise<Running> {
  const running = await openRunning(derived, runnable(derived), hosts.openHost);
  const { topology } = running;
  const isUp = () => allLinked(topology, running.server, running.link);
  expect(await running.until(isUp, patience)).toBe(true);
  return running;
}

const named = (name: string): Derived => derive(name, networks[name]!);

describe('what is packed runs', () => {
  test.each(['clustered-hub', 'on one machine', 'with logins, variables and odd values'])(
    'the network %s, from its Compose file',
    async (name) => {
      const running = await start(again(named(name), 'compose'));
      running.close();
    },
  );

  const passwords = {
    PASSWORD_HUB_SENSORS: 's3nsors',
    PASSWORD_HUB_ORDERS: '0rders',
    PASSWORD_HUB_OPS: '0ps',
    PASSWORD_PLANT_FACTORY: 'm4chine',
    PASSWORD_PLANT_OFFICE: 'cl3rk',
  };

  test.each([
    ['hub-and-spoke', {}, 'streams of the domain hub, seen from east'],
    ['segmented', passwords, 'from plant to hub'],
  ])('the script of the CLI shows that %s works', async (name, env, shown) => {
    const derived = named(name);
    const running = await start(derived);
    const check = pack(derived, 'cli').find(({ path }) => path === 'check.sh')!;
    const file = join(folder, `${name}.sh`);
    writeFileSync(file, check.text);
    const urls = derived.topology.servers.map(({ name: server }): [string, string] => [
      `URL_${server.toUpperCase().replaceAll('-', '_')}`,
      `nats://127.0.0.1:${runtime.portOf(server)}`,
    ]);
    const path = `${dirname(cli)}:${process.env.PATH}`;
    const all: Record<string, string> = {
      ...env,
      ...Object.fromEntries(urls),
      PATH: path,
      HOME: folder,
      XDG_CONFIG_HOME: folder,
    };
    try {
      const { stdout } = await run('sh', [file], { env: all });
      expect(stdout).toContain(shown);
      expect(stdout).toMatch(/All of these worked\.\n$/);
      expect(stdout).not.toContain('Left out');
    } finally {
      running.close();
    }
  });
});

describe('what is packed is taken by nats-server', () => {
  const sound = Object.keys(networks).filter(
    // A resolver makes its folder even when it is only looked at; the server refuses names with spaces.
    (name) => !/operator-mode|included and named|mean harm/.test(name),
  );

  test.each(sound)('the network %s, as values for Helm', async (name) => {
    for (const { path, text, env } of unpacked(pack(named(name), 'helm')).files) {
      if (!path.endsWith('.conf')) continue;
      const file = join(folder, 'nats.conf');
      writeFileSync(file, text);
      const said = await run(binary, ['-t', '-c', file], { env: { ...env } });
      expect(said.stderr).toContain('is valid');
    }
  });
});

/** The commands that a script runs, without what stands for a context or a text. */
const commandsOf = (text: string): string[] =>
  [
    ...text.matchAll(/^show \S+ (?:'(?:[^']|'\\'')*'|\S+) (.+)$/gm),
    ...text.matchAll(/\bnats (?:--context \S+ )?((?:context|reply) .*?)(?: >|;|$)/gm),
  ].map(([, line]) => line!.replace(/'[^']*'|"[^"]*"/g, 'TEXT'));

/** What of a command is not in the CLI. */
function unknownIn(line: string): string[] {
  const path: Model[] = [model];
  return line.split(/\s+/).flatMap((word) => {
    const { commands = [] } = path.at(-1)!;
    const [, flag] = /^--([\w-]+)/.exec(word) ?? [];
    const next = commands.find(({ name, aliases = [] }) => [name, ...aliases].includes(word));
    if (next) path.push(next);
    if (flag !== undefined)
      return path.some(({ flags = [] }) => flags.some(({ name }) => name === flag)) ? [] : [word];
    return next || commands.length === 0 || path.length === 1 ? [] : [word];
  });
}

test.each(Object.keys(networks))('the script for %s has commands of the CLI only', (name) => {
  const { text } = pack(named(name), 'cli').find(({ path }) => path === 'check.sh')!;
  const commands = commandsOf(text);
  expect(commands.length).toBeGreaterThan(2);
  expect(commands.flatMap((line) => unknownIn(line).map((word) => `${word} in ${line}`))).toEqual(
    [],
  );
  expect(unknownIn('context make a --servers x')).toContain('make');
});
