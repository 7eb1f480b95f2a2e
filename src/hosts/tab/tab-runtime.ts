import { readWhole } from '../../lab/conf/conf-text.ts';
import {
  applyEdits,
  findFiles,
  findWritten,
  fromRoot,
  logFiles,
  replaceString,
  storeKeys,
} from '../../lab/conf/edits.ts';
import { errorText } from '../../lab/error-text.ts';
import type { ByteStream } from '../../lab/network/bytes.ts';
import type { Disk, HostDisks, TakenDisks } from '../../lab/network/disks.ts';
import type { Logging } from '../../lab/network/host.ts';
import type { Network } from '../../lab/network/network.ts';
import type { MonitorPage, Pages } from '../../lab/network/monitor-pages.ts';
import {
  noCopy,
  type Listener,
  type Resolve,
  type Runtime,
} from '../../lab/network/server-runtime.ts';
import { shareOf, type Share } from './budget.ts';
import { ModuleEnd, type Engine } from './engine.ts';
import { FsError, type MemoryFs } from './memory-fs.ts';
import { MemoryShort } from './memory-short.ts';
import { dialWebSocket } from './websocket-stream.ts';
import { quoted } from '../../lab/conf/quoted.ts';

const dirOf = (server: string) => `/${server}`;
const filesOf = (server: string) => `/${server}.files`;
const copyOf = (server: string) => `/${server}.copy`;
/** The disk of a server that is crashing, as its crash leaves it. */
const leftOf = (server: string) => `/${server}.left`;

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/**
 * A runtime on the network inside the module, where an address is just a key: each server has an IP
 * address of its own, and so has each listener of ours, so that any of them may use any port.
 */
export class TabRuntime implements Runtime, HostDisks {
  readonly version: string;
  readonly #engine: Engine;
  readonly #disk: MemoryFs;
  readonly #hosts = new Map<string, string>();
  /** The servers that have a disk. */
  readonly #disks = new Set<string>();
  readonly #clientAddresses = new Map<string, string>();
  /** Files put on the machine of a server: their paths from its root. */
  readonly #files = new Map<string, Set<string>>();
  readonly #share: Share;
  /** Opens again the listeners that the end of the module has closed. */
  readonly #listening = new Set<() => Promise<void>>();
  #listeners = 0;

  /** @param servers how many are to run at most: they share what a tab has */
  constructor(engine: Engine, disk: MemoryFs, servers = 12) {
    this.version = engine.version;
    this.#engine = engine;
    this.#disk = disk;
    this.#share = shareOf(servers);
    void this.#limit();
  }

