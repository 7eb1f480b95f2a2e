import type { MonitorPage, Pages, Varz } from '../../../lab/network/monitor-pages.ts';
import {
  command,
  type Args,
  type ArgValues,
  type Command,
  type CommandContext,
  type CommandSpec,
} from '../../command.ts';
import type { Flags, FlagValues } from '../../flags.ts';
import { errorText } from '../../../lab/error-text.ts';
import { Problem } from '../../problem.ts';
import { requestAll, systemRefusal } from './system-request.ts';

/** A server as it names itself in its answers; see `ServerInfo` of nats-server. */
export interface ServerInfo {
  name: string;
  host: string;
  id: string;
  cluster?: string;
  domain?: string;
  ver: string;
  tags?: string[];
  feature_flags?: Record<string, boolean>;
  jetstream: boolean;
  time: string;
}

/** One server's answer. */
export interface Answer<T> {
  server: ServerInfo;
  data: T;
}

/** One server's answer, or its refusal; see `ServerAPIResponse` of nats-server. */
export interface Reply<T> {
  server: ServerInfo;
  /** Null beside some errors. */
  data?: T | null;
  error?: { code: number; description: string };
}

/** Which servers are asked; see `EventFilterOptions` of nats-server. */
export interface ServerFilter {
  name?: string | undefined;
  host?: string | undefined;
  cluster?: string | undefined;
  tags?: readonly string[];
  domain?: string | undefined;
  /** Ends with so many answers. */
  wait?: number | undefined;
}

const differsHere =
  'Without the login of a user of the system account, which the nats CLI demands, the page itself asks the servers of the lab, each for its monitoring.';

/** Printed below what the page itself has asked the servers for. */
export const systemRemark =
  'The nats CLI needs a user of the system account for this, and shows the servers which that account reaches. Here the page asked all of them.';

/**
 * The servers as one command asks them: by requests, if the line names a user of the system account, and
 * otherwise through the monitoring of the lab, which needs no user.
 */
export class Servers {
  readonly #context: CommandContext;
  #system: boolean;
  /** Whether answers came from the monitoring of the lab. */
  monitored = false;

  constructor(context: CommandContext) {
    this.#context = context;
    this.#system = context.login !== undefined;
  }

  /**
   * Asks servers for a page of their monitoring.
   * @param options those of the server's API for that page
   * @throws Problem if no server runs, or with a server's words
   */
  async ask<P extends MonitorPage>(
    page: P,
    options: object = {},
    filter: ServerFilter = {},
  ): Promise<Answer<Pages[P]>[]> {
    return answersOf(await this.replies(page, options, filter));
  }

  /** Asks as `ask` does; a refusal is an answer too. */
  async replies<P extends MonitorPage>(
    page: P,
    options: object,
    filter: ServerFilter,
  ): Promise<Reply<Pages[P]>[]> {
    const asked = await this.request<Pages[P]>(page, options, filter);
    return asked ?? this.#read(page, options, filter);
  }

  /**
   * Asks by requests only.
   * @returns nothing for a user that is not of the system account
   */
  async request<T>(
    page: string,
    options: object,
    filter: ServerFilter,
  ): Promise<Reply<T>[] | undefined> {
    const subject = `$SYS.REQ.SERVER.PING.${page.toUpperCase()}`;
    return this.#requestAll<Reply<T>>(
      subject,
      { ...options, ...requestFilter(filter) },
      filter.wait,
    );
  }

  /** Asks for statistics: see `ServerStats`. `server` names who answers; `rtt` is in milliseconds. */
  async stats(filter: ServerFilter = {}): Promise<(Stats & { rtt: number })[]> {
    const start = performance.now();
    const found: (Stats & { rtt: number })[] = [];
    const take = (stats: Stats) => found.push({ ...stats, rtt: performance.now() - start });
    const body = requestFilter(filter);
    const asked = await this.#requestAll<Stats>('$SYS.REQ.SERVER.PING', body, filter.wait, take);
    if (!asked) {
      await this.#read('varz', {}, filter, ({ server, data }) => {
        if (data) take(statsOf(server, data));
      });
    }
    return found.slice(0, filter.wait);
  }

  async #requestAll<T>(
    subject: string,
    body: object,
    wait: number | undefined,
    take?: (answer: T) => void,
  ): Promise<T[] | undefined> {
    if (!this.#system) return undefined;
    const answers = await requestAll<T>(this.#context, subject, body, wait, take);
    this.#system = answers !== undefined;
    return answers;
  }

  /** Reads a page of each server that runs. Refusals come last. */
  async #read<P extends MonitorPage>(
    page: P,
    options: object,
    filter: ServerFilter,
    take?: (reply: Reply<Pages[P]>) => void,
  ): Promise<Reply<Pages[P]>[]> {
    this.monitored = true;
    const { servers, monitor } = this.#context;
    const read = async (name: string): Promise<Reply<Pages[P]> | undefined> => {
      const varz = await monitor(name, 'varz').catch(() => undefined);
      if (!varz) return undefined;
      const server = infoOf(varz);
      if (!isWanted(server, filter)) return { server };
      const reply = await (
        page === 'varz' ? Promise.resolve(varz as Pages[P]) : monitor(name, page, options)
      ).then(
        (data) => ({ server, data }),
        (error: unknown) => ({
          server,
          error: { code: 500, description: errorText(error).trim() },
        }),
      );
      take?.(reply);
      return reply;
    };
    const running = (await Promise.all(servers.map(read))).filter((each) => each !== undefined);
    if (!running.length) throw new Problem('no results received: no server is running');
    const found = running.filter(({ data, error }) => data ?? error);
    if (!found.length && filter.name !== undefined) {
      this.#context.err(`Servers here: ${running.map(({ server }) => server.name).join(', ')}`);
    }
    found.sort((a, b) => Number(Boolean(a.error)) - Number(Boolean(b.error)));
    return found.slice(0, filter.wait);
  }
}

