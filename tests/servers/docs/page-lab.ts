import type { ConsoleContext } from '../../../src/console/command.ts';
import { runWhole } from '../../../src/console/run-whole.ts';
import type { ExerciseTools } from '../../../src/lab/exercise/exercise.ts';
import { allLinked, linkPatience } from '../../../src/lab/network/linked.ts';
import type { Topology } from '../../../src/lab/topology/topology.ts';
import type { Bench, Lab } from '../hosts/bench.ts';
import { startHub, type NativeHub } from '../hosts/native-hub.ts';
import type { Place } from './perform.ts';

/** Starts a topology for a page, and waits for its links as the page does: not all of them are meant to come up. */
export async function startPlace(bench: Bench, topology: Topology): Promise<Place> {
  const lab = await bench.startUnlinked(topology);
  const { servers, links } = lab;
  const linked = () =>
    allLinked(
      topology,
      (name) => servers.get(name),
      (name) => links.get(name),
    );
  await lab.until(linked, linkPatience).catch(() => {});
  const running: Place['running'] = new Map();
  const ran: Place['ran'] = new Map();
  const tools = toolsOf(lab, topology, running, ran);
  let hub: Promise<NativeHub> | undefined;
  tools.hubElsewhere = () => (hub ??= startHub());
  const end = async () => (await hub)?.stop();
  return { lab, topology, tools, running, ran, later: [], end };
}

/** What a page gives to checks, solutions and buttons, on a lab of the tests. */
function toolsOf(
  lab: Lab,
  topology: Topology,
  running: Place['running'],
  ran: Place['ran'],
): ExerciseTools {
  const configs = new Map(topology.servers.map(({ name, config }) => [name, config]));
  const runs = (server: string) => lab.servers.get(server)?.type === 'running';
  const { network: host } = lab;
  return {
    host,
    connect: (server, login) =>
      lab.client(server, login ?? topology.servers.find(({ name }) => name === server)?.login),
    config: (server) => configs.get(server)!,
    apply: async (server, config) => {
      await (runs(server) ? host.reloadServer(server, config) : host.startServer(server, config));
      configs.set(server, config);
    },
    restart: async (server, config) => {
      if (runs(server)) await host.stopServer(server);
      await host.startServer(server, config);
      configs.set(server, config);
    },
    run: async (server, line) => {
      const printed = await runWhole(line, consoleAt(server, lab, topology));
      ran.set(keyOf(server, line), printed);
      return printed;
    },
    end: async (server, line) => {
      const found = running.get(`${server}$ ${line}`);
      if (!found) throw new Error(`${line} does not run at ${server}`);
      found.abort();
    },
    wire: () => lab.wire,
    log: () => lab.log,
  };
}

/** A line at a server, however it is written. */
export const keyOf = (server: string, line: string): string =>
  `${server}$ ${line.replace(/^nats /, '')}`;

/** What a console at a server works with, but for where it prints. */
export const consoleAt = (
  server: string,
  lab: Lab,
  { servers }: Topology,
): Omit<ConsoleContext, 'out' | 'err' | 'signal'> => ({
  server,
  servers: servers.map(({ name }) => name),
  connect: (login = servers.find(({ name }) => name === server)?.login) =>
    lab.client(server, login),
  monitor: (name, page, options) => lab.network.monitor(name, page, options),
});
