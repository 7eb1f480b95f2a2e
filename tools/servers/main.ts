// Started by tools/servers.mjs, which has set everything up.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildNativeServer } from '../../engine/build.mjs';
import type { LinkState, ServerState } from '../../src/lab/host.ts';
import { Network } from '../../src/lab/network.ts';
import type { Topology } from '../../src/lab/topology.ts';
import { localRuntime, type LocalRuntime } from '../../src/hosts/local/runtime.ts';
import { root } from '../lib/paths.mjs';
import { Problem, runTool } from '../lib/problem.mjs';
import { commands, perform } from './commands.ts';

await runTool(async () => {
  const topology = await load(process.argv[2]);
  const runtime = await localRuntime({
    binary: await buildNativeServer(),
    events: {
      log: (server, level, text) => network.logged(server, level, text),
      ended: (server, reason) => network.ended(server, reason),
    },
  });
  const network = new Network(topology, runtime, {
    onServer: (name, state) => console.log(`${name}: ${serverWords(state)}`),
    onLink: (name, state) => console.log(`${name}: ${linkWords(state)}`),
    onLog: () => {},
    onWire: () => {},
  });
  for (const { name, config } of topology.servers) {
    // What keeps it from starting has been said; the others run all the same.
    await network.startServer(name, config).catch(() => {});
  }
  console.log(`\n${clientHelp(topology, runtime)}\n\n${commands}\n`);
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
  await network.close();
  await runtime.close();
});

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
    .map(({ name, domain }) => {
      const url = `nats://127.0.0.1:${runtime.portOf(name)}`;
      const example = domain ? `stream ls --js-domain ${domain}` : 'sub ">"';
      return `${name.padEnd(10)} ${url}   nats --server ${url} ${example}`;
    })
    .join('\n');
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
