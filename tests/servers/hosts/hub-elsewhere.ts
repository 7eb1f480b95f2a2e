import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { promisify } from 'node:util';
import { nativeServer } from '../../support/native-server.ts';
import { LocalRuntime } from '../../../src/hosts/local/local-runtime.ts';
import { nowhere } from '../../support/nowhere.ts';
import type { HubElsewhere } from './remote-hub-facts.ts';

const run = promisify(execFile);

/** Without compression, as a link must be that crosses a WebSocket which is not the server's own. */
const hubWith = (trust: string) => `
server_name: elsewhere
leafnodes { port: 7422, compression: off }
websocket { port: 8080, no_tls: true }
${trust}`;

/** A hub on a native server, and two proxies before it, whose connections can be dropped. */
export class NativeHubElsewhere implements HubElsewhere {
  #runtime: LocalRuntime | undefined;
  #proxies: { server: Server; sockets: Set<Socket> }[] = [];

  async start(trust: string): Promise<{ url: string; secureUrl: string }> {
    const events = { log: () => {}, ended: () => {} };
    this.#runtime = await LocalRuntime.open({ binary: await nativeServer(), events });
    await this.#runtime.start('elsewhere', hubWith(trust), nowhere);
    const secrets = await (certificate ??= selfSigned());
    const plain = await this.#proxy((onSocket) => createServer(onSocket));
    const secure = await this.#proxy((onSocket) => createTlsServer(secrets, onSocket));
    return { url: `ws://127.0.0.1:${plain}`, secureUrl: `wss://127.0.0.1:${secure}/nats` };
  }

  async leafs(): Promise<{ name: string; account: string }[]> {
    const page = await this.#runtime!.monitor('elsewhere', 'leafz');
    const { leafs } = page as { leafs?: { name: string; account: string }[] };
    return (leafs ?? []).map(({ name, account }) => ({ name, account }));
  }

  async drop(): Promise<void> {
    for (const { sockets } of this.#proxies) for (const socket of sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    await this.drop();
    await Promise.all(this.#proxies.map(({ server }) => once(server.close(), 'close')));
    this.#proxies = [];
    await this.#runtime?.close();
    this.#runtime = undefined;
  }

  /** Listens on a port of 127.0.0.1, and passes bytes on to the hub's WebSocket listener. */
  async #proxy(create: (onSocket: (socket: Socket) => void) => Server): Promise<number> {
    const sockets = new Set<Socket>();
    const server = create((socket) => {
      const hub = connect(this.#runtime!.portOf('elsewhere', 8080)!, '127.0.0.1');
      sockets.add(socket);
      socket.once('close', () => {
        sockets.delete(socket);
        hub.destroy();
      });
      hub.once('close', () => socket.destroy());
      for (const end of [socket, hub]) end.on('error', () => {}); // and then it closes
      socket.pipe(hub).pipe(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.#proxies.push({ server, sockets });
    return (server.address() as AddressInfo).port;
  }
}

let certificate: ReturnType<typeof selfSigned> | undefined;

/** Makes a self-signed certificate for 127.0.0.1, by a program that comes with Go. */
async function selfSigned(): Promise<{ cert: string; key: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'leafwise-cert-'));
  try {
    const root = (await run('go', ['env', 'GOROOT'])).stdout.trim();
    const program = path.join(root, 'src/crypto/tls/generate_cert.go');
    await run('go', ['run', program, '--host=127.0.0.1', '--ecdsa-curve=P256'], { cwd: folder });
    const read = (name: string) => readFile(path.join(folder, name), 'utf8');
    return { cert: await read('cert.pem'), key: await read('key.pem') };
  } finally {
    await rm(folder, { recursive: true });
  }
}
