// @ts-check
// A run of `npm test` must leave no processes, ports or temporary folders behind. Each process that the
// run starts inherits LEAFWISE_RUN, by which it is known; each temporary folder is made in one that
// belongs to the run.
import { mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';

/** @typedef {{ pid: number, command: string, ports: string[] }} LeftProcess `ports`: those it listens on. */

/** How long a watchdog may go on clearing up after what it watched, in milliseconds. */
const patience = 10_000;

/**
 * Marks child processes with the id of a run, and gives them a temporary folder that is removed on
 * exit.
 */
export function beginRun() {
  const folder = mkdtempSync(join(tmpdir(), 'leafwise-run-'));
  process.env.LEAFWISE_RUN = `${process.pid}-${Date.now()}`;
  // The names by which systems and tools look for it.
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
}

/**
 * Lists the processes, ports and folders that the run of this process has left behind.
 * @returns {Promise<{ name: string, left: string[] | null }[]>} Null where the system does not tell.
 */
export async function farewell() {
  const processes = await leftOf(() => processesOf(process.env.LEAFWISE_RUN ?? ''));
  const folders = await leftOf(async () => foldersIn(tmpdir()));
  return [
    {
      name: 'no process that the run started is left',
      left: processes && processes.map(({ pid, command }) => `${pid} ${command}`),
    },
    {
      name: 'no port is listened on by one of them',
      left: processes && processes.flatMap(({ ports }) => ports),
    },
    { name: 'no temporary folder named leafwise-* is left', left: folders },
  ];
}

/**
 * The processes of a run, and where they listen. This process is not one of them: it began the run.
 * Linux tells of each process its environment and its sockets, macOS by `ps` and `lsof`.
 * @param {string} id
 * @returns {Promise<LeftProcess[] | null>} Null where the system does not tell.
 */
export async function processesOf(id) {
  if (process.platform === 'linux') return processesOnLinux(id);
  if (process.platform === 'darwin') return processesOnMacOs(id);
  return null;
}

/**
 * The temporary folders of Leafwise in a folder.
 * @param {string} folder
 */
export function foldersIn(folder) {
  return readdirSync(folder).filter((name) => name.startsWith('leafwise-'));
}

/**
 * Waits until the list is empty, or for as long as clearing up may take, and answers the list.
 * @template T
 * @param {() => Promise<T[] | null>} look
 */
async function leftOf(look) {
  const until = performance.now() + patience;
  for (;;) {
    const left = await look();
    if (!left?.length || performance.now() > until) return left;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * @param {string} id
 * @returns {LeftProcess[]}
 */
function processesOnLinux(id) {
  const mark = `LEAFWISE_RUN=${id}`;
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const ours = pids.filter((pid) => readOr('', `/proc/${pid}/environ`).split('\0').includes(mark));
  const listeners = ours.length > 0 ? listenersOnLinux() : new Map();
  return ours.map((pid) => ({
    pid: Number(pid),
    command: readOr('', `/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim(),
    ports: socketsOf(pid).flatMap((inode) => listeners.get(inode) ?? []),
  }));
}

/** The ports that are listened on, by the inode of the socket. */
function listenersOnLinux() {
  /** @type {Map<string, string>} */
  const listeners = new Map();
  for (const table of ['tcp', 'tcp6']) {
    for (const line of readOr('', `/proc/net/${table}`).split('\n').slice(1)) {
      const [, address, , state, , , , , , inode] = line.trim().split(/\s+/);
      const port = parseInt(address?.split(':')[1] ?? '', 16);
      if (state === '0A' && inode) listeners.set(inode, `${port}`);
    }
  }
  return listeners;
}

/** @param {string} pid */
function socketsOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const target = readlinkSync(`/proc/${pid}/fd/${fd}`);
      return /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? [];
    });
  } catch {
    return []; // It has ended meanwhile.
  }
}

/**
 * Reads a file. Answers `otherwise` if that fails: the process may be another user's, or have ended.
 * @param {string} otherwise
 * @param {string} file
 */
function readOr(otherwise, file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}

/** @param {string} id */
async function processesOnMacOs(id) {
  const { output } = await run('ps', ['-A', '-E', '-ww', '-o', 'pid=,command=']);
  const ours = output.split('\n').filter((line) => line.includes(`LEAFWISE_RUN=${id}`));
  return Promise.all(
    ours.map(async (line) => {
      const [, pid = '', command = ''] = /^\s*(\d+) (.*)/.exec(line) ?? [];
      const lsof = await run('lsof', ['-a', '-p', pid, '-nP', '-iTCP', '-sTCP:LISTEN', '-Fn']);
      const ports = [...lsof.output.matchAll(/^n.*:(\d+)$/gm)].map(([, port = '']) => port);
      return { pid: Number(pid), command: command.slice(0, 200), ports };
    }),
  );
}
