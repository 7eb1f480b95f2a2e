import type { LogLine } from '../network/host.ts';
import type { LabClient } from '../network/lab-client.ts';
import type { Monitor } from '../network/monitor-pages.ts';
import type { Login } from '../topology/topology.ts';
import type { WireEvent } from '../wire/event.ts';

/** The result of a check. Both texts are for people: the state expected, and the state seen. */
export type CheckResult = { type: 'pass' } | { type: 'fail'; expected: string; seen: string };

/** The sources of a check, for reading only. */
export interface CheckTools {
  host: Monitor;
  /** A client of a server, as the user whom the topology names if none is given. */
  connect: (server: string, login?: Login) => Promise<LabClient>;
  /** The configuration that a server runs. */
  config: (server: string) => string;
  /** The frames that have crossed the links, as far as they are kept. */
  wire: () => readonly WireEvent[];
  /** The lines that the servers have logged, as far as they are kept. */
  log: () => readonly LogLine[];
}

/** Asks servers or the wire whether something is so. It rejects only if it cannot ask at all. */
export type Check = (tools: CheckTools) => Promise<CheckResult>;

/** A pass where it holds, and what was expected and seen where not. */
export function verdict(holds: boolean, expected: string, seen: string): CheckResult {
  return holds ? { type: 'pass' } : { type: 'fail', expected, seen };
}

/** All of the checks pass; the first that does not says why. */
export const all =
  (...checks: Check[]): Check =>
  async (tools) => {
    const results = await Promise.all(checks.map((check) => check(tools)));
    return results.find(({ type }) => type === 'fail') ?? { type: 'pass' };
  };

/** A list in a sentence. */
export const listed = (items: string[]): string => items.join(', ') || 'none';
