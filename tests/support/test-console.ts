import { expect, vi } from 'vitest';
import { Network } from '../../src/lab/network/network.ts';
import type { LinkState } from '../../src/lab/network/host.ts';
import type { Topology } from '../../src/lab/topology/topology.ts';
import { clientEndpoint } from '../../src/lab/network/client-port.ts';
import { engineInNode } from '../../src/hosts/tab/engine-in-node.ts';
import { MemoryFs } from '../../src/hosts/tab/memory-fs.ts';
import { tabRuntime } from '../../src/hosts/tab/tab-runtime.ts';
import { connectTo } from '../../src/nats/connect.ts';
import type { ConsoleContext } from '../../src/console/command.ts';
import { runLine } from '../../src/console/run.ts';

/** How long anything may take, in milliseconds. */
const patience = 10_000;

/** What a line came to. */
export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** A line that runs on until it is stopped. */
export interface Running {
  /** Resolves when the line has printed a text. */
  printed: (text: string) => Promise<void>;
  /** Ctrl-C. */
  stop: () => Promise<Ran>;
  /** Resolves when the line ends by itself. */
  ended: Promise<Ran>;
  /** What Ctrl-C aborts. */
  signal: AbortSignal;
}

/** The servers of a topology as WebAssembly in this process, and consoles on them. Once per test file. */
export async function startConsoles(topology: Topology) {
  const files = new MemoryFs();
  const links = new Map<string, LinkState>();
  const engine = await engineInNode(
    {
      log: (server, level, text) => network.logged(server, level, text),
      ended: (server, reason) => network.ended(server, reason),
    },
    files,
  );
  const network = new Network(topology, tabRuntime(engine, files), {
    onServer: () => {},
    onLink: (name, state) => links.set(name, state),
    onLog: () => {},
    onWire: () => {},
  });
  for (const { name, config } of topology.servers) await network.startServer(name, config);

  const context = (server: string, more: Partial<ConsoleContext>): ConsoleContext => ({
    server,
    servers: topology.servers.map(({ name }) => name),
    connect: (login) =>
      connectTo(() => clientEndpoint(() => network.dialClient(server)), 'console', login),
    monitor: (name, page, options) => network.monitor(name, page, options),
    out: () => {},
    err: () => {},
    signal: new AbortController().signal,
    ...more,
  });

  /** Starts a line; it is not waited for. */
  const start = (server: string, line: string): Running => {
    const controller = new AbortController();
    const lines = { out: [] as string[], err: [] as string[] };
    const waiting = new Set<() => void>();
    const print = (to: string[]) => (text: string) => {
      to.push(text);
      for (const look of waiting) look();
    };
    const result = (code: number) => ({
      code,
      out: lines.out.join('\n'),
      err: lines.err.join('\n'),
    });
    const ended = runLine(
      line,
      context(server, {
        out: print(lines.out),
        err: print(lines.err),
        signal: controller.signal,
      }),
    ).then(result);
    const printed = (text: string) =>
      new Promise<void>((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error(`${text} was not printed, but:\n${result(0).out}`)),
          patience,
        );
        const look = () => {
          if (!`${result(0).out}\n${result(0).err}`.includes(text)) return;
          waiting.delete(look);
          clearTimeout(late);
          resolve();
        };
        waiting.add(look);
        look();
      });
    const stop = () => {
      controller.abort();
      return ended;
    };
    return { printed, stop, ended, signal: controller.signal };
  };

  const run = (server: string, line: string): Promise<Ran> => start(server, line).ended;
  /** Waits until all links carry messages. */
  const linked = () =>
    vi.waitFor(
      () => expect(topology.links.every(({ name }) => links.get(name)?.type === 'up')).toBe(true),
      patience,
    );
  return { network, linked, context, start, run, close: () => network.close() };
}

/** What a line that must succeed printed. */
export async function printed(running: Promise<Ran>): Promise<string> {
  const { code, out, err } = await running;
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}
