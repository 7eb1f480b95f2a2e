import type { Runtime } from '../../lab/runtime.ts';
import type { Engine } from './engine.ts';

/**
 * A runtime on the network inside the module, where an address is just a key: each server has an IP
 * address of its own, and so has each listener of ours, so that any of them may use any port.
 */
export function tabRuntime(engine: Engine): Runtime {
  const hosts = new Map<string, string>();
  const clientAddresses = new Map<string, string>();
  let listeners = 0;

  const hostOf = (server: string): string => {
    let host = hosts.get(server);
    if (!host) {
      host = `10.0.0.${hosts.size + 1}`;
      hosts.set(server, host);
    }
    return host;
  };

  return {
    version: engine.version,
    start: async (server, config, resolve) => {
      const place = {
        host: hostOf(server),
        dir: `/${server}`,
        resolve: (host: string, port: string) => resolve(host, Number(port)),
      };
      clientAddresses.set(server, await engine.start(server, config, place));
    },
    stop: (server) => engine.stop(server),
    reload: (server, config) => engine.reload(server, config),
    monitor: (server, page, options) => engine.monitor(server, page, options),
    dial: (server, port) => {
      const address = port ? `${hostOf(server)}:${port}` : clientAddresses.get(server);
      if (!address) return Promise.reject(new Error(`server ${server} takes no clients`));
      return engine.dial(address);
    },
    listen: async (port, onStream) => {
      const address = `10.1.0.${++listeners}`;
      const { close } = await engine.listen(`${address}:${port}`, onStream);
      return { address, close };
    },
  };
}
