import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { makePackage } from '../package/make-package.mjs';
import { median, type Group, type Measured } from './figures.ts';

const rounds = 3;
/** How many servers one module runs. */
const sizes = [2, 5, 10, 20, 40];

/** What the command costs, from a cold process to its verdict. */
export const checkCommand: Group = {
  name: 'check',
  note:
    `median of ${rounds} for two servers, once for more. leafwise, as the package has it, on a hub and its leaves, each ` +
    'with a JetStream domain, in one module. check: from the start of the process to its end, with the verdict. start: ' +
    'from the start of leafwise up until the last server runs. memory: the most that the process took.',
  measure: async (say) => {
    const folder = await mkdtemp(join(tmpdir(), 'leafwise-bench-'));
    try {
      const program = join(folder, 'package');
      await makePackage(program);
      const measured: Measured[] = [];
      for (const size of sizes) {
        say(`${size} servers`);
        const network = join(folder, `${size}`);
        await writeNetwork(network, size);
        const checks: Run[] = [];
        for (let round = 0; round < (size === 2 ? rounds : 1); round += 1)
          checks.push(await timed(program, ['check', network]));
        const bars = barsOf(size);
        const most = (bound: number | undefined) =>
          bound === undefined ? {} : { bar: { of: 'value' as const, most: bound } };
        const verdict = median(checks.map(({ ended }) => ended));
        const memory = median(checks.map((run) => run.memory));
        const up = await timed(program, ['up', network], size);
        measured.push(
          { name: `check.${size}`, value: verdict, unit: 'ms', ...most(bars?.verdict) },
          { name: `check.${size}.memory`, value: memory, unit: 'bytes', ...most(bars?.memory) },
          { name: `check.${size}.start`, value: up.running, unit: 'ms' },
        );
      }
      return measured;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** The most that a check may take, in milliseconds and bytes. */
function barsOf(size: number): { verdict: number; memory: number } | undefined {
  if (size === 2) return { verdict: 2500, memory: 600e6 };
  if (size === 20) return { verdict: 10_000, memory: 600e6 };
  return undefined;
}

/** Milliseconds from the start of a process, and bytes. */
interface Run {
  /** Until so many servers had said that they run. */
  running: number;
  ended: number;
  memory: number;
}

/** A hub, and leaves that dial it, each with a JetStream domain of its own. */
async function writeNetwork(folder: string, size: number): Promise<void> {
  await mkdir(folder);
  const jetstream = (domain: string) => `jetstream { domain: ${domain}, store_dir: "/data" }`;
  await writeFile(
    join(folder, 'hub.conf'),
    `server_name: hub\nport: 4222\n${jetstream('hub')}\nleafnodes { port: 7422 }\n`,
  );
  for (let i = 1; i < size; i += 1)
    await writeFile(
      join(folder, `leaf-${i}.conf`),
      `server_name: leaf-${i}\nport: 4222\n${jetstream(`leaf-${i}`)}\nleafnodes { remotes [ { url: "nats-leaf://hub:7422" } ] }\n`,
    );
}

/** Has a process say at its end how much memory it took, in KiB. */
const memoryAtEnd =
  "data:text/javascript,process.on('exit',()=>process.stderr.write(`\\nmaxRSS ${process.resourceUsage().maxRSS}\\n`))";

/**
 * Runs the command to its end.
 * @param servers once so many run, it is told to quit
 */
function timed(program: string, args: string[], servers = Infinity): Promise<Run> {
  const began = performance.now();
  const since = () => performance.now() - began;
  const child = spawn(
    process.execPath,
    ['--import', memoryAtEnd, join(program, 'leafwise.mjs'), ...args],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let words = '';
  let running = 0;
  let runningAt = 0;
  child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (!/: running, /.test(line)) return;
    running += 1;
    if (running < servers) return;
    runningAt = since();
    child.stdin.end('quit\n');
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const memory = Number(/maxRSS (\d+)/.exec(words)?.[1]) * 1024;
      if (code === 0) resolve({ running: runningAt, ended: since(), memory });
      else reject(new Error(`leafwise ${args.join(' ')} ended with ${code}: ${words}`));
    });
  });
}
