import { expect, vi } from 'vitest';
import { consoleContext } from '../../src/lab-kit/lab-console.ts';
import type { Topology } from '../../src/lab/topology/topology.ts';
import { Bench } from './bench.ts';
import { tabInNode } from './host-kinds.ts';
import { linked } from './linked.ts';
import { patience } from './pass.ts';
import { typeLine, type Ran, type TypedLine } from './type-line.ts';

/** Starts a topology as a page does, on WebAssembly in this process, with consoles on it. Once per test file. */
export async function startConsoles(topology: Topology) {
  const bench = new Bench(tabInNode);
  const kit = await bench.startKit({ topology });
  const { session } = kit;
  return {
    session,
    host: session.host,
    linked: () => linked(session),
    context: (server: string) => consoleContext(session, server),
    start: (server: string, line: string): TypedLine => typeLine(kit, server, line),
    run: (server: string, line: string): Promise<Ran> => typeLine(kit, server, line).ended,
    close: () => bench.close(),
  };
}

/** Waits until a line has printed a text. */
export const hasPrinted = (line: TypedLine, text: string): Promise<void> =>
  vi.waitFor(() => expect(line.printed()).toContain(text), patience);

/** Answers the output of a line that must succeed. */
export async function printed(running: Promise<Ran>): Promise<string> {
  const { code, out, err } = await running;
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}
