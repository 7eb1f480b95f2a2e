import type { Runtime } from '../../lab/runtime.ts';
import type { Engine } from './engine.ts';
import type { MemoryFs } from './memory-fs.ts';
import { dialWebSocket, leafnodeUrl } from './websocket-stream.ts';

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

  return {
    version: engine.version,
    start: async (server, config, resolve) => {
      const place = {
        host: hostOf(server),
        dir: dirOf(server),
        // Listeners of the module are on the port that is asked for: what it wants is the address.
        resolve: async (host: string, port: string) =>
          (await resolve(host, Number(port))).split(':')[0]!,
      };
      clientAddresses.set(server, await engine.start(server, config, place));
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
    reload: (server, config) => engine.reload(server, config),
    setLogging: (server, logging) => engine.setLogging(server, logging),
    monitor: (server, page, options) => engine.monitor(server, page, options),
    dial: (server, port) => {
      const address = port ? `${hostOf(server)}:${port}` : clientAddresses.get(server);
      if (!address) return Promise.reject(new Error(`server ${server} takes no clients`));
      return engine.dial(address);
    },
    dialHub: async (url) => dialWebSocket(leafnodeUrl(url)),
    putFile: async (_server, path, text) => files.writeFile(path, text),
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
