import type { Check, CheckTools } from '../checks/check.ts';
import { domainOf } from '../conf/server-settings.ts';
import type { Signing } from '../credentials/keyring.ts';
import type { LabHost } from '../network/host.ts';
import type { ServerSpec, Topology } from '../topology/topology.ts';

/** A hub outside a lab, for its leaf to join. */
export interface HubElsewhere {
  /** The address at which it takes leaf nodes: a `ws://` URL. */
  url: string;
  /** The reader's seat, where it is the hub of a class, and its login there. */
  seat?: { id: string; creds: string };
  /** Runs a line of the `nats` CLI at it, and answers what it printed. Rejects with that where the line fails. */
  run: (line: string) => Promise<string>;
}

/** The tools of a lab's solution: the same in a page and in a test. */
export interface ExerciseTools extends CheckTools {
  host: LabHost;
  /** Reloads a running server with a configuration, or starts one that does not run. */
  apply: (server: string, config: string) => Promise<void>;
  /** Stops a server and starts it with a configuration, on the data it has. */
  restart: (server: string, config: string) => Promise<void>;
  /**
   * Runs a line of the `nats` CLI at a server and answers what it printed. Rejects with that where the
   * line fails; one that would run on, such as `nats sub`, is not for this.
   */
  run: (server: string, line: string) => Promise<string>;
  /** Ends a line that runs on at a server, as Ctrl-C does. Rejects if it does not run there. */
  end: (server: string, line: string) => Promise<void>;
  /** Signs something with the keys of the lab's operator. */
  sign: (signing: Signing) => Promise<void>;
  /** Tells the reader of an act that is none of these tools', where one is being shown. */
  say?: (words: string) => void;
  /** Answers a hub outside the lab. Only a test can start one; in a page its reader has one, or none. */
  hubElsewhere?: () => Promise<HubElsewhere>;
}

/** Something that must be so for a step to be done. */
export interface ExerciseCheck {
  /** The state that the check asks for, in a few words. */
  says: string;
  check: Check;
}

export interface ExerciseStep {
  /** Names it in addresses and in the reader's progress. */
  id: string;
  title: string;
  checks: ExerciseCheck[];
  /**
   * The earlier step that breaks what this one mends. Before it the checks would pass by themselves, so that a page
   * asks them only once that step is done.
   */
  after?: string;
  /** Does what the reader is asked to do. Done when the checks can pass, not before. */
  solve: (tools: ExerciseTools) => Promise<void>;
}

/** A lab: the servers in their start state, and what is to be made so. */
export interface Exercise {
  /** Names the lab in the reader's progress, and its page. */
  name: string;
  topology: Topology;
  /** The files of the page that consoles can read, by path. */
  files?: Readonly<Record<string, string>>;
  /** Makes the start state what the configurations alone do not: streams, messages, a broken link. */
  begin?: (tools: ExerciseTools) => Promise<void>;
  /** The symptom of the fault, in a lab about one: the check passes in the start state. */
  symptom?: ExerciseCheck;
  /**
   * It has a hub outside the lab: one of the reader's own, where no page can do the steps for them, or that of a class,
   * which the reader must join before a page can do the steps that follow.
   */
  elsewhere?: 'own hub' | 'class';
  steps: ExerciseStep[];
}

/** A topology whose servers have other configurations, by server, and the domains that those set. */
export const startingWith = (
  topology: Topology,
  configs: Readonly<Record<string, string>>,
): Topology => ({
  ...topology,
  servers: topology.servers.map((server) => {
    const config = configs[server.name];
    if (!config) return server;
    const next: ServerSpec = { ...server, config };
    const domain = domainOf(config);
    if (domain === undefined) delete next.domain;
    else next.domain = domain;
    return next;
  }),
});
