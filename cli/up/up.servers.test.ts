import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test, vi } from 'vitest';
import { foldersIn, processesOf } from '../../tools/lib/farewell.mjs';
import { root } from '../../tools/lib/paths.mjs';

/** How long anything may take, in milliseconds; npm, Node and two servers start in it. */
const patience = 20_000;
/** How long a test may take. */
const all = 60_000;

/** `npm run servers`, at whose keyboard a person sits. */
class Terminal {
  readonly said: string[] = [];
  readonly npm: ChildProcess;
  readonly run: string;
  readonly folder: string;

  constructor(...args: string[]) {
    this.folder = mkdtempSync(join(tmpdir(), 'servers-test-'));
    this.run = `servers-test-${process.pid}-${Date.now()}`;
    this.npm = spawn('npm', ['run', 'servers', '--', ...args], {
      cwd: root,
      env: { ...process.env, LEAFWISE_RUN: this.run, TMPDIR: this.folder },
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own, as a terminal gives it.
      detached: true,
    });
    for (const stream of [this.npm.stdout!, this.npm.stderr!]) {
      createInterface({ input: stream }).on('line', (line) => this.said.push(line));
    }
  }

  /** Types a line, and waits until a line that answers it has been printed. */
  async type(line: string, answer: RegExp): Promise<void> {
    const from = this.said.length;
    this.npm.stdin!.write(`${line}\n`);
    await this.says(answer, from);
  }

  /** The match of a line that has been printed, or will be. */
  async says(pattern: RegExp, from = 0): Promise<RegExpExecArray> {
    const found = () => this.said.slice(from).map((line) => pattern.exec(line));
    await vi.waitFor(
      () => expect(found().some(Boolean), this.said.join('\n')).toBe(true),
      patience,
    );
    return found().find(Boolean)!;
  }

  /** Kills those of its processes whose commands match. */
  async kill(command: RegExp): Promise<void> {
    const all = (await processesOf(this.run)) ?? [];
    const some = all.filter((each) => command.test(each.command));
    expect(some).toHaveLength(1);
    for (const { pid } of some) process.kill(pid, 'SIGKILL');
  }

  async isGone(): Promise<void> {
    await vi.waitFor(async () => expect(await processesOf(this.run)).toEqual([]), patience);
    expect(foldersIn(this.folder)).toEqual([]);
  }
}

let terminal: Terminal;
const open = (...args: string[]) => {
  terminal = new Terminal(...args);
};

afterEach(async () => {
  for (const { pid } of (await processesOf(terminal.run)) ?? []) process.kill(pid, 'SIGKILL');
  rmSync(terminal.folder, { recursive: true, force: true });
});

/** Answers the greeting of a server to a new connection. */
function greeting(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', reject);
    socket.once('data', (data) => {
      resolve(data.toString());
      socket.destroy();
    });
  });
}

test(
  'a person sees what servers and links do, and does to them what they like',
  async () => {
    open('two-domains');
    await terminal.says(/leaf-hub: up/);
    const [, port] = await terminal.says(
      /^leaf +nats:\/\/127\.0\.0\.1:(\d+) +ws:\/\/127\.0\.0\.1:\d+$/,
    );
    expect(await greeting(Number(port))).toContain('"server_name":"leaf"');
    await terminal.says(/^ +nats --server nats:\/\/127\.0\.0\.1:\d+ stream ls --js-domain leaf$/);
    await terminal.says(/^ +a page's own server joins it at ws:\/\/127\.0\.0\.1:\d+\/leafnode$/);
    await terminal.says(/^status {3}help {3}quit$/);

    await terminal.type('cut leaf-hub', /^leaf-hub: cut \(refused\)$/);
    await terminal.type('heal leaf-hub', /^leaf-hub: up$/);
    await terminal.type('cut leaf-hub silent', /^leaf-hub: cut \(silent\)$/);
    await terminal.type('heal leaf-hub', /^leaf-hub: up$/);
    await terminal.type('slow leaf-hub 20', /^leaf-hub: up, 20 ms slower$/);
    await terminal.type('slow leaf-hub 0', /^leaf-hub: up$/);
    await terminal.type('stop hub', /^leaf-hub: down$/);
    await terminal.type('status', /^hub: stopped$/);
    await terminal.type('wipe leaf', /server leaf is running/);
    await terminal.type('start hub', /^leaf-hub: up$/);
    await terminal.type('crash leaf', /^leaf: stopped$/);
    await terminal.type('start leaf', /^leaf-hub: up$/);
    await terminal.type(
      'status',
      /^leaf-hub: up; leaf → hub \d+ frames, \d+ bytes; hub → leaf \d+/,
    );
    await terminal.type('stop moon', /There is no server moon\. There are: hub, leaf\./);
    terminal.npm.stdin!.write('quit\n');
    await terminal.isGone();
  },
  all,
);

const cannotTell = process.platform === 'win32';

test.skipIf(cannotTell).each<[string, () => unknown]>([
  ['the end of its input', () => terminal.npm.stdin!.end()],
  ['SIGTERM to npm', () => terminal.npm.kill('SIGTERM')],
  ['Ctrl-C', () => process.kill(-terminal.npm.pid!, 'SIGINT')],
  ['SIGKILL to npm', () => terminal.npm.kill('SIGKILL')],
  ['SIGKILL to what npm runs', () => terminal.kill(/^node tools\/servers\.mjs/)],
])(
  '%s leaves no process and no folder behind',
  async (_, end) => {
    open('two-domains');
    await terminal.says(/leaf-hub: up/);
    const ports = (await processesOf(terminal.run))!.flatMap((each) => each.ports);
    expect(ports.length).toBeGreaterThan(5);
    await end();
    await terminal.isGone();
  },
  all,
);

test(
  'a lab’s servers are as the lab begins',
  async () => {
    open('join-a-leaf');
    await terminal.says(/^leaf: running/);
    await terminal.says(/^status/);
    await terminal.type('status', /^leaf-hub: down; leaf → hub 0 frames/);
    terminal.npm.stdin!.end();
    await terminal.isGone();
  },
  all,
);

test(
  'what there is none of is refused with what there is',
  async () => {
    open('moon');
    await terminal.says(/There is no topology, lab or file moon\./);
    await terminal.says(/^Topologies: between-hubs, bridge, .*two-domains/);
    await terminal.says(/^Labs: join-a-leaf/);
    await terminal.isGone();
  },
  all,
);
