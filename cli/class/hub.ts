import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { classDomain } from '../../src/class/subjects.ts';
import { startWatchdog } from '../../src/hosts/local/watchdog.ts';
import type { ClassFolder, KeptSeat } from './folder.ts';
import { openFront } from './front.ts';
import { keepRunning, type HubNode } from './hub-node.ts';
import { accountOf } from './keys.ts';
import { HubDialer } from './upstream.ts';

/** A server of a hub of several, as trainers are told of it. */
export interface NodeState {
  name: string;
  running: boolean;
}

/** As much of a hub as it takes to ask it, and to tell of it. */
export interface HubView {
  /** Its servers, if it is several that the command has started. */
  nodes: () => NodeState[];
  /** On how many of its servers each stream of the class is. */
  replicas: number;
  /** Of a hub that the command has not started. */
  elsewhere?: { domain: string };
  /** The names of servers that such a hub had at the start, and has not now. */
  away?: () => Promise<string[]>;
  /** Kills one of its servers, or without a name all, and starts it again after some milliseconds. */
  crash?: (ms: number, node?: string) => void;
}

/** The hub of a class: a nats-server, or some in one cluster. Each is started again when it ends unasked. */
export interface Hub extends HubView {
  /** Opens its WebSocket for pages and leaves. */
  dialer: HubDialer;
  /** Its WebSocket, for clients of this process. */
  url: string;
  /** The process id of a server of it, for tests that kill it; without a name of the first. */
  pid: (node?: string) => number | undefined;
  /** Deletes all that the class has there, where that is not in the folder of the class. */
  forget?: () => Promise<void>;
  close: () => Promise<void>;
}

/** Hears of the servers of a hub. */
export interface HubEvents {
  /** Told why one ended unasked. */
  ended: (reason: string) => void;
  /** Told when one has ended or is back. */
  changed: () => void;
}

/** A server of the hub before it is started. */
interface Planned {
  name: string;
  ports: { client: number; websocket: number; leaf: number };
  /** The address at which it takes native leaves. */
  host: string;
  /** The folder with its streams and accounts. */
  folder: string;
  /** What its configuration has besides. */
  more: string;
}

/** A hub of one takes clients and leaves itself; one of several does so behind a front. */
function plan({ state, path: folder }: ClassFolder, host: string): Planned[] {
  if (!state.nodes) return [{ name: 'class', ports: state.ports!, host, folder, more: '' }];
  // Whoever has it could be a server of the hub, which sees all.
  const secret = randomBytes(24).toString('hex');
  const routes = state.nodes.map(
    ({ route }) => `"nats-route://class:${secret}@127.0.0.1:${route}"`,
  );
  return state.nodes.map((ports, i) => ({
    name: `class-${i + 1}`,
    ports,
    host: '127.0.0.1',
    folder: path.join(folder, `class-${i + 1}`),
    // Each tells its clients and leaves no address but the front's, which they know.
    more: `cluster {
  name: class
  listen: "127.0.0.1:${ports.route}"
  authorization { user: class, password: "${secret}" }
  no_advertise: true
  routes: [${routes.join(', ')}]
}
`,
  }));
}

/**
 * The configuration of a server of the hub. Clients and WebSockets are for this machine: pages reach them through the
 * address of the site. All accounts are in it, so that a server that was away knows at once who has been removed.
 */
function hubConfig({ keys, seats, state }: ClassFolder, node: Planned): string {
  const { ports, host, folder } = node;
  const { operator, system } = keys.own!;
  const { control, room } = keys.accounts;
  const own = [system, control, room].map(({ keys: pair, jwt }) => [pair.getPublicKey(), jwt]);
  // One that is just being made has none yet.
  const joined: Partial<KeptSeat>[] = [...seats.values(), ...state.trainers];
  const others = joined
    .flatMap(({ account }) => (account ? [account.jwt] : []))
    .map((jwt) => [accountOf(jwt), jwt]);
  const preload = [...own, ...others].map(([id, jwt]) => `  ${id}: ${jwt}`);
  return `server_name: ${node.name}
listen: "127.0.0.1:${ports.client}"
operator: ${operator.jwt}
system_account: ${system.keys.getPublicKey()}
resolver {
  type: full
  dir: ${JSON.stringify(path.join(folder, 'accounts'))}
}
resolver_preload {
${preload.join('\n')}
}
jetstream {
  domain: ${classDomain}
  store_dir: ${JSON.stringify(path.join(folder, 'store'))}
  # What accounts may take together; each account has a limit of its own.
  max_memory_store: 16GB
  max_file_store: 1TB
}
websocket { listen: "127.0.0.1:${ports.websocket}", no_tls: true }
leafnodes { listen: "${host}:${ports.leaf}"${node.more ? ', no_advertise: true' : ''} }
${node.more}`;
}

/** Starts the hub, and answers once each of its servers takes clients. */
export async function startHub(
  binary: string,
  folder: ClassFolder,
  host: string,
  { ended, changed }: HubEvents,
): Promise<Hub> {
  // A folder for each run: the watchdog of one that was killed may remove its own only now. A machine that went down took
  // the watchdog along.
  const ofRun = 'running-';
  for (const name of readdirSync(folder.path))
    if (name.startsWith(ofRun))
      rmSync(path.join(folder.path, name), { recursive: true, force: true, maxRetries: 5 });
  const running = mkdtempSync(path.join(folder.path, ofRun));
  const watchdog = startWatchdog(running);
  const nodes: HubNode[] = [];
  const closing: (() => void)[] = [];
  const close = async () => {
    for (const end of closing) end();
    await Promise.all(nodes.map((node) => node.close()));
    watchdog.close();
  };
  const { ports, nodes: several } = folder.state;
  try {
    for (const planned of plan(folder, host)) {
      mkdirSync(planned.folder, { recursive: true, mode: 0o700 });
      nodes.push(
        keepRunning(binary, planned.name, path.join(running, `${planned.name}.conf`), {
          config: () => hubConfig(folder, planned),
          watchdog,
          ended: (reason) => {
            ended(several ? `${planned.name}: ${reason}` : reason);
            changed();
          },
          started: changed,
        }),
      );
    }
    await Promise.all(nodes.map((node) => node.ready));
    for (const kind of several ? (['client', 'websocket', 'leaf'] as const) : []) {
      const all = several!.map((each) => each[kind]);
      const front = await openFront(kind === 'leaf' ? host : '127.0.0.1', ports![kind], all);
      closing.push(() => front.close());
    }
  } catch (error) {
    await close();
    throw error;
  }
  const url = `ws://127.0.0.1:${ports!.websocket}`;
  const named = (node?: string) => nodes.filter(({ name }) => node === undefined || name === node);
  return {
    url,
    dialer: new HubDialer({ urls: [url] }),
    replicas: several?.length ?? 1,
    nodes: () =>
      several ? nodes.map(({ name, isRunning }) => ({ name, running: isRunning() })) : [],
    crash(ms, node) {
      for (const each of named(node)) each.crash(ms);
    },
    pid: (node) => named(node)[0]?.pid(),
    close,
  };
}
