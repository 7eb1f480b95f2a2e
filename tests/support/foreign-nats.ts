import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createOperator, encodeOperator } from '@nats-io/jwt';
import { WebSocket } from 'ws';
import { freePort } from '../../src/hosts/local/ports.ts';
import { ready, startProcess, type ServerProcess } from '../../src/hosts/local/server-process.ts';
import { makeAccount, makeUser, type Signer } from '../../src/lab/credentials/signing.ts';
import { connectTo, type NatsConnection } from '../../src/nats/connect.ts';
import { nativeServer } from './native-server.ts';

/** What a NATS differs by from one that grants a class all that it needs. */
export interface Foreign {
  /** How many servers it is; one without a cluster. */
  nodes?: 1 | 3;
  resolver?: (folder: string) => string;
  /** What stands in its block besides the folder. */
  jetstream?: string;
  leafnodes?: string;
}

/** A NATS of somebody else, with an operator, accounts and streams of its own, whose WebSockets have a certificate. */
export interface ForeignNats {
  urls: string[];
  /** The file of who has signed its certificate. */
  ca: string;
  /** The file that grants a class what it needs, by a signing key of the operator. */
  creds: string;
  /** Texts: of a user of the system account, and of one of the account SHOP. */
  logins: { system: string; shop: string };
  signer: Signer;
  nodes: { name: string; process: () => ServerProcess; start: () => Promise<void> }[];
  folder: string;
  /** A client at the client port of a node. */
  connect: (creds: string, node?: number) => Promise<NatsConnection>;
  close: () => Promise<void>;
}

/** Makes a certificate for this machine that signs itself. */
async function makeCertificate(folder: string): Promise<{ cert: string; key: string }> {
  const made = { cert: path.join(folder, 'cert.pem'), key: path.join(folder, 'key.pem') };
  const how = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=nats';
  const names = ['-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'];
  const to = ['-keyout', made.key, '-out', made.cert];
  await promisify(execFile)('openssl', [...how.split(' '), ...names, ...to]);
  return made;
}

/** What stands in the file that `--creds` names. */
export const grantText = (creds: string, { keys }: Signer): string =>
  `${creds}\n-----BEGIN OPERATOR NKEY SEED-----\n${new TextDecoder().decode(keys.getSeed())}\n------END OPERATOR NKEY SEED------\n`;

export async function startForeign(differs: Foreign = {}): Promise<ForeignNats> {
  const folder = await mkdtemp(path.join(tmpdir(), 'leafwise-foreign-'));
  const { cert, key } = await makeCertificate(folder);
  const operator = { keys: createOperator() };
  const signer = { keys: createOperator() };
  const jwt = await encodeOperator('ACME', operator.keys, {
    signing_keys: [signer.keys.getPublicKey()],
  });
  const store = { disk_storage: -1, mem_storage: -1, streams: -1, consumer: -1 };
  const system = await makeAccount(operator, 'SYS');
  // Named as one of a class is.
  const shop = await makeAccount(operator, 'CLASS', store);
  const logins = {
    system: (await makeUser(system, 'admin')).creds,
    shop: (await makeUser(shop, 'till')).creds,
  };
  const creds = path.join(folder, 'class.creds');
  await writeFile(creds, grantText(logins.system, signer), { mode: 0o600 });

  const count = differs.nodes ?? 1;
  const all = await Promise.all(
    Array.from({ length: count }, async (_, i) => ({
      name: `acme-${i + 1}`,
      client: await freePort(),
      websocket: await freePort(),
      leaf: await freePort(),
      route: await freePort(),
    })),
  );
  const binary = await nativeServer();
  const preload = [system, shop].map((each) => `${each.keys.getPublicKey()}: ${each.jwt}`);
  const routes = all.map(({ route }) => `"nats-route://127.0.0.1:${route}"`).join(', ');
  const nodes: ForeignNats['nodes'] = [];
  for (const { name, client, websocket, leaf, route } of all) {
    const file = path.join(folder, `${name}.conf`);
    const accounts = path.join(folder, name, 'accounts');
    const resolver = `{ type: full, dir: "${accounts}", allow_delete: true }`;
    await writeFile(
      file,
      `server_name: ${name}
listen: "127.0.0.1:${client}"
operator: ${jwt}
system_account: ${system.keys.getPublicKey()}
resolver: ${differs.resolver?.(accounts) ?? resolver}
resolver_preload { ${preload.join('\n')} }
jetstream { store_dir: "${path.join(folder, name)}", ${differs.jetstream ?? 'domain: acme, max_file_store: 20GB, max_memory_store: 2GB'} }
websocket { listen: "127.0.0.1:${websocket}", same_origin: true, tls { cert_file: "${cert}", key_file: "${key}" } }
${differs.leafnodes ?? `leafnodes { listen: "127.0.0.1:${leaf}" }`}
${count > 1 ? `cluster { name: acme, listen: "127.0.0.1:${route}", routes: [${routes}] }` : ''}
`,
    );
    let process: ServerProcess;
    const start = async () => {
      process = startProcess(binary, file, () => {});
      await ready(name, process);
    };
    nodes.push({ name, process: () => process, start });
  }
  await Promise.all(nodes.map(({ start }) => start()));

  const ca = await readFile(cert, 'utf8');
  class Trusting extends WebSocket {
    constructor(url: string) {
      super(url, { ca });
    }
  }
  const urls = all.map(({ websocket }) => `wss://127.0.0.1:${websocket}`);
  const open: NatsConnection[] = [];
  return {
    urls,
    ca: cert,
    creds,
    logins,
    signer,
    nodes,
    folder,
    async connect(login, node = 0) {
      const before = globalThis.WebSocket;
      Object.assign(globalThis, { WebSocket: Trusting });
      try {
        const url = urls[node]!;
        const client = await connectTo(() => ({ type: 'url', url }), 'theirs', { creds: login });
        open.push(client);
        return client;
      } finally {
        Object.assign(globalThis, { WebSocket: before });
      }
    },
    async close() {
      await Promise.all(open.map((client) => client.close()));
      await Promise.all(nodes.map(({ process }) => process().stop()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
