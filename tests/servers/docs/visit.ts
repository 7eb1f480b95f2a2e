import { bareLine } from '../../../src/console/script.ts';
import type { LabKit, LabSource } from '../../../src/lab-kit/lab-kit.ts';
import type { Bench } from '../../support/bench.ts';
import { startHub, type NativeHub } from '../hosts/native-hub.ts';

/** A lab of a page, and what its commands and buttons have come to so far. */
export interface Visit extends LabKit {
  /** The output of solutions, by server and line. */
  ran: Map<string, string>;
  /** Looks that are taken when all is done: at what lines that run on have heard meanwhile. */
  later: (() => Promise<void>)[];
  /** Stops a hub outside the lab, if one was asked for. */
  end: () => Promise<void>;
}

/** Starts a lab of a page as the page does. Solutions may also ask for a hub outside the lab. */
export async function startVisit(bench: Bench, source: LabSource): Promise<Visit> {
  const kit = await bench.startKit(source);
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
  return { ...kit, ran, later: [], end };
}

/** Names a line at a server, however it is written. */
export const lineAt = (server: string, line: string): string => `${server}$ ${bareLine(line)}`;
