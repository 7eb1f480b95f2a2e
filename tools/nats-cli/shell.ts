import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** How the CLI reaches a server and logs in there, as variables of its environment: `NATS_URL` and its like. */
export type Reach = Readonly<Record<string, string>>;

/** A line that runs in a shell. */
export interface CliLine {
  /** All that it has printed so far, errors among it. */
  printed: () => string;
  /** Its exit code, once it has ended. */
  code: () => number | undefined;
  ended: Promise<number>;
  /** Ctrl-C. */
  stop: () => Promise<number>;
}

/** A shell in a folder of its own, in which `nats` is the real CLI. */
export interface Shell {
  /** In a terminal, of 160 columns, the CLI asks its questions. They get no answer. */
  start: (line: string, reach: Reach, terminal?: boolean) => CliLine;
  /** Writes a file that lines name by a path from this folder. */
  write: (path: string, bytes: string | Uint8Array) => Promise<void>;
  close: () => Promise<void>;
}

/**
 * Opens a shell. The CLI has no configuration there but what a line says.
 * @param binary the path of the `nats` CLI
 */
export async function openShell(binary: string): Promise<Shell> {
  const home = await mkdtemp(join(tmpdir(), 'leafwise-cli-'));
  const folder = join(home, 'here');
  await mkdir(folder);
  const env = { ...withoutNats(process.env), HOME: home, XDG_CONFIG_HOME: home };
  const running = new Set<CliLine>();
  return {
    write: async (path, bytes) => {
      const file = resolve(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
    },
    start: (line, reach, terminal = false) => {
      const script = `nats() { '${binary}' "$@"; }\n${named(line)}`;
      const own = startScript(script, terminal, folder, { ...env, ...reach });
      running.add(own);
      void own.ended.then(() => running.delete(own));
      return own;
    },
    close: async () => {
      await Promise.all([...running].map((line) => line.stop()));
      await rm(home, { recursive: true, force: true });
    },
  };
}

function startScript(
  script: string,
  terminal: boolean,
  cwd: string,
  env: NodeJS.ProcessEnv,
): CliLine {
  const [command, args]: [string, string[]] = terminal
    ? ['script', ['-qec', `stty cols 160 rows 50; ${script}`, '/dev/null']]
    : ['sh', ['-c', `exec 2>&1\n${script}`]];
  // A group of its own, so that Ctrl-C reaches the CLI behind the shell.
  const shell = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const text: string[] = [];
  shell.stdout.setEncoding('utf8').on('data', (part: string) => text.push(part));
  let code: number | undefined;
  const ended = new Promise<number>((settle) => {
    shell.once('close', (status) => settle((code = status ?? 130)));
    shell.once('error', () => settle((code = 127)));
  });
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(-shell.pid!, name);
    } catch {
      // It has ended by itself.
    }
  };
  return {
    printed: () => plain(text.join('')).replaceAll(`${cwd}/`, ''),
    code: () => code,
    ended,
    stop: async () => {
      signal('SIGINT');
      const last = setTimeout(() => signal('SIGKILL'), 3000);
      await ended;
      clearTimeout(last);
      return ended;
    },
  };
}

/** A line of a console may leave out the program's name. */
const named = (line: string): string => {
  const bare = line.trim().replace(/^\$ /, '');
  return /^nats\b/.test(bare) ? bare : `nats ${bare}`;
};

const withoutNats = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('NATS_')));

/** A text without colours and without what moves the cursor. */
const plain = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- these are what a terminal obeys
  text.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '').replace(/\r/g, '');
