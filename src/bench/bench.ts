import type { Point } from '../lab/topology/topology.ts';

/** A file of a bench, as its person has it. */
export interface BenchFile {
  path: string;
  text: string;
}

/** What a bench is: all that is kept and shared. */
export interface BenchState {
  /** As the person calls it. */
  name: string;
  /** In the order of their tabs. */
  files: readonly BenchFile[];
  /** Where servers were moved to, by server, in map units. */
  places: Readonly<Record<string, Point>>;
  /** Which host is which server, as `--assign` of `leafwise check` says it. */
  assigned: Readonly<Record<string, string>>;
  /** `nats` commands for the console of a server, to be run after the start. */
  commands: readonly { server: string; line: string }[];
  /** The links that are cut when it starts, by name. */
  cut: readonly string[];
  /** The release of nats-server that it was made with. */
  server: string;
}
