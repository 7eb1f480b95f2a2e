// Loaded by tools/compare-cli.mjs, which has set everything up.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Topology } from '../../src/lab/topology/topology.ts';
import { createLabKit, type LabKit } from '../../src/lab-kit/lab-kit.ts';
import type { LocalRuntime } from '../../src/hosts/local/local-runtime.ts';
import { localHostSeen } from '../../tests/support/host-kinds.ts';
import { typeLine, type TypedLine } from '../../tests/support/type-line.ts';
import { buildNatsCli } from '../lib/nats-cli.mjs';
import { Problem } from '../lib/problem.mjs';
import { perform } from '../../cli/up/commands.ts';
import { shippedNamed } from '../../cli/up/shipped.ts';
import { reachOf, systemReach, withPaths } from './reach.ts';
import { compareOutputs, inAnyOrder } from './same-output.ts';
import { addSystemUser, mayHaveSystemUser } from './system-user.ts';
import { openShell, type CliLine } from './shell.ts';

const usage = `node tools/compare-cli.mjs --topology NAME [--system] [--terminal] [--all] [FILE | 'server$ nats …']…

Lines of a file, or of the keyboard without one:
  hub$ nats stream ls        by the CLI and by the console, each on servers of its own
  hub$ nats sub '>' &        goes on beside the lines below it; so do sub, reply and watch without the &
  stop                       ends the lines that go on, and compares what they have printed
  file m.json {"name":"A"}   writes a file for both
  ! cut leaf-hub             breaks or mends both networks: ! help lists the words
  # …                        is skipped

  --system     gives the servers a system user, as whom the CLI runs nats server … (the console needs none)
  --terminal   the CLI prints to a terminal of 160 columns, and ends at its first question
  --all        prints what is the same as well`;

/** How long a line may take, in milliseconds. */
const patience = 20_000;
/** How long a line that goes on may take to say that it does, and how long its end is waited for. */
const moment = 700;
const goesOn =
  /^(nats )?(.* )?(sub|subscribe|reply|watch|events)\b(?!.*(--count|--help|--last|--wait))/;

/** The CLI's servers or the console's. */
interface Side {
  kit: LabKit;
  runtime: LocalRuntime;
  close: () => Promise<void>;
}

/** A line that both have begun. */
interface Pair {
  line: string;
  cli: CliLine;
  ours: TypedLine;
}

/**
 * Runs lines through both, and prints where they differ.
 * @returns the exit code: 1 if a line differs
 */
export async function compareLines(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      topology: { type: 'string', default: 'two-domains' },
      system: { type: 'boolean', default: false },
      terminal: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) throw new Problem(usage, 0);
  const topology = shippedNamed(values.topology);
  const lines = positionals.length
    ? positionals.flatMap((each) =>
        isLine(each) ? [each] : readFileSync(each, 'utf8').split('\n'),
      )
    : readFileSync(0, 'utf8').split('\n');
  const shell = await openShell(await buildNatsCli());
  const [cli, ours] = await Promise.all([
    openSide(topology, values.system),
    openSide(topology, values.system),
  ]);
  const count = { same: 0, differs: 0 };
  let pairs: Pair[] = [];
  const tell = ({ line, cli, ours }: Pair, hung: string[] = []) => {
    const compared = compareOutputs(cli.printed(), ours.answered(), inAnyOrder.test(line));
    const codes = [cli.code() ?? '-', ours.result()?.code ?? '-'];
    const same = compared.every(({ of }) => of === 'both') && codes[0] === codes[1] && !hung.length;
    count[same ? 'same' : 'differs']++;
    console.log(`${same ? 'same   ' : 'DIFFERS'} ${line}`);
    if (same && !values.all) return;
    if (codes[0] !== codes[1]) console.log(`    exit code: CLI ${codes[0]}, console ${codes[1]}`);
    for (const who of hung) console.log(`    ${who} did not end in ${patience / 1000} s`);
    const marks = { both: ' ', cli: '-', console: '+' };
    for (const { of, text } of compared) console.log(`  ${marks[of]} ${text}`);
  };
  const stop = async () => {
    if (pairs.length) await rest(moment);
    for (const pair of pairs) {
      await Promise.all([pair.cli.stop(), pair.ours.stop()]);
      tell(pair);
    }
    pairs = [];
  };
  const line = async (text: string) => {
    const [, server = '', typed = ''] = asLine.exec(text) ?? [];
    if (!topology.servers.some(({ name }) => name === server))
      throw new Problem(`There is no server ${server}: ${text}`);
    const bare = typed.replace(/\s*&$/, '');
    const asSystem = values.system && /^(nats )?server /.test(bare);
    const reachAs = asSystem ? systemReach : reachOf;
    const pair: Pair = {
      line: text,
      cli: shell.start(
        withPaths(bare, topology, cli.runtime, server),
        reachAs(topology, cli.runtime, server),
        values.terminal,
      ),
      ours: typeLine(ours.kit, server, bare),
    };
    const ended = Promise.all([pair.cli.ended, pair.ours.ended]);
    if (bare !== typed || goesOn.test(bare)) {
      await Promise.race([ended, rest(moment)]);
      pairs.push(pair);
      return;
    }
    await Promise.race([ended, rest(patience)]);
    const hung = [
      ...(pair.cli.code() === undefined ? ['the CLI'] : []),
      ...(pair.ours.result() ? [] : ['the console']),
    ];
    if (hung.length) await Promise.all([pair.cli.stop(), pair.ours.stop()]);
    tell(pair, hung);
  };
  try {
    for (const text of lines.map((each) => each.trim())) {
      if (!text || text.startsWith('#')) continue;
      if (text === 'stop') await stop();
      else if (text.startsWith('file ')) {
        const [, path = '', content = ''] = /^file (\S+) (.*)$/.exec(text) ?? [];
        await shell.write(path, content);
        ours.kit.session.files.update((files) => ({
          ...files,
          [path]: new TextEncoder().encode(content),
        }));
      } else if (text.startsWith('!'))
        for (const { kit } of [cli, ours]) await perform(kit.session.host, topology, text.slice(1));
      else await line(text);
    }
    await stop();
  } finally {
    await Promise.all([shell.close(), cli.close(), ours.close()]);
  }
  console.log(`\n${count.same} same, ${count.differs} differ`);
  return count.differs ? 1 : 0;
}

const asLine = /^([\w-]+)\$ (.*)$/;
const isLine = (text: string): boolean => asLine.test(text);

/** Starts a topology on native servers. */
async function openSide(topology: Topology, system: boolean): Promise<Side> {
  let runtime: LocalRuntime | undefined;
  const opener = await localHostSeen((seen) => {
    runtime = seen;
    if (system && mayHaveSystemUser(topology)) addSystemUser(seen);
  }).open();
  const kit = createLabKit({ topology }, async () => opener.openHost);
  await kit.session.start();
  await answering(kit);
  return {
    kit,
    runtime: runtime!,
    close: async () => {
      kit.session.stop();
      await opener.close();
    },
  };
}

/** Waits for the JetStream of each server: a cluster drops requests until it has elected a leader. */
async function answering(kit: LabKit): Promise<void> {
  for (const { name } of kit.session.topology.servers) {
    for (let tries = 10; tries > 0; tries--) {
      const { err } = await typeLine(kit, name, 'nats stream ls -n --timeout 1s').ended;
      if (!err.includes('deadline exceeded')) break;
    }
  }
}

const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