  /**
   * Runs the module again after its end, with nothing that ran in it but the listeners. The disks are
   * not in the module: they are as a crash would leave them.
   */
  async renew(): Promise<void> {
    this.#disk.closeAll();
    await this.#engine.renew();
    await this.#limit();
    await Promise.all([...this.#listening].map((open) => open()));
  }

  #limit(): Promise<void> {
    const { memory, storage } = this.#share;
    return this.#engine.limit(memory, storage);
  }

  async start(server: string, config: string, resolve: Resolve): Promise<void> {
    const machine = {
      host: this.#hostOf(server),
      dir: dirOf(server),
      // Listeners of the module keep the port that is asked for, so only the address is answered.
      resolve: async (host: string, port: string) =>
        (await resolve(host, Number(port))).split(':')[0]!,
    };
    const address = await inOwnWords(
      server,
      this.#engine.start(server, this.#withFiles(server, config), machine),
    );
    this.#clientAddresses.set(server, address);
  }

  async stop(server: string): Promise<void> {
    await this.#engine.stop(server).catch((error: unknown) => {
      // The module has ended, and so has the server.
      if (!(error instanceof ModuleEnd)) throw error;
    });
  }

  async crash(server: string): Promise<void> {
    // Copy the disk at this moment: it is the disk that a crash would leave. The server then ends in
    // its own time, on the old disk, which is discarded.
    const left = leftOf(server);
    this.#disk.removeTree(left);
    this.#disk.copyTree(dirOf(server), left);
    try {
      await this.stop(server);
    } catch (error) {
      this.#disk.removeTree(left);
      throw error;
    }
    this.#disk.removeTree(dirOf(server));
    this.#disk.rename(left, dirOf(server));
  }

  async wipe(server: string): Promise<void> {
    this.#disk.removeTree(dirOf(server));
    this.#giveDisk(server);
  }

  take(since: number, most: number): Promise<TakenDisks | undefined> {
    const all = [...this.#disks].map((server) => {
      const left = leftOf(server);
      return { server, at: this.#disk.has(left) ? left : dirOf(server) };
    });
    const marks = all.map(({ at }) => this.#disk.changedAt(at));
    const mark = Math.max(0, ...marks);
    if (mark <= since) return Promise.resolve(undefined);
    const listed = all.map(({ server, at }) => ({
      server,
      entries: this.#disk.readTree(at, since),
    }));
    const size = listed.reduce((sum, disk) => sum + sizeOf(disk), 0);
    if (size > most) return Promise.resolve({ mark, size });
    const disks = listed.filter((_, i) => marks[i]! > since).map(copyOfDisk);
    return Promise.resolve({ mark, size, disks });
  }

  async put(disks: readonly Disk[]): Promise<void> {
    const { disk: room } = this.#share;
    for (const disk of disks) {
      await this.wipe(disk.server);
      try {
        this.#disk.writeTree(dirOf(disk.server), disk.entries);
      } catch (error) {
        if (!(error instanceof FsError)) throw error;
        const why =
          error.code === 'ENOSPC'
            ? `it has ${megabytes(sizeOf(disk))}, and each of so many servers has room for ${megabytes(room)} in a tab`
            : error.message;
        throw new Error(`What is kept of ${disk.server} cannot be put on its disk: ${why}.`, {
          cause: error,
        });
      }
    }
  }

  /** Gives a server an empty disk, in the place of none. */
  #giveDisk(server: string): void {
    this.#disks.add(server);
    this.#disk.makeDisk(dirOf(server), this.#share.disk);
  }

  async saveDisk(server: string): Promise<void> {
    this.#disk.removeTree(copyOf(server));
    this.#disk.copyTree(dirOf(server), copyOf(server));
  }

  async restoreDisk(server: string): Promise<void> {
    if (!this.#disk.has(copyOf(server))) throw new Error(noCopy(server));
    this.#disk.removeTree(dirOf(server));
    this.#disk.copyTree(copyOf(server), dirOf(server));
  }

  reload(server: string, config: string): Promise<void> {
    return inOwnWords(server, this.#engine.reload(server, this.#withFiles(server, config)));
  }

  setLogging(server: string, logging: Logging): Promise<void> {
    return this.#engine.setLogging(server, logging);
  }

  monitor<P extends MonitorPage>(server: string, page: P, options?: object): Promise<Pages[P]> {
    return this.#engine.monitor(server, page, options);
  }

  async dial(server: string, port?: number): Promise<ByteStream> {
    const address = port ? this.ownAddress(server, port) : this.#clientAddresses.get(server);
    if (!address) throw new Error(`server ${server} takes no clients`);
    return this.#engine.dial(address);
  }

  dialHub(url: string): Promise<ByteStream> {
    return dialWebSocket(url);
  }

  async putFile(server: string, path: string, text: string): Promise<void> {
    const file = fromRoot(path);
    this.#disk.writeFile(`${filesOf(server)}${file}`, text);
    const files = this.#files.get(server) ?? new Set<string>();
    this.#files.set(server, files.add(file));
  }

  ownAddress(server: string, port: number): string {
    return `${this.#hostOf(server)}:${port}`;
  }

  async listen(port: number, onStream: (stream: ByteStream) => void): Promise<Listener> {
    const address = `${addressOf(1, ++this.#listeners)}:${port}`;
    let listening: { close: () => Promise<void> } | undefined;
    const reopen = async () => {
      listening ??= await this.#engine.listen(address, onStream);
    };
    const again = () => {
      listening = undefined;
      return reopen();
    };
    const open = async () => {
      await reopen();
      this.#listening.add(again);
    };
    await open();
    return {
      address,
      reopen: open,
      close: async () => {
        this.#listening.delete(again);
        await listening?.close();
        listening = undefined;
      },
    };
  }

  #hostOf(server: string): string {
    let host = this.#hosts.get(server);
    if (!host) {
      host = addressOf(0, this.#hosts.size + 1);
      this.#hosts.set(server, host);
      // It may have been given what it stored in another run.
      if (!this.#disks.has(server)) this.#giveDisk(server);
    }
    return host;
  }

  /** A configuration whose server finds the files of its own machine, and writes none to another's. */
  #withFiles(server: string, config: string): string {
    const files = this.#files.get(server);
    const conf = readWhole(config);
    const told = conf.scalars.filter(({ key }) => logFiles.includes(key));
    return applyEdits(config, [
      ...findWritten(conf).flatMap((scalar) => {
        // The module puts the folder of the store below the server's own.
        const dir = storeKeys.includes(scalar.key) || scalar.key === 'store' ? '' : dirOf(server);
        return replaceString(scalar, quoted(`${dir}${fromRoot(scalar.text)}`));
      }),
      ...told.flatMap((scalar) => replaceString(scalar, '""')),
      ...findFiles(conf, (path) => {
        const file = fromRoot(path);
        return files?.has(file) ? `${filesOf(server)}${file}` : undefined;
      }),
    ]);
  }
}

/** The address of one of up to 65,535 in a subnet of the module: a cluster of twenty alone has 380 routes. */
const addressOf = (subnet: number, index: number): string =>
  `10.${subnet}.${index >> 8}.${index & 255}`;

const sizeOf = ({ entries }: Disk): number => entries.reduce((sum, { size = 0 }) => sum + size, 0);

/** A disk whose bytes no server writes to. */
const copyOfDisk = ({ server, entries }: Disk): Disk => ({
  server,
  entries: entries.map((entry) => (entry.bytes ? { ...entry, bytes: entry.bytes.slice() } : entry)),
});

/**
 * Brings the servers of a network up again after the module that ran them has ended, but for the one
 * that ended it. But not where memory was short while a server started: there would be as little of it again.
 * @throws MemoryShort, or what kept the module from running again
 */
export async function recover(
  end: ModuleEnd,
  runtime: TabRuntime,
  network: Network,
): Promise<void> {
  const { starting, running } = network.count();
  if (end.memoryShort && starting > 0) {
    throw new MemoryShort(
      `Memory ran out while a server started, beside ${running} that ran.`,
      'servers',
      end,
    );
  }
  network.lost(end.server, end.message);
  await runtime.renew();
  await network.recover();
}

/** Passes on what a server does; where it refuses, its words are as on a machine of its own. */
async function inOwnWords<T>(server: string, done: Promise<T>): Promise<T> {
  try {
    return await done;
  } catch (error) {
    const words = errorText(error)
      .replaceAll(`${filesOf(server)}/`, '/')
      .trim();
    throw new Error(words, { cause: error });
  }
}
