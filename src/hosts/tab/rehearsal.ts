import type { OpenHost } from '../../lab/network/host.ts';
import type { Topology } from '../../lab/topology/topology.ts';

/**
 * Browsers compile each function of the module when it is first called. So a hub and a leaf run once before the servers of
 * a lab do, in a worker of their own: those then find the code of servers compiled. Measured: half of a start.
 */
const topology: Topology = {
  name: 'rehearsal',
  size: { width: 0, height: 0 },
  servers: [
    {
      name: 'hub',
      role: 'hub',
      domain: 'hub',
      config:
        'port: 4222, jetstream { domain: hub, store_dir: "/data" }, leafnodes { port: 7422, compression: off }',
      at: { x: 0, y: 0 },
    },
    {
      name: 'leaf',
      role: 'leaf',
      domain: 'leaf',
      config:
        'port: 4222, jetstream { domain: leaf, store_dir: "/data" }, leafnodes { remotes: [{ url: "nats-leaf://hub:7422", compression: off }] }',
      at: { x: 0, y: 0 },
    },
  ],
  links: [{ name: 'leaf-hub', kind: 'leaf', from: 'leaf', to: 'hub' }],
};

/** How long it may take, in milliseconds. */
const patience = 10_000;

/** Set once the code of servers has run, or is about to. */
let hasRun = false;

/** Whether the code of servers has run in this page, or is about to. */
export const haveServersRun = (): boolean => hasRun;

let stop: AbortController | undefined;

/**
 * Runs a hub and a leaf until they are linked, if no servers have run in this page yet. Answers whether it did, to the end.
 */
export async function rehearse(openHost: OpenHost): Promise<boolean> {
  if (hasRun) return false;
  hasRun = true;
  stop = new AbortController();
  const { signal } = stop;
  const late = setTimeout(endRehearsal, patience);
  const linked = await new Promise<boolean>((end) => {
    // Whoever starts servers is told what is wrong with them.
    const fail = () => end(false);
    signal.addEventListener('abort', fail);
    const events: Parameters<OpenHost>[1] = {
      onServer: () => {},
      onLink: (_, { type }) => type === 'up' && end(true),
      onLog: () => {},
      onWire: () => {},
      onEnd: fail,
    };
    run(openHost, events, signal).catch(fail);
  });
  clearTimeout(late);
  stop.abort();
  return linked;
}

async function run(openHost: OpenHost, events: Parameters<OpenHost>[1], signal: AbortSignal) {
  const { host } = await openHost(topology, events, () => {}, signal);
  for (const { name, config } of topology.servers) await host.startServer(name, config);
}

/** Ends the rehearsal, if it is under way: servers start now, or what it takes is too long. */
export function endRehearsal(): void {
  hasRun = true;
  stop?.abort();
}
