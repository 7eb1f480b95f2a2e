import { createUser, encodeUser, fmtCreds } from '@nats-io/jwt';
import { join } from '../../../labs/class-step.ts';
import { roomPermissions } from '../../../src/class/permissions.ts';
import { classDomain, roomAccount } from '../../../src/class/subjects.ts';
import { classHub } from '../../../src/class/seat-config.ts';
import { runWhole } from '../../../src/console/run-whole.ts';
import { makeAccount, makeOperator, makeUser } from '../../../src/lab/credentials/signing.ts';
import type { ExerciseTools, HubElsewhere } from '../../../src/lab/exercise/exercise.ts';
import { askJetStream } from '../../../src/lab/monitoring/jetstream-api.ts';
import type { StreamDetail } from '../../../src/lab/network/monitor-pages.ts';
import type { LabHost } from '../../../src/lab/network/host.ts';
import { startLine } from '../../../src/lab-kit/lab-console.ts';
import { Store } from '../../../src/lab/session/store.ts';
import type { Topology } from '../../../src/lab/topology/topology.ts';
import { connectTo, type NatsConnection } from '../../../src/nats/connect.ts';
import { Bench } from '../../support/bench.ts';
import { tabInNode } from '../../support/host-kinds.ts';
import classSeat from '../../../topologies/class-seat/topology.ts';
import { startNodes } from './hub-nodes.ts';

/** A class at work: a native hub in operator mode, and the servers of its seats. */
export interface ClassRig {
  seats: readonly string[];
  /** A client of the hub as the trainer, whom nothing is forbidden in the account ROOM. */
  trainer: NatsConnection;
  /** Runs a line of the `nats` CLI at the hub as the trainer. */
  run: (line: string) => Promise<string>;
  /** The tools of a seat: it calls its own server `tab`, as the page of a lab does. */
  toolsOf: (seat: string) => ExerciseTools;
  /** Starts a line that runs on in the console of a seat. */
  start: (seat: string, line: string) => void;
  /** Joins the server of a seat to the hub, as the page of a class lab does. */
  join: (seat: string) => Promise<void>;
  /** Kills the node of the hub that leads a stream, in a hub of several. */
  loseLeader: (stream: string) => Promise<void>;
  /** Starts the node that was lost. */
  startLost: () => Promise<void>;
  close: () => Promise<void>;
}

const [tab] = classSeat.servers;

/** The tabs of all seats as one network, since a Node process has one engine. */
const tabs = (seats: readonly string[]): Topology => ({
  name: 'class-seats',
  size: { width: 1, height: 1 },
  servers: seats.map((name) => ({
    ...tab!,
    name,
    domain: name,
    config: tab!.config.replaceAll(/\btab$/gm, name),
  })),
  outside: [{ name: classHub, at: { x: 0, y: 0 } }],
  links: seats.map((name) => ({
    name: `${name}-${classHub}`,
    kind: 'leaf',
    from: name,
    to: classHub,
  })),
});

/**
 * Starts a hub and the servers of some seats, none of which has joined.
 * @param nodes how many servers the hub is
 */
