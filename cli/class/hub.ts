import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { classDomain } from '../../src/class/subjects.ts';
import { ready, startProcess, type ServerProcess } from '../../src/hosts/local/server-process.ts';
import { startWatchdog } from '../../src/hosts/local/watchdog.ts';
import type { ClassKeys } from './keys.ts';

export interface HubPorts {
  client: number;
  websocket: number;
  leaf: number;
}

/** The hub of a class: a nats-server that is started again when it ends unasked. */
export interface Hub {
  /** Kills it, and starts it again after some milliseconds. */
  crash(ms: number): void;
  /** The process id, for tests that kill it. */
  pid(): number | undefined;
  close(): Promise<void>;
}

/** How long until a hub that ended by itself is started again, in milliseconds. */
const again = 500;

/**
 * The configuration of the hub. Clients and WebSockets are for this machine: pages reach them through the address of
 * the site.
 * @param host the address at which native leaves are taken
 */
function hubConfig(keys: ClassKeys, ports: HubPorts, host: string, folder: string): string {
  const { system, control, room } = keys.accounts;
  const preload = [system, control, room].map(
    ({ keys: pair, jwt }) => `  ${pair.getPublicKey()}: ${jwt}`,
  );
  return `server_name: class
listen: "127.0.0.1:${ports.client}"
operator: ${keys.operator.jwt}
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
leafnodes { listen: "${host}:${ports.leaf}" }
`;
}

/** Starts the hub, and answers once it takes clients. */
export async function startHub(
  binary: string,
  keys: ClassKeys,
  ports: HubPorts,
  host: string,
  folder: string,
  ended: (reason: string) => void,
): Promise<Hub> {
  const running = path.join(folder, 'running');
  mkdirSync(running, { recursive: true, mode: 0o700 });
  // Its folder is for one run: the watchdog removes it, and nothing else of the class.
  const watchdog = startWatchdog(running);
  const file = path.join(running, 'hub.conf');
  let closing = false;
  let child: ServerProcess;
  let pause = again;
  let timer: NodeJS.Timeout | undefined;

  const start = async () => {
    writeFileSync(file, hubConfig(keys, ports, host, folder), { mode: 0o600 });
    const mine = startProcess(binary, file, () => {});
    child = mine;
    watchdog.guard(mine.pid);
    void mine.ended.then((reason) => {
      watchdog.release(mine.pid);
      if (closing) return;
      ended(reason);
      timer = setTimeout(() => void start().catch(() => {}), pause);
      pause = again;
    });
    await ready('class', mine);
  };
  try {
    await start();
  } catch (error) {
    closing = true;
    watchdog.close();
    throw error;
  }
  return {
    crash(ms) {
      pause = ms;
      child.signal('SIGKILL');
    },
    pid: () => child.pid,
    async close() {
      closing = true;
      clearTimeout(timer);
      await child.stop();
      watchdog.close();
    },
  };
}
