import { readConf } from '../../lab/conf/conf-text.ts';
import { applyEdits, findFiles } from '../../lab/conf/edits.ts';
import type { Runtime } from '../../lab/network/server-runtime.ts';
import type { Engine } from './engine.ts';
import type { MemoryFs } from './memory-fs.ts';
import { dialWebSocket } from './websocket-stream.ts';
import { errorText } from '../../lab/error-text.ts';

/**
 * A runtime on the network inside the module, where an address is just a key: each server has an IP
 * address of its own, and so has each listener of ours, so that any of them may use any port.
 */
export function tabRuntime(engine: Engine, files: MemoryFs): Runtime {
  const hosts = new Map<string, string>();
  const clientAddresses = new Map<string, string>();
  let listeners = 0;

  const hostOf = (server: string): string => {
    let host = hosts.get(server);
    if (!host) {
      host = `10.0.0.${hosts.size + 1}`;
      hosts.set(server, host);
      files.mkdir(dirOf(server), 0o755);
    }
    return host;
  };
  const dirOf = (server: string) => `/${server}`;
  const filesOf = (server: string) => `/${server}.files`;

  /** Files put on the machine of a server: where it knows them, and where they are. */
  const put = new Map<string, Map<string, string>>();
  /** A configuration whose server finds the files that were put on its machine, and not another's. */
  const placed = (server: string, config: string): string =>
    applyEdits(
      config,
      findFiles(readConf(config), (path) => put.get(server)?.get(path)),
    );
  /** What a server says, as it would on a machine of its own. */
  const inOwnWords = (server: string) => (error: unknown) => {
    const text = errorText(error);
    throw new Error(text.replaceAll(`${filesOf(server)}/`, '/').trim(), { cause: error });
  };

  return {
    version: engine.version,
    start: async (server, config, resolve) => {
      const machine = {
        host: hostOf(server),
        dir: dirOf(server),
        // Listeners of the module are on the port that is asked for: what it wants is the address.
        resolve: async (host: string, port: string) =>
          (await resolve(host, Number(port))).split(':')[0]!,
      };
      const started = engine.start(server, placed(server, config), machine);
      clientAddresses.set(server, await started.catch(inOwnWords(server)));
    },
    stop: (server) => engine.stop(server),
    crash: async (server) => {
      // What is stored at this moment is what a crash would leave. The server then ends in its own
      // time, on a disk that nobody will read.
      const left = `${dirOf(server)}.left`;
      files.copyTree(dirOf(server), left);
      await engine.stop(server);
      files.removeTree(dirOf(server));
      files.rename(left, dirOf(server));
    },
    wipe: async (server) => {
      files.removeTree(dirOf(server));
      files.mkdir(dirOf(server), 0o755);
    },
    reload: (server, config) =>
      engine.reload(server, placed(server, config)).catch(inOwnWords(server)),
    setLogging: (server, logging) => engine.setLogging(server, logging),
    monitor: (server, page, options) => engine.monitor(server, page, options),
    dial: (server, port) => {
      const address = port ? `${hostOf(server)}:${port}` : clientAddresses.get(server);
      if (!address) return Promise.reject(new Error(`server ${server} takes no clients`));
      return engine.dial(address);
    },
    dialHub: dialWebSocket,
    putFile: async (server, path, text) => {
      // No part that leads out of the folder.
      const parts = path.split('/').filter((part) => !/^\.{0,2}$/.test(part));
      const at = [filesOf(server), ...parts].join('/');
      files.writeFile(at, text);
      put.set(server, (put.get(server) ?? new Map<string, string>()).set(path, at));
    },
    ownAddress: (server, port) => `${hostOf(server)}:${port}`,
    listen: async (port, onStream) => {
      const address = `10.1.0.${++listeners}:${port}`;
      let listening: { close: () => Promise<void> } | undefined;
      const reopen = async () => {
        listening ??= await engine.listen(address, onStream);
      };
      await reopen();
      return {
        address,
        reopen,
        close: async () => {
          await listening?.close();
          listening = undefined;
        },
      };
    },
  };
}
