import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { freePort } from '../../src/hosts/local/ports.ts';
import { ready, startProcess, type ServerProcess } from '../../src/hosts/local/server-process.ts';
import { nativeServer } from '../../tests/support/native-server.ts';
import { patience } from '../../tests/support/pass.ts';
import { askAt, startClass } from '../../tests/support/running-class.ts';
import { packClass } from './pack.ts';
import { nodeNames, ports } from './pack-conf.ts';

const hostile = `It's "$HOME" \`x\``;
const origin = 'https://class.example.com';
let parent: string;
let compose: string;
let helm: string;

beforeAll(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'leafwise-pack-'));
  compose = path.join(parent, 'compose');
  helm = path.join(parent, 'helm');
  await packClass({ kind: 'compose', folder: compose }, { name: hostile, origin });
  await packClass({ kind: 'helm', folder: helm }, { name: hostile, origin });
});
afterAll(() => rm(parent, { recursive: true, force: true }));

const textOf = (...names: string[]) => readFileSync(path.join(...names), 'utf8');

interface Compose {
  services: Record<string, { volumes: string[]; command: string[]; secrets?: string[] }>;
  volumes: Record<string, object>;
  secrets: Record<string, { file: string }>;
}

test('the Compose file names files that are there, or that its README tells of, and volumes', () => {
  const { services, volumes, secrets } = parse(textOf(compose, 'compose.yaml')) as Compose;
  expect(Object.keys(services)).toEqual([...nodeNames, 'class']);
  const mounted = Object.values(services).flatMap((service) => service.volumes);
  for (const [from] of mounted.map((each) => each.split(':')))
    if (from!.startsWith('./tls')) expect(textOf(compose, 'README.md')).toContain('tls/');
    else if (from!.startsWith('./')) expect(existsSync(path.join(compose, from!))).toBe(true);
    else if (!from!.startsWith('$')) expect(volumes).toHaveProperty([from!]);
  expect(existsSync(path.join(compose, secrets['class_creds']!.file))).toBe(true);
  // Compose would put a variable in.
  const { command } = services['class']!;
  expect(command[command.indexOf('--name') + 1]).toBe(hostile.replaceAll('$', '$$$$'));
});

test('no file of a pack but the one of the class has a seed, and none may read that one', () => {
  for (const folder of [compose, helm]) {
    expect(textOf(folder, 'class.creds')).toMatch(/\bSO[A-Z2-7]{56}\b/);
    expect(statSync(path.join(folder, 'class.creds')).mode & 0o077).toBe(0);
  }
  const deployed = [
    ...[...nodeNames.map((name) => `${name}.conf`), 'compose.yaml', 'README.md'].map((name) =>
      textOf(compose, name),
    ),
    ...['values.yaml', 'README.md'].map((name) => textOf(helm, name)),
  ];
  for (const text of deployed) expect(text).not.toMatch(/\bS[OAU][A-Z2-7]{56}\b/);
});

test('the commands of the READMEs are whole words of a shell', () => {
  const [, block] = /(npm run class[^]*?)\n *```/.exec(textOf(helm, 'README.md'))!;
  const words = execFileSync('sh', ['-c', `npm() { printf '%s\\n' "$@"; }; ${block}`]).toString();
  expect(words.split('\n')).toContain(hostile);
});

test('a folder that has something in it is left alone', async () => {
  const again = packClass({ kind: 'helm', folder: helm }, { name: 'x', origin });
  await expect(again).rejects.toThrow('a new folder');
});

test(
  'a class runs on the packed servers, and survives the loss of one',
  { timeout: 6 * patience },
  async () => {
    execFileSync(path.join(compose, 'certificates.sh'), { stdio: 'ignore' });
    const real = new Map<string, string>();
    for (const name of nodeNames)
      for (const port of Object.values(ports)) real.set(`${name}:${port}`, `${await freePort()}`);
    const binary = await nativeServer();
    const start = async (name: string) => {
      const file = path.join(compose, `${name}-here.conf`);
      const at = (port: string) => `127.0.0.1:${real.get(`${name}:${port}`)}`;
      writeFileSync(
        file,
        textOf(compose, `${name}.conf`)
          .replace(/"(?:0\.0\.0\.0|127\.0\.0\.1):(\d+)"/g, (_, port: string) => `"${at(port)}"`)
          .replace(
            /nats-route:\/\/(nats-\d:\d+)/g,
            (_, to: string) => `nats-route://127.0.0.1:${real.get(to)}`,
          )
          .replaceAll('"/tls/', `"${path.join(compose, 'tls')}/`)
          .replaceAll('"/data', `"${path.join(compose, 'data', name)}`),
      );
      const started = startProcess(binary, file, () => {});
      await ready(name, started);
      return started;
    };
    const running = new Map<string, ServerProcess>();
    try {
      await Promise.all(nodeNames.map(async (name) => running.set(name, await start(name))));
      const urls = nodeNames.map(
        (name) => `wss://localhost:${real.get(`${name}:${ports.websocket}`)}`,
      );
      const creds = path.join(compose, 'class.creds');
      const folder = path.join(parent, 'class', 'it');
      const hub = { urls, creds, ca: path.join(compose, 'tls', 'ca.pem') };
      const first = await startClass({ parent: path.join(parent, 'class'), folder, hub });
      const ada = await first.attend('Ada');
      const client = await first.connect(ada);
      const lost = running.get('nats-2')!;
      lost.signal('SIGKILL');
      await lost.ended;
      const tell = () =>
        client.request(`class.seat.${ada.id}.event.w-1`, '{}', { timeout: 1000 }).then(
          ({ data }) => data.length,
          () => 0,
        );
      await expect.poll(tell, { timeout: 2 * patience }).toBeGreaterThan(0);
      running.set('nats-2', await start('nats-2'));
      await first.end();
      // As a container that is started again.
      const again = await startClass({ parent: path.join(parent, 'class'), folder, hub });
      const back = await again.connect(ada);
      expect(await askAt(back, `class.seat.${ada.id}.hello`)).toHaveProperty('class', 'A class');
      const driver = await again.train('Tess');
      const { done } = (await driver.ask('read', { stream: 'events', after: 0 })) as {
        done: { messages: unknown[] };
      };
      expect(done.messages).toHaveLength(1);
      await driver.ask('drive');
      expect(await driver.ask('delete', { name: 'A class' })).toEqual({ done: null });
      await again.running.deleted;
      await again.end();
    } finally {
      await Promise.all([...running.values()].map((server) => server.stop()));
    }
  },
);
