import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createAccount,
  createOperator,
  createUser,
  encodeOperator,
  encodeUser,
  fmtCreds,
} from '@nats-io/jwt';
import { vi } from 'vitest';
import { buildNatsCli } from '../../../tools/lib/nats-cli.mjs';
import { openShell, type Shell } from '../../../tools/nats-cli/shell.ts';
import { hasTwins } from './twin.ts';
import { nativeServer } from '../../support/native-server.ts';
import { checkConfig } from '../../../src/hosts/local/binary.ts';
import { LocalRuntime } from '../../../src/hosts/local/local-runtime.ts';
import { runLine } from '../../../src/console/run.ts';
import { record, type TypedLine } from '../../support/type-line.ts';
import type { LogLevel } from '../../../src/lab/network/host.ts';
import { NoSuchHost } from '../../../src/lab/network/server-runtime.ts';
import { connectTo } from '../../../src/nats/connect.ts';
import { nowhere } from '../../support/nowhere.ts';
import type { Fence, MessagePage } from './message-pages.ts';
import { errorText } from '../../../src/lab/error-text.ts';

/** Servers on which the configurations of the pages run. */
export interface Provoker {
  /**
   * Finds the mistake in a configuration, and when it is found. Undefined if a server starts with it.
   */
  fault(config: string): Promise<{ found: Found; said: string } | undefined>;
  /** Runs servers with the blocks of a page that have that word, until `seen` holds of what they log. */
  run(page: MessagePage, word: string, seen: (logs: Logs) => boolean, by?: Speaker): Promise<Told>;
  close(): Promise<void>;
}

/** Whether `nats-server -t` finds a fault, or only a server that starts. */
export type Found = 'reading' | 'starting';

/** The log of each server, and what commands at it print: `[ERR] …`. */
export type Logs = Map<string, string[]>;

/** Who runs the commands of a page: a console, or the real `nats` CLI. */
type Speaker = 'console' | 'cli';

/** What servers have logged, and what each command has printed. */
export interface Told {
  logs: Logs;
  printed: Map<string, string>;
}

const labels: Record<LogLevel, string> = {
  debug: 'DBG',
  trace: 'TRC',
  info: 'INF',
  warn: 'WRN',
  error: 'ERR',
  fatal: 'FTL',
};

export async function provoker(): Promise<Provoker> {
  const binary = await nativeServer();
  const folder = await mkdtemp(path.join(tmpdir(), 'leafwise-messages-'));
  const logs: Logs = new Map();
  const runtime = await LocalRuntime.open({
    binary,
    folder,
    // Without origins servers have no WebSocket for clients.
    origins: ['http://localhost'],
    events: {
      log: (server, level, text) => {
        const known = text.replaceAll(path.join(runtime.folder, '.files', server), '');
        logs.get(server)?.push(`[${labels[level]}] ${known}`);
      },
      ended: () => {},
    },
  });
  const files = await standingFiles();
  const shell = hasTwins ? await openShell(await buildNatsCli()) : undefined;
  for (const [at, text] of files) await writeFile(path.join(folder, path.basename(at)), text);
  let configs = 0;

  return {
    fault: async (config) => {
      const name = `config-${++configs}`;
      const file = path.join(folder, `${name}.conf`);
      await writeFile(file, withFiles(config, folder, files));
      const read = await checkConfig(binary, file).catch((error: unknown) => error as Error);
      if (read) return { found: 'reading', said: read.message.replaceAll(file, 'leaf.conf') };
      for (const [at, text] of files) await runtime.putFile(name, at, text);
      return runtime.start(name, config, nowhere).then(
        () => runtime.stop(name).then(() => undefined),
        (error: unknown) => ({ found: 'starting' as const, said: errorText(error) }),
      );
    },
    run: (page, word, seen, by = 'console') =>
      run({ runtime, logs, files, shell }, page, word, seen, by),
    close: async () => {
      await shell?.close();
      await runtime.close();
      await rm(folder, { recursive: true });
    },
  };
}

interface Machines {
  runtime: LocalRuntime;
  logs: Logs;
  files: Map<string, string>;
  shell: Shell | undefined;
}