export async function startClass(count: number, nodes = 1): Promise<ClassRig> {
  const seats = Array.from({ length: count }, (_, i) => `seat-${i + 1}`);
  const operator = await makeOperator('CLASS');
  const storage = { mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 };
  const room = await makeAccount(operator, roomAccount, storage);
  const system = await makeAccount(operator, 'SYS');
  const preloaded = [system, room].map(({ keys, jwt }) => `${keys.getPublicKey()}: ${jwt}`);
  const config = (_: string, folder: string) => `
jetstream { domain: ${classDomain}, store_dir: "${folder}" }
operator: ${operator.jwt}
system_account: ${system.keys.getPublicKey()}
resolver: MEMORY
resolver_preload { ${preloaded.join(', ')} }
`;
  const names = Array.from({ length: nodes }, (_, i) => (nodes > 1 ? `class-${i + 1}` : classHub));
  const hub = await startNodes(names, config);
  const { creds } = await makeUser(room, 'trainer');
  const asTrainer = () => connectTo(() => ({ type: 'url', url: hub.url }), 'trainer', { creds });
  const trainer = await asTrainer();
  const bench = new Bench(tabInNode);
  const kit = await bench.startKit({ topology: tabs(seats) });

  const run = (line: string) =>
    runWhole(line, {
      server: classHub,
      servers: [classHub],
      // Each line closes its own.
      connect: asTrainer,
      files: new Store({}),
      creds: () => undefined,
      monitor: () => Promise.reject(new Error('the hub of a class is not asked by a page')),
    });

  const toolsOf = (seat: string): ExerciseTools => {
    const at = (server: string) => (server === tab!.name ? seat : server);
    const over = (link: string) => link.replace(/^tab-/, `${seat}-`);
    const own = (server: string) => (server === seat ? tab!.name : server);
    const { tools } = kit;
    return {
      host: hostCalls(tools.host, at, over),
      connect: (server, login) => tools.connect(at(server), login),
      config: (server) => tools.config(at(server)),
      apply: (server, config) => tools.apply(at(server), config),
      restart: (server, config) => tools.restart(at(server), config),
      run: (server, line) => tools.run(at(server), line),
      end: (server, line) => tools.end(at(server), line),
      sign: tools.sign,
      hubElsewhere: () => hubOf(seat),
      wire: () =>
        tools
          .wire()
          .filter(({ link }) => link === over('tab-class'))
          .map((event) => ({ ...event, link: 'tab-class', from: own(event.from) })),
      log: () =>
        tools
          .log()
          .filter(({ server }) => server === seat)
          .map((line) => ({ ...line, server: tab!.name })),
    };
  };

  const hubOf = async (seat: string): Promise<HubElsewhere> => {
    const user = createUser();
    const jwt = await encodeUser(seat, user, room.keys, roomPermissions(seat));
    const creds = new TextDecoder().decode(fmtCreds(jwt, user));
    return { url: hub.url, run, seat: { id: seat, creds } };
  };

  let lost: string | undefined;
  return {
    seats,
    trainer,
    run,
    async loseLeader(stream) {
      const { cluster } = await askJetStream<StreamDetail>(trainer, `STREAM.INFO.${stream}`);
      lost = cluster!.leader!;
      await hub.lose(lost);
    },
    startLost: () => hub.start(lost!),
    toolsOf,
    start: (seat, line) =>
      void startLine(kit, seat, line, { out: () => {}, err: () => {} }).ended.catch(() => {}),
    join: (seat) => join.solve(toolsOf(seat)),
    close: async () => {
      await trainer.close();
      await bench.close();
      await hub.stop();
    },
  };
}

/** The calls of a host with the names of servers and links as a seat has them. */
const hostCalls = (
  host: LabHost,
  at: (server: string) => string,
  over: (link: string) => string,
): LabHost => ({
  startServer: (name, config) => host.startServer(at(name), config),
  stopServer: (name) => host.stopServer(at(name)),
  reloadServer: (name, config) => host.reloadServer(at(name), config),
  setHub: (name, url) => host.setHub(name, url),
  putFile: (server, path, text) => host.putFile(at(server), path, text),
  crashServer: (name) => host.crashServer(at(name)),
  wipeServer: (name) => host.wipeServer(at(name)),
  saveDisk: (name) => host.saveDisk(at(name)),
  restoreDisk: (name) => host.restoreDisk(at(name)),
  setLogging: (name, logging) => host.setLogging(at(name), logging),
  cutLink: (name, how) => host.cutLink(over(name), how),
  healLink: (name) => host.healLink(over(name)),
  shapeLink: (name, weather) => host.shapeLink(over(name), weather),
  linkTotals: (name) => host.linkTotals(over(name)),
  monitor: (server, ...query) => host.monitor(at(server), ...query),
});
