import { WebSocket } from 'ws';
import { nativeServer } from '../../support/native-server.ts';
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
    const binary = await nativeServer();
    let ended = Promise.resolve();

    /** A network on a runtime of its own, and its channel. */
    const serve = async (topology: Topology) => {
      const runtime = await LocalRuntime.open({
        binary,
        origins: [origin],
        events: {
          log: (...line) => network.logged(...line),
          ended: (...end) => network.ended(...end),
        },
      });
      const channel = await serveChannel({
        topology,
        origins: [origin],
        host: () => network,
        configOf: (server) => runtime.configOf(server),
        clientUrl: (server) => runtime.websocketOf(server),
      });
      const network = new Network(topology, runtime, channel.events);
      const end = async () => {
        await channel.close();
        await network.close();
        await runtime.close();
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
        Object.assign(globalThis, { WebSocket: given });
      },
    };
  },
};
