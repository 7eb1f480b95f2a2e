import { version } from '../../../src/config-keys/version.ts';
import { bareLine } from '../../../src/console/script.ts';
import type { LabKit, LabSource } from '../../../src/lab-kit/lab-kit.ts';
import type { Topology } from '../../../src/lab/topology/topology.ts';
import type { LocalRuntime } from '../../../src/hosts/local/local-runtime.ts';
import { buildNatsCli } from '../../../tools/lib/nats-cli.mjs';
import { reachOf, systemReach, withPaths } from '../../../tools/nats-cli/reach.ts';
import { openShell, type CliLine, type Shell } from '../../../tools/nats-cli/shell.ts';
import { addSystemUser, mayHaveSystemUser } from '../../../tools/nats-cli/system-user.ts';
import { Bench } from '../../support/bench.ts';
import { localHostSeen } from '../../support/host-kinds.ts';
import { release } from '../../support/native-server.ts';
import { startHub, type NativeHub } from '../hosts/native-hub.ts';
import { typeLine, type Ran, type TypedLine } from '../../support/type-line.ts';

/** A lab on servers of its own, at which each line is run by the real `nats` CLI. */
export interface Twin extends LabKit {
  type: (server: string, line: string) => TypedLine;
  /** Starts a hub elsewhere, at which the CLI runs lines too. */
  startHub: () => Promise<NativeHub>;
}

/** Starts one twin after another, each on empty disks. */
export interface TwinBench {
  start: (source: LabSource) => Promise<Twin>;
  close: () => Promise<void>;
}

/**
 * Whether `npm run test:docs` has asked for twins. They double the servers, for which `npm test` has no time. The CLI is
 * of the release of the pinned server; on others the console alone is asked.
 */
export const hasTwins = process.env['LEAFWISE_TWINS'] !== undefined && release === version;

/** Opens a bench of twins. Their servers have a system user besides, which `nats server …` of the CLI needs. */
export function openTwins(): TwinBench {
  let runtime!: LocalRuntime;
  let topology!: Topology;
  const bench = new Bench(
    localHostSeen((seen) => {
      if (mayHaveSystemUser(topology)) addSystemUser(seen);
      runtime = seen;
    }),
  );
  let shell: Shell | undefined;
  const end = async () => {
    await shell?.close();
    shell = undefined;
  };
  return {
    start: async (source) => {
      await end();
      topology = source.topology ?? source.exercise.topology;
      const binary = await buildNatsCli();
      const kit = await bench.startKit(source);
      const own = (shell = await openShell(binary));
      const type = typist(kit, runtime, own);
      kit.tools.run = async (server, line) => {
        const { code, out } = await type(server, line).ended;
        if (code !== 0) throw new Error(out);
        return out;
      };
      return { ...kit, type, startHub: () => startHubFor(own) };
    },
    close: async () => {
      await end();
      await bench.close();
    },
  };
}

/** Starts a hub at which lines are run in a shell. */
async function startHubFor(shell: Shell): Promise<NativeHub> {
  const hub = await startHub();
  const run = async (line: string) => {
    const cli = shell.start(line, { NATS_URL: hub.clientUrl });
    if ((await cli.ended) !== 0) throw new Error(cli.printed());
    return cli.printed();
  };
  return { ...hub, run };
}

/** Types lines of a lab into a shell. */
function typist(kit: LabKit, runtime: LocalRuntime, shell: Shell): Twin['type'] {
  const { session, running } = kit;
  const { topology } = session;
  const written = new Map<string, Uint8Array>();
  /** Writes what the page has put into the files of its consoles. */
  const writeFiles = async () => {
    for (const [path, bytes] of Object.entries(session.files.get())) {
      if (written.get(path) === bytes) continue;
      written.set(path, bytes);
      await shell.write(path, bytes);
    }
  };
  return (server, line) => {
    const bare = bareLine(line);
    const reachAs = /^server /.test(bare) ? systemReach : reachOf;
    const reach = reachAs(topology, runtime, server);
    const begin = (terminal: boolean) =>
      shell.start(withPaths(line, topology, runtime, server), reach, terminal);
    let cli: CliLine | undefined;
    const started = writeFiles().then(() => (cli = begin(false)));
    let result: Ran | undefined;
    const stopped = new AbortController();
    const own = { server, line: bare, stop: () => void stop() };
    running.add(own);
    const ended = started
      .then(async (first) => (cli = await inTerminal(first, () => begin(true))).ended)
      .then(async (code) => {
        if (!unconfirmed.test(printed())) return code;
        goesOn = typeLine(kit, server, line);
        return (await goesOn.ended).code;
      })
      .then((code) => (result = { code, out: printed(), err: '' }))
      .finally(() => running.delete(own));
    let goesOn: TypedLine | undefined;
    const printed = () => {
      const text = cli?.printed() ?? '';
      return goesOn ? text + beyond(text, goesOn.answered()) : text;
    };
    const stop = async () => {
      stopped.abort();
      await started;
      await cli!.stop();
      return ended;
    };
    return {
      printed: () => printed(),
      answered: () => printed(),
      result: () => result,
      ended,
      stop,
      signal: stopped.signal,
    };
  };
}

/**
 * The words by which the CLI leaves out what it must ask its user about, even with --force. The console then does it in
 * its place, so that both labs go on alike.
 */
const unconfirmed = /cannot (ask for confirmation|prompt for user input) without a terminal/;

/** The lines of the console that the CLI has not printed before it asks. */
function beyond(cli: string, console: string): string {
  // Go prints a difference with blanks of two kinds, as chance has it.
  const bare = (line: string) => line.replace(/\s+/g, ' ').trim();
  const printed = new Set(cli.split('\n').map(bare));
  const lines = console.split('\n');
  return lines.filter((line) => !printed.has(bare(line))).join('\n');
}

/** The questions of the CLI: which thing is meant, and whether there is to be another page. */
const question = /Use arrows|Next Page\?/;

/**
 * Waits for a line. Where the CLI has refused it without a terminal, the line is run again in one, until it asks
 * something. If it asks which thing is meant, its refusal counts.
 */
async function inTerminal(first: CliLine, again: () => CliLine): Promise<CliLine> {
  await first.ended;
  if (!/a valid terminal|cannot pick/.test(first.printed())) return first;
  const second = again();
  const asked = setInterval(() => {
    if (question.test(second.printed())) void second.stop();
  }, 50);
  const code = await second.ended;
  clearInterval(asked);
  if (second.printed().includes('Use arrows')) return first;
  const isPage = question.test(second.printed());
  return isPage
    ? { ...second, ended: Promise.resolve(0), code: () => 0 }
    : { ...second, ended: Promise.resolve(code) };
}
