// Loaded by tools/servers.mjs, which has set everything up.
import { createInterface } from 'node:readline';
import { buildNativeServer } from '../../engine/build.mjs';
import type { LinkState, ServerState } from '../../src/lab/network/host.ts';
import { makeKeyring, putFiles } from '../../src/lab/credentials/keyring.ts';
import { Network } from '../../src/lab/network/network.ts';
import { serveChannel } from '../../src/hosts/channel/serve-channel.ts';
import { LocalRuntime } from '../../src/hosts/local/local-runtime.ts';
import { leaving } from '../lib/parents.mjs';
import { readArguments } from './arguments.ts';
import { commands, perform } from './commands.ts';
import {
  clientHelp,
  linkWords,
  pageHelp,
  printable,
  serverWords,
  totalsWords,
} from './servers-words.ts';
import { errorText } from '../../src/lab/error-text.ts';

/** Prints what may have come from a server or from a page. */
const say = (text: string) => console.log(printable(text));

/** Runs a topology on native servers until the person at the keyboard has enough, or is gone. */
export async function runServers(args: string[]): Promise<void> {
  const { topology, origins } = readArguments(args);
  const servers = new Map<string, ServerState>();
  const links = new Map<string, LinkState>(
    topology.links.map(({ name }) => [name, { type: 'down' }]),
  );
  const runtime = await LocalRuntime.open({
    binary: await buildNativeServer(),
    origins,
    events: {
      log: (server, level, text) => network.logged(server, level, text),
      ended: (server, reason) => network.ended(server, reason),
    },
  });
  const channel = await serveChannel({
    topology,
    origins,
    host: () => network,
    configOf: (server) => runtime.configOf(server),
    clientUrl: (server) => runtime.websocketOf(server),
  });
  const network = new Network(topology, runtime, {
    ...channel.events,
    onServer: (name, state) => {
      servers.set(name, state);
      say(`${name}: ${serverWords(state)}`);
      channel.events.onServer(name, state);
    },
    onLink: (name, state) => {
      links.set(name, state);
      say(`${name}: ${linkWords(state)}`);
      channel.events.onLink(name, state);
    },
  });
  /** Prints the state of each server and link. */
  const status = async () => {
    for (const [name, state] of servers) say(`${name}: ${serverWords(state)}`);
    for (const link of topology.links) {
      const totals = totalsWords(link, await network.linkTotals(link.name));
      say(`${link.name}: ${linkWords(links.get(link.name)!)}; ${totals}`);
    }
  };

  const { signal, unwatch } = leaving();
  try {
    if (topology.operator) {
      await putFiles(await makeKeyring(topology.operator), topology.operator, network);
    }
    for (const { name, config } of topology.servers) {
      if (signal.aborted) return;
      // The reason for a failed start has been printed; the others run all the same.
      await network.startServer(name, config).catch(() => {});
    }
    say(`\n${clientHelp(topology, runtime)}\n\n${pageHelp(channel.address, origins)}`);
    say(`\n${commands}\n`);
    for await (const line of createInterface({ input: process.stdin, signal: signal })) {
      const word = line.trim();
      if (word === 'quit') break;
      const done = word === 'status' ? status() : perform(network, topology, line);
      await done.catch((error: unknown) => {
        say(errorText(error));
      });
    }
  } finally {
    unwatch();
    // Destroyed, since the other end may keep it open.
    process.stdin.destroy();
    await channel.close();
    await network.close();
    await runtime.close();
  }
}