/** Answers what servers gave. @throws Problem with the words of one that refused */
export function answersOf<T>(replies: readonly Reply<T>[]): Answer<T>[] {
  return replies.map(({ server, data, error }) => {
    if (!data) throw new Problem(error?.description ?? 'no data received in response');
    return { server, data };
  });
}

/** The filter of a request; see `EventFilterOptions` of nats-server. */
function requestFilter({ name, host, cluster, tags, domain }: ServerFilter): object {
  return {
    ...(name !== undefined && { server_name: name }),
    ...(host !== undefined && { host }),
    ...(cluster !== undefined && { cluster }),
    ...(tags?.length && { tags }),
    ...(domain !== undefined && { domain }),
    exact_match: true,
  };
}

/** Whether a server is one that the filter names. */
function isWanted(server: ServerInfo, { name, host, cluster, tags = [], domain }: ServerFilter) {
  const is = (given: string | undefined, own: string | undefined) =>
    given === undefined || given === own;
  return (
    is(name, server.name) &&
    is(host, server.host) &&
    is(cluster, server.cluster) &&
    is(domain, server.domain) &&
    tags.every((tag) => server.tags?.includes(tag))
  );
}

/** Names a server as its own answers do. */
function infoOf(varz: Varz): ServerInfo {
  const { server_name: name, server_id: id, host, version: ver, tags, now: time, leaf } = varz;
  const { feature_flags: flags } = varz;
  // A server with remotes and no cluster has its own name for one.
  const cluster = varz.cluster?.name ?? (leaf?.remotes?.length ? name : undefined);
  const domain = varz.jetstream?.config?.domain;
  const jetstream = varz.jetstream?.config !== undefined;
  return {
    name,
    host,
    id,
    ...(cluster !== undefined && { cluster }),
    ...(domain !== undefined && { domain }),
    ver,
    ...(tags && { tags }),
    ...(flags && { feature_flags: flags }),
    jetstream,
    time,
  };
}

/** Statistics of a server; see `ServerStatsMsg`. */
export interface Stats {
  server: ServerInfo;
  statsz: {
    start: string;
    mem: number;
    cores: number;
    cpu: number;
    connections: number;
    total_connections: number;
    subscriptions: number;
    slow_consumers: number;
    slow_consumer_stats?: Varz['slow_consumer_stats'];
    routes?: unknown[];
    gateways?: { inbound_connections?: number }[];
    active_servers?: number;
  };
}

function statsOf(server: ServerInfo, data: Varz): Stats {
  const { start, mem, cores, cpu, connections, total_connections, subscriptions } = data;
  const { slow_consumers, slow_consumer_stats, routes } = data;
  return {
    server,
    statsz: {
      start,
      mem,
      cores,
      cpu,
      connections,
      total_connections,
      subscriptions,
      slow_consumers,
      ...(slow_consumer_stats && { slow_consumer_stats }),
      ...(routes > 0 && { routes: Array.from({ length: routes }, () => ({})) }),
    },
  };
}

/** Refuses what only a user of the system account may ask for. @throws Problem in the CLI's words */
export function needsSystem(subject?: string): never {
  throw new Problem(
    `${subject ? `${subject}: ` : ''}${systemRefusal}`,
    'Log in as a user of the system account: --user and --password, or --creds.',
  );
}

/**
 * Declares a command that asks servers, with the remark if the page has asked them.
 * @param spec `onlySystem`: the page cannot ask in the user's stead
 */
export function serverCommand<A extends Args, F extends Flags>(
  spec: Omit<CommandSpec, 'aliases' | 'args' | 'flags'> & {
    aliases?: readonly string[];
    onlySystem?: boolean;
    args: A;
    flags: F;
    run: (
      context: CommandContext,
      args: ArgValues<A>,
      flags: FlagValues<F>,
      servers: Servers,
    ) => Promise<void>;
  },
): Command {
  const { onlySystem, ...rest } = spec;
  const differs = [onlySystem ? '' : differsHere, spec.differs].filter(Boolean).join(' ');
  return command({
    ...rest,
    ...(differs && { differs }),
    run: async (context, args, flags) => {
      const servers = new Servers(context);
      await spec.run(context, args, flags, servers);
      if (servers.monitored) context.err(systemRemark);
    },
  });
}
