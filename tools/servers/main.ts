// Started by tools/servers.mjs, which has set everything up.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { buildNativeServer } from '../../engine/build.mjs';
import type { LinkState, ServerState } from '../../src/lab/host.ts';
import { Network } from '../../src/lab/network.ts';
import type { Topology } from '../../src/lab/topology.ts';
import { serveChannel } from '../../src/hosts/channel/serve-channel.ts';
import { localRuntime, type LocalRuntime } from '../../src/hosts/local/runtime.ts';
import { root } from '../lib/paths.mjs';
import { Problem, runTool } from '../lib/problem.mjs';
import { commands, perform } from './commands.ts';

/** Where `npm start` serves the site. */
const usualOrigins = ['http://localhost:3000', 'http://127.0.0.1:3000'];

await runTool(async () => {
  const { name, origins } = readArguments();
  const topology = await load(name);
  const runtime = await localRuntime({
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
      console.log(`${name}: ${serverWords(state)}`);
      channel.events.onServer(name, state);
    },
    onLink: (name, state) => {
      console.log(`${name}: ${linkWords(state)}`);
      channel.events.onLink(name, state);
    },
  });
  for (const { name, config } of topology.servers) {
    // What keeps it from starting has been said; the others run all the same.
    await network.startServer(name, config).catch(() => {});
  }
  console.log(`\n${clientHelp(topology, runtime)}\n\n${pageHelp(channel.address, origins)}`);
  console.log(`\n${commands}\n`);
  const lines = createInterface({ input: process.stdin });
  process.once('SIGINT', () => lines.close());
  process.once('SIGTERM', () => lines.close());
  for await (const line of lines) {
    if (line.trim() === 'quit') break;
    await perform(network, topology, line).catch((error: unknown) => {
      console.log(error instanceof Error ? error.message : String(error));
    });
  }
  lines.close();
  await channel.close();
  await network.close();
  await runtime.close();
});

/** @throws Problem on what is no argument of this command */
function readArguments(): { name: string | undefined; origins: string[] } {
  try {
    const { values, positionals } = parseArgs({
      options: { origin: { type: 'string', multiple: true } },
      allowPositionals: true,
    });
    const origins = values.origin?.map((text) => new URL(text).origin) ?? usualOrigins;
    return { name: positionals[0], origins };
  } catch (error) {
    const usage = 'npm run servers -- <topology> [--origin http://localhost:3000]…';
    throw new Problem(`${(error as Error).message}\n${usage}`);
  }
}

/** @throws Problem with the names there are, if there is none of that name */
async function load(name: string | undefined): Promise<Topology> {
  const folder = join(root, 'topologies');
  const names = readdirSync(folder);
  if (name === undefined || !names.includes(name)) {
    const which = name === undefined ? 'Name a topology' : `There is no topology ${name}`;
    throw new Problem(`${which}: npm run servers -- <${names.join(' | ')}>`);
  }
  const file = join(folder, name, 'topology.ts');
  return ((await import(file)) as { default: Topology }).default;
}

/** Where clients connect, each with a command of the `nats` CLI that works there. */
function clientHelp({ servers }: Topology, runtime: LocalRuntime): string {
  return servers
    .map(({ name, domain, login }) => {
      const url = `nats://127.0.0.1:${runtime.portOf(name)}`;
      const user = login ? ` --user ${login.user} --password ${login.pass}` : '';
      const example = domain ? `stream ls --js-domain ${domain}` : 'sub ">"';
      return [
        `${name.padEnd(10)} ${url}   ${runtime.websocketOf(name) ?? ''}`,
        `${''.padEnd(10)} nats --server ${url}${user} ${example}`,
      ].join('\n');
    })
    .join('\n');
}

function pageHelp(address: string, origins: string[]): string {
  return [
    'To use them in a lab of the site, choose "my servers" there and give it this address:',
    `  ${address}`,
    `It, and the WebSocket URLs, take pages of ${origins.join(', ')}; --origin names others.`,
  ].join('\n');
}

function serverWords(state: ServerState): string {
  switch (state.type) {
    case 'running':
      return `running, nats-server ${state.version}`;
    case 'failed':
      return `failed: ${state.reason}`;
    default:
      return state.type;
  }
}

function linkWords(state: LinkState): string {
  return state.type === 'cut' ? `cut (${state.how})` : state.type;
}
