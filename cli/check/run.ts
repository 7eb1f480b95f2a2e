import type { Derived } from '../../src/lab/derive/derive.ts';
import { errorText } from '../../src/lab/error-text.ts';
import type { LinkState, LogLine, ServerState } from '../../src/lab/network/host.ts';
import { allLinked, linkPatience } from '../../src/lab/network/linked.ts';
import { openModuleNetwork, type ModuleNetwork } from '../module-network.ts';

/** A network that runs, and what has been heard of it. */
export interface Ran extends ModuleNetwork {
  servers: ReadonlyMap<string, ServerState>;
  links: ReadonlyMap<string, LinkState>;
  log: readonly LogLine[];
}

/** Starts all servers of a network at once, and waits until they are linked or one of them says why not. */
export async function run(
  { topology }: Derived,
  module: Promise<WebAssembly.Module>,
  say: (doing: string) => void,
): Promise<Ran> {
  const servers = new Map<string, ServerState>();
  const links = new Map<string, LinkState>(
    topology.links.map(({ name }) => [name, { type: 'down' }]),
  );
  const log: LogLine[] = [];
  let changed = () => {};
  say('Loading nats-server …');
  const opened = await openModuleNetwork(topology, module, {
    onServer: (name, state) => {
      servers.set(name, state);
      changed();
    },
    onLink: (name, state) => {
      links.set(name, state);
      changed();
    },
    onLog: () => {},
    onWire: () => {},
    logged: (line) => {
      log.push(line);
      changed();
    },
  });
  let started = 0;
  const total = topology.servers.length;
  const said = () => say(`Starting servers: ${started} of ${total} …`);
  said();
  await Promise.all(
    topology.servers.map(async ({ name, config }) => {
      // The state of the server tells why it has not started.
      await opened.network.startServer(name, config).catch((error: unknown) => errorText(error));
      started += 1;
      said();
    }),
  );
  say('Waiting for links …');
  const linked = () =>
    allLinked(
      topology,
      (name) => servers.get(name),
      (name) => links.get(name),
    );
  await new Promise<void>((resolve) => {
    const late = setTimeout(resolve, linkPatience);
    changed = () => {
      if (!linked()) return;
      clearTimeout(late);
      resolve();
    };
    changed();
  });
  return { ...opened, servers, links, log };
}
