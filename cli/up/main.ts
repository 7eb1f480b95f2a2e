import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { makeKeyring, putFiles } from '../../src/lab/credentials/keyring.ts';
import type { LabHostEvents, LinkState, ServerState } from '../../src/lab/network/host.ts';
import { linkPatience } from '../../src/lab/network/linked.ts';
import { linksSeen } from '../../src/lab/monitoring/links-seen.ts';
import { serveChannel } from '../../src/hosts/channel/serve-channel.ts';
import { errorText } from '../../src/lab/error-text.ts';
import { printable } from '../../src/lab/text-lines.ts';
import { leaving } from '../../tools/lib/parents.mjs';
import { commands, perform } from './commands.ts';
import { moduleMachines, nativeMachines } from './machines.ts';
import { serverProgram } from './server-program.ts';
import { originsOf, wantedOf, type Wanted } from './wanted.ts';
import { notUpText } from './why-down.ts';
import {
  clientHelp,
  linkWords,
  noPageHelp,
  pageHelp,
  serverWords,
  takenOutText,
  totalsWords,
} from './words.ts';

/** How often links are asked for whose wire tells nothing, in milliseconds. */
const unreadEvery = 250;

/** What a person has asked of `leafwise up`. */
interface Given {
  values: {
    native?: boolean | undefined;
    server?: string | undefined;
    origin?: string[] | undefined;
    assign?: string[] | undefined;
    'stand-ins'?: boolean | undefined;
  };
  positionals: string[];
}

/** Prints what may have come from a server, from a configuration or from a page. */
const say = (text: string) => console.log(printable(text));

/** Runs a network until the person at the keyboard has enough, or is gone. */
export async function up({ values, positionals }: Given): Promise<number> {
  const origins = originsOf(values.origin);
  const wanted = await wantedOf(positionals, values);
  const named = values.server ?? (values.native ? 'nats-server' : undefined);
  const program = named === undefined ? undefined : serverProgram(named);
  return (await runNetwork(wanted, origins, program)) ? 0 : 1;
}

/** Answers whether any server of the network has run. */
async function runNetwork(
  {
    topology,
    shipped,
    files,
    ways,
    notes,
    leftOut,
    standIns,
    commands: ofLink,
    cut,
    inOwnPlaces,
    whyDown,
    takenOut,
    hide,
  }: Wanted,
  origins: readonly string[],
  binary: string | undefined,
): Promise<boolean> {
  const servers = new Map<string, ServerState>();
  const links = new Map<string, LinkState>(
    topology.links.map(({ name }) => [name, { type: 'down' }]),
  );
  let hasRun = false;
  const channel = await serveChannel({
    topology,
    origins,
    host: () => machines.network,
    configOf: (server) => machines.configOf(server),
    clientUrl: (server) => machines.addressesOf(server).webSocket,
  });
  const events: LabHostEvents = {
    ...channel.events,
    onServer: (name, state) => {
      servers.set(name, state);
      hasRun ||= state.type === 'running';
      say(`${name}: ${hide(inOwnPlaces(name, serverWords(state)))}`);
      channel.events.onServer(name, state);
    },
    onLink: (name, state) => {
      links.set(name, state);
      say(`${name}: ${linkWords(state)}`);
      channel.events.onLink(name, state);
    },
  };
  const { signal, unwatch } = leaving();
  const machines = await (
    binary === undefined
      ? moduleMachines(topology, origins, events)
      : nativeMachines(topology, binary, origins, events)
  ).catch(async (error: unknown) => {
    unwatch();
    await channel.close();
    throw error;
  });
  const { network } = machines;
  const seenNow = () =>
    linksSeen(
      network,
      topology,
      (name) => servers.get(name),
      (name) => links.get(name),
    );
  /** Says which links come up whose wire tells nothing, for as long as links take. */
  const tellUnread = async () => {
    const end = Date.now() + linkPatience;
    const told = new Set<string>();
    while (Date.now() < end) {
      await setTimeout(unreadEvery, undefined, { signal, ref: false });
      for (const [name, { type }] of await seenNow()) {
        if (type !== 'up' || links.get(name)?.type === 'up' || told.has(name)) continue;
        told.add(name);
        say(`${name}: up; its wire cannot be read`);
      }
    }
  };
  /** Prints the state of each server and link. */
  const status = async () => {
    for (const [name, state] of servers)
      say(`${name}: ${hide(inOwnPlaces(name, serverWords(state)))}`);
    const seen = await seenNow();
    for (const link of topology.links) {
      const totals = totalsWords(link, await network.linkTotals(link.name));
      say(`${link.name}: ${linkWords(seen.get(link.name)!)}; ${totals}`);
    }
  };
  try {
    if (topology.operator)
      await putFiles(await makeKeyring(topology.operator), topology.operator, network);
    for (const [server, named] of files)
      for (const [path, text] of named) await network.putFile(server, path, text);
    for (const link of cut) await network.cutLink(link, 'refused');
    for (const { name, config } of topology.servers) {
      if (signal.aborted) return hasRun;
      // The reason for a failed start has been printed; the others run all the same.
      await network.startServer(name, config).catch(() => {});
    }
    const running = (name: string) => servers.get(name)?.type === 'running';
    say(`\n${clientHelp(topology, machines, running, ways)}`);
    const notUp = topology.links.filter(({ name }) => links.get(name)?.type === 'down');
    if (notUp.length > 0) say(`\n${hide(notUpText(notUp, whyDown, !shipped))}`);
    if (cut.length > 0) say(`\nCut, as in the bench: ${cut.join(', ')}. heal LINK mends one.`);
    if (ofLink.length > 0)
      say(
        `\nCommands of the link. None was run:\n${ofLink.map(({ server, line }) => `  at ${server}: ${line}`).join('\n')}`,
      );
    if (takenOut !== undefined) say(`\n${takenOutText(takenOut)}`);
    if (standIns.length > 0) say(`\nStand-ins, made for this run: ${standIns.join(', ')}`);
    const allNotes = binary === undefined ? [...notes, ...leftOut] : notes;
    if (allNotes.length > 0) say(`\n${allNotes.join('\n')}`);
    say(`\n${shipped ? pageHelp(channel.address, origins) : noPageHelp(origins)}`);
    say(`\n${commands}\n`);
    // A network that ends meanwhile has nothing to tell.
    tellUnread().catch(() => {});
    for await (const line of createInterface({ input: process.stdin, signal: signal })) {
      const word = line.trim();
      if (word === 'quit') break;
      if (word === 'help') {
        say(commands);
        continue;
      }
      const done = word === 'status' ? status() : perform(network, topology, line);
      await done.catch((error: unknown) => {
        say(hide(errorText(error)));
      });
    }
  } finally {
    unwatch();
    // Destroyed, since the other end may keep it open.
    process.stdin.destroy();
    await channel.close();
    await machines.close();
  }
  return hasRun;
}