async function run(
  machines: Machines,
  page: MessagePage,
  word: string,
  seen: (logs: Logs) => boolean,
  by: Speaker,
): Promise<Told> {
  const { runtime, logs, files } = machines;
  const own: Logs = new Map();
  const printed: Told['printed'] = new Map();
  const started: string[] = [];
  const machine = (server: string) => `${page.slug}-${word}-${by}-${server}`;
  const resolve = async (host: string, port: number) => {
    const at = runtime.portOf(machine(host), port);
    if (!at) throw new NoSuchHost();
    return `127.0.0.1:${at}`;
  };
  try {
    for (const config of configsOf(page, word)) {
      const server = serverOf(config);
      const name = machine(server);
      const lines: string[] = [];
      own.set(server, lines);
      logs.set(name, lines);
      for (const [at, text] of files) await runtime.putFile(name, at, text);
      for (const { title, text, words } of page.fences)
        if (words.includes(`on=${server}`)) await runtime.putFile(name, title, text);
      const text = page.level === 'debug' ? `${config.text}\ndebug: true\n` : config.text;
      // One that does not start has told its log why.
      await runtime.start(name, text, resolve).then(
        () => started.push(name),
        () => undefined,
      );
    }
    for (const config of page.fences.filter(({ words }) => words.includes('reload')))
      await runtime.reload(machine(serverOf(config)), config.text).catch(() => undefined);
    for (const { title, text } of commandsOf(page, word))
      for (const line of text.trim().split('\n')) {
        const answer = await answersOf[by](machines, machine(title), line);
        printed.set(`${title}$ ${line}`, answer.answered());
        own.get(title)!.push(...answer.printed().split('\n'));
      }
    await vi.waitFor(() => {
      if (!seen(own)) throw new Error(shown(own));
    }, 8000);
    return { logs: own, printed };
  } finally {
    await Promise.all(started.map((name) => runtime.stop(name).catch(() => undefined)));
    for (const server of own.keys()) logs.delete(machine(server));
  }
}

type Answer = Pick<TypedLine, 'printed' | 'answered'>;

/** Answers what a command of the `nats` CLI prints at a server, errors among it. */
const answersOf: Record<
  Speaker,
  (machines: Machines, server: string, line: string) => Promise<Answer>
> = {
  console: async ({ runtime }, server, line) => {
    const answer = record();
    await runLine(line, {
      ...answer.print,
      signal: AbortSignal.timeout(30_000),
      server,
      servers: [server],
      connect: (login, inboxPrefix) =>
        connectTo(
          () => ({ type: 'url', url: runtime.websocketOf(server)! }),
          'provoker',
          login,
          inboxPrefix,
        ),
      monitor: (...query) => runtime.monitor(...query),
      creds: () => undefined,
      files: { get: () => ({}), update: () => undefined },
    });
    return answer;
  },
  cli: async ({ runtime, shell }, server, line) => {
    const cli = shell!.start(line, { NATS_URL: `nats://127.0.0.1:${runtime.portOf(server)}` });
    await cli.ended;
    return { printed: cli.printed, answered: cli.printed };
  },
};

/** The commands that a page has clients run, by the server that they are connected to. */
const commandsOf = ({ fences }: MessagePage, word: string): Fence[] =>
  fences.filter(({ language, words }) => language === 'sh' && words.includes(word));

/** The configurations with that word; where they are a remedy, together with those that need none. */
function configsOf(page: MessagePage, word: string): Fence[] {
  const fences = page.fences.filter(({ language }) => language === 'conf');
  const first = fences.filter(({ words }) => words.includes('provokes'));
  const instead = fences.filter(({ words }) => words.includes(word));
  return first.map((config) => instead.find(({ title }) => title === config.title) ?? config);
}

/** Files that a configuration may name without the page showing them. */
async function standingFiles(): Promise<Map<string, string>> {
  const [operator, account, user] = [createOperator(), createAccount(), createUser()];
  const permissions = { pub: { allow: ['orders.>'], deny: [] } };
  const jwt = await encodeUser('leaf', user, account, permissions);
  const creds = fmtCreds(jwt, user);
  return new Map([
    ['/etc/nats/operator.jwt', await encodeOperator('leafwise', operator)],
    ['/etc/nats/restricted.creds', new TextDecoder().decode(creds)],
  ]);
}

/** A configuration in which the standing files are at a place that is there. */
const withFiles = (config: string, folder: string, files: Map<string, string>) =>
  [...files.keys()].reduce(
    (text, at) => text.replaceAll(at, path.join(folder, path.basename(at))),
    config,
  );

const serverOf = ({ title }: Fence) => title.replace(/\.conf$/, '');
const shown = (logs: Logs) =>
  [...logs].map(([server, lines]) => `${server}:\n${lines.join('\n')}`).join('\n\n');
