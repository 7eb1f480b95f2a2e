import { WebSocket } from 'ws';
import { buildNativeServer } from '../../../engine/build.mjs';
import { channelHost } from '../../../src/hosts/channel/open-channel.ts';
import { serveChannel } from '../../../src/hosts/channel/serve-channel.ts';
import { LocalRuntime } from '../../../src/hosts/local/local-runtime.ts';
import { Network } from '../../../src/lab/network/network.ts';
import type { Topology } from '../../../src/lab/topology/topology.ts';
import type { HostKind } from '../../support/bench.ts';

const origin = 'http://localhost:3000';

/** The WebSocket of a page of that origin. */
class PageSocket extends WebSocket {
  constructor(address: string) {
    super(address, { origin });
  }
}

/** Native servers as a page of the site has them: over the control channel of `npm run servers`. */
export const overChannel: HostKind = {
  name: 'local host, over its channel',
  open: async () => {
    const given = globalThis.WebSocket;
    Object.assign(globalThis, { WebSocket: PageSocket });
    const binary = await buildNativeServer();
    let network: Network | undefined;
    const runtime = await LocalRuntime.open({
      binary,
      origins: [origin],
      events: {
        log: (server, level, text) => network?.logged(server, level, text),
        ended: (server, reason) => network?.ended(server, reason),
      },
    });
    let ended = Promise.resolve();

    const serve = async (topology: Topology) => {
      const channel = await serveChannel({
        topology,
        origins: [origin],
        host: () => current,
        configOf: (server) => runtime.configOf(server),
        clientUrl: (server) => runtime.websocketOf(server),
      });
      const current = new Network(topology, runtime, channel.events);
      network = current;
      const end = async () => {
        await channel.close();
        await current.close();
        for (const { name } of topology.servers) await runtime.wipe(name);
      };
      return { address: channel.address, end };
    };

    return {
      openHost: async (topology, ...rest) => {
        await ended;
        const { address, end } = await serve(topology);
        const connection = await channelHost(address)(topology, ...rest);
        return {
          ...connection,
          close: () => {
            connection.close();
            ended = end();
          },
        };
      },
      close: async () => {
        await ended;
        await runtime.close();
        Object.assign(globalThis, { WebSocket: given });
      },
    };
  },
};
