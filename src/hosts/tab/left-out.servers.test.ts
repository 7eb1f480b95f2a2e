import { generate } from 'selfsigned';
import { beforeAll, expect, test, vi } from 'vitest';
import { nowhere } from '../../../tests/support/nowhere.ts';
import type { Engine } from './engine.ts';
import { engineInNode } from './engine-in-node.ts';
import { MemoryFs } from './memory-fs.ts';

const told = vi.fn<(line: string) => void>();
const files = new MemoryFs();
let engine: Engine;

beforeAll(async () => {
  engine = await engineInNode({ log: (_, level, text) => told(`${level}: ${text}`) }, files);
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'hub' }]);
  files.writeFile('/cert.pem', cert);
  files.writeFile('/key.pem', key);
});

const send = (text: string) => new TextEncoder().encode(text);

/** Starts a server, and answers what its client's address answers to a request. */
async function asked(address: string, subject: string): Promise<string> {
  const stream = await engine.dial(address);
  const connect = { user: 'sys', pass: 'x', verbose: false, headers: true, no_responders: true };
  await stream.write(
    send(`CONNECT ${JSON.stringify(connect)}\r\nSUB i 1\r\nPUB ${subject} i 2\r\n{}\r\n`),
  );
  let seen = '';
  while (!/^MSG [^]*}\r\n$/m.test(seen)) seen += new TextDecoder().decode((await stream.read())!);
  return seen;
}

const certificate = 'cert_file: "/cert.pem", key_file: "/key.pem", ca_file: "/cert.pem"';

/** What is left out: a configuration that asks for it, and for which part. `refused`: its server does not start. */
const cases: [part: string, words: string, config: string, refused?: 'refused'][] = [
  ['MQTT', 'No MQTT clients on mqtt://', 'jetstream {}; mqtt { port: 1883 }'],
  ['a port for profiles', 'No profiles on port 6060', 'prof_port: 6060'],
  [
    'the status of its certificate',
    'no OCSP status for certificate at',
    `tls { ${certificate} }; ocsp { mode: always }`,
    'refused',
  ],
  [
    'the status of the certificates of others',
    'no ocsp_peer for Client connections',
    `tls { ${certificate}, verify: true, ocsp_peer: true }`,
    'refused',
  ],
];

test.each(cases)(
  'who asks a server here for %s is told that it is left out, and that a native server has it',
  async (_, words, config, refused) => {
    const host = '10.0.0.9';
    const machine = { host, dir: '/asks', resolve: nowhere };
    const start = engine.start('asks', `server_name: asks; port: 4222; ${config}`, machine);
    if (refused) await expect(start).rejects.toThrow(words);
    else {
      await start;
      expect(told).toHaveBeenCalledWith(expect.stringContaining(`warn: ${words}`));
      await engine.stop('asks');
    }
    const said = refused ? await start.catch(String) : told.mock.calls.flat().join('\n');
    expect(said).toMatch(/left out of the servers here.* a native nats-server has /);
  },
);

test('an MQTT client is refused, also over a WebSocket', async () => {
  const machine = { host: '10.0.0.10', dir: '/mqtt', resolve: nowhere };
  const config =
    'server_name: m; port: 4222; jetstream {}; mqtt { port: 1883 }; websocket { port: 8080, no_tls: true }';
  await engine.start('mqtt', config, machine);
  const client = await engine.dial('10.0.0.10:1883');
  expect(await client.read()).toBeNull();
  expect(told).toHaveBeenCalledWith(
    expect.stringContaining('error: MQTT client refused: MQTT is left out'),
  );
  await engine.stop('mqtt');
});

test('what is wrong with a part that is left out is said as by any server', async () => {
  const machine = { host: '10.0.0.11', dir: '/wrong', resolve: nowhere };
  const start = (config: string) => engine.start('wrong', config, machine);
  await expect(start('port: 4222; mqtt { port: 1883 }')).rejects.toThrow('mqtt requires JetStream');
  await expect(start('port: 4222; mqtt { prt: 1883 }')).rejects.toThrow('unknown field "prt"');
  await expect(
    start('port: 4222; jetstream {}; server_name: w; mqtt { port: 4222 }'),
  ).rejects.toThrow(/already in use/);
});

test('a request for a profile is answered with why there is none', async () => {
  const machine = { host: '10.0.0.12', dir: '/profile', resolve: nowhere };
  const users = 'accounts { SYS { users: [{ user: sys, password: x }] } }; system_account: SYS';
  const address = await engine.start('profile', `port: 4222; ${users}`, machine);
  expect(await asked(address, '$SYS.REQ.SERVER.PING.PROFILEZ')).toContain(
    'profiles are left out of the servers here, and a native nats-server has them',
  );
  await engine.stop('profile');
});
