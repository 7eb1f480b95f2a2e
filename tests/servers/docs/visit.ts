import { bareLine } from '../../../src/console/script.ts';
import type { LabKit, LabSource } from '../../../src/lab-kit/lab-kit.ts';
import { typeLine, type TypedLine } from '../../support/type-line.ts';
import type { Bench } from '../../support/bench.ts';
import { startHub, type NativeHub } from '../hosts/native-hub.ts';
import type { CliDifference } from './cli-differences.ts';
import type { Twin, TwinBench } from './twin.ts';

/** A lab of a page, and what its commands and buttons have come to so far. */
export interface Visit extends LabKit {
  /** Types a line at a server: into a console, or at a twin into a shell with the real CLI. */
  type: (server: string, line: string) => TypedLine;
  /** The output of solutions, by server and line. */
  ran: Map<string, string>;
  /** Looks that are taken when all is done: at what lines that run on have heard meanwhile. */
  later: (() => Promise<void>)[];
  /** The same lab on servers of its own, on which the real CLI does what the console does here. */
  twin: Visit | undefined;
  /** The lines that both have begun and that run on. */
  pairs: Pair[];
  /** What the two have printed that differs and should not. */
  differences: string[];
  /** The differences that must stay, and were there. */
  excused: Set<CliDifference>;
  /** Stops a hub outside the lab, if one was asked for. */
  end: () => Promise<void>;
}

/** A line as the console and as the CLI has run it. */
export interface Pair {
  line: string;
  console: TypedLine;
  cli: TypedLine;
}

/** Starts a lab of a page as the page does, and its twin where there are some. */
export async function startVisit(
  bench: Bench,
  source: LabSource,
  twins?: TwinBench,
): Promise<Visit> {
  const [kit, twin] = await Promise.all([bench.startKit(source), twins?.start(source)]);
  const type: Visit['type'] = (server, line) => typeLine(kit, server, line);
  const own = visit({ ...kit, type }, startHub);
  if (!twin) return own;
  const other = visit(twin, twin.startHub);
  const end = async () => {
    await Promise.all([own.end(), other.end()]);
  };
  return { ...own, twin: other, end };
}

/** Begins a visit of a lab. Solutions may also ask for a hub outside the lab. */
function visit(kit: LabKit & Pick<Visit, 'type'>, startHub: Twin['startHub']): Visit {
  const { tools } = kit;
  const { run } = tools;
  const ran: Visit['ran'] = new Map();
  tools.run = async (server, line) => {
    const printed = await run(server, line);
    ran.set(lineAt(server, line), printed);
    return printed;
  };
  let hub: Promise<NativeHub> | undefined;
  tools.hubElsewhere = () => (hub ??= startHub());
  const end = async () => (await hub)?.stop();
  return {
    ...kit,
    ran,
    later: [],
    twin: undefined,
    pairs: [],
    differences: [],
    excused: new Set(),
    end,
  };
}

/** Names a line at a server, however it is written. */
export const lineAt = (server: string, line: string): string => `${server}$ ${bareLine(line)}`;
