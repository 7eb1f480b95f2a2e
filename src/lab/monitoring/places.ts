import type { ServerState } from '../network/host.ts';
import type { Jsz, Monitor, Replica, StreamDetail } from '../network/monitor-pages.ts';
import { jszOf, streamsIn } from './jsz.ts';
import type { ServerSpec, Topology } from '../topology/topology.ts';

/** The origin of a stream's copy, and the progress of copying. */
export interface Feed {
  kind: 'mirror' | 'source';
  /** The stream that is copied. */
  origin: string;
  /** How its API is reached, such as `$JS.leaf.API`; absent in the same JetStream. */
  api?: string;
  filter?: string;
  /** Messages that the origin has and the copy has not, as last heard. */
  lag: number;
  /** Seconds since the origin was last heard; absent if it never was. */
  heard?: number;
  error?: string;
}

/** A consumer of a stream. */
export interface ConsumerView {
  name: string;
  delivery: 'pull' | 'push';
  durable: boolean;
  filters: string[];
  pending: number;
  ackPending: number;
  redelivered: number;
}

/** A stream, once for all the servers that hold it. */
export interface StreamView {
  /** Its own among the streams of all places. */
  id: string;
  name: string;
  /** A bucket has its own name as `label`: that of its stream without `KV_` or `OBJ_`. */
  kind: 'stream' | 'bucket' | 'objects';
  label: string;
  account: string;
  /** The server that was asked: its leader, if that answered. */
  server: string;
  leader?: string;
  /** The other servers that hold it. */
  replicas: Replica[];
  subjects: string[];
  /** Whether its messages are on no disk. */
  inMemory: boolean;
  messages: number;
  bytes: number;
  firstSeq: number;
  lastSeq: number;
  feeds: Feed[];
  consumers: ConsumerView[];
}

/** One JetStream, or the lack of one: a server, or the members of a cluster. */
export interface Place {
  /** The name of its server or cluster. */
  name: string;
  servers: string[];
  domain?: string;
  state: 'stopped' | 'no JetStream' | 'open';
  /** Members of a cluster that do not run. */
  missing: string[];
  streams: StreamView[];
}

const nanosPerSecond = 1e9;

/** Servers whose JetStream is one: each alone, or the members of a cluster. */
function groups({ servers }: Topology): { name: string; members: ServerSpec[] }[] {
  const found = new Map<string, ServerSpec[]>();
  for (const server of servers) {
    const name = server.cluster ?? server.name;
    found.set(name, [...(found.get(name) ?? []), server]);
  }
  return [...found].map(([name, members]) => ({ name, members }));
}

/**
 * Asks each running server for its JetStream. A server that is stopping or starting does not answer;
 * it then counts as one that does not run.
 */
export async function placesOf(
  host: Monitor,
  topology: Topology,
  servers: Readonly<Record<string, ServerState>>,
): Promise<Place[]> {
  const ask = async ({ name }: ServerSpec) => {
    if (servers[name]?.type !== 'running') return [];
    return jszOf(host, name).then(
      (jsz): [string, Jsz][] => [[name, jsz]],
      () => [],
    );
  };
  return Promise.all(
    groups(topology).map(async ({ name, members }) => {
      const answers = (await Promise.all(members.map(ask))).flat();
      return placeFrom(
        name,
        members.map((member) => member.name),
        answers,
      );
    }),
  );
}

/** The parts of `jsz` that a place is made of. */
type Told = Pick<Jsz, 'disabled' | 'config' | 'account_details'>;

/** A place out of what its servers answered. */
export function placeFrom(name: string, servers: string[], answers: [string, Told][]): Place {
  const open = answers.filter(([, jsz]) => !jsz.disabled);
  const domain = open.find(([, jsz]) => jsz.config?.domain)?.[1].config?.domain;
  return {
    name,
    servers,
    ...(domain !== undefined && { domain }),
    state: answers.length === 0 ? 'stopped' : open.length === 0 ? 'no JetStream' : 'open',
    missing: servers.filter((server) => !answers.some(([answered]) => answered === server)),
    streams: viewsOf(name, open),
  };
}

function viewsOf(place: string, answers: [string, Told][]): StreamView[] {
  const byId = new Map<string, { account: string; server: string; detail: StreamDetail }[]>();
  for (const [server, jsz] of answers) {
    for (const { account, ...detail } of streamsIn(jsz)) {
      const id = `${place}/${account}/${detail.name}`;
      byId.set(id, [...(byId.get(id) ?? []), { account, server, detail }]);
    }
  }
  return [...byId]
    .map(([id, copies]) => {
      // Only the leader of a stream knows its feeds and their progress.
      const told = copies.find(({ server, detail }) => detail.cluster?.leader === server);
      const { account, server, detail } = told ?? copies[0]!;
      const details = copies.map((copy) => ({ server: copy.server, detail: copy.detail }));
      return { id, account, server, ...viewOf(detail), consumers: consumersOf(details) };
    })
    .sort((a, b) => a.account.localeCompare(b.account) || a.name.localeCompare(b.name));
}

function viewOf(detail: StreamDetail) {
  const { name, cluster, config = {}, state } = detail;
  const [, prefix, own] = /^(KV_|OBJ_)(.+)$/.exec(name) ?? [];
  const kind: StreamView['kind'] = !prefix ? 'stream' : prefix === 'KV_' ? 'bucket' : 'objects';
  return {
    name,
    kind,
    label: own ?? name,
    ...(cluster?.leader && { leader: cluster.leader }),
    replicas: cluster?.replicas ?? [],
    subjects: config.subjects ?? [],
    inMemory: config.storage === 'memory',
    messages: state.messages,
    bytes: state.bytes,
    firstSeq: state.first_seq,
    lastSeq: state.last_seq,
    feeds: feedsOf(detail),
  };
}

function feedsOf({ config = {}, mirror, sources = [] }: StreamDetail): Feed[] {
  const configured = [
    ...(config.mirror ? [{ kind: 'mirror' as const, of: config.mirror }] : []),
    ...(config.sources ?? []).map((of) => ({ kind: 'source' as const, of })),
  ];
  // A stream may have several sources of one name, in different domains.
  const told = mirror ? [mirror] : sources;
  return configured.map(({ kind, of: { name, filter_subject: filter, external } }) => {
    const info = told.find((each) => each.name === name && each.external?.api === external?.api);
    return {
      kind,
      origin: name,
      ...(external && { api: external.api }),
      ...(filter && { filter }),
      lag: info?.lag ?? 0,
      ...(info && info.active >= 0 && { heard: info.active / nanosPerSecond }),
      ...(info?.error && { error: info.error.description }),
    };
  });
}

function consumersOf(copies: { server: string; detail: StreamDetail }[]): ConsumerView[] {
  const views = new Map<string, ConsumerView>();
  for (const { server, detail } of copies) {
    for (const consumer of detail.consumer_detail ?? []) {
      const { name, config = {}, cluster } = consumer;
      // Counts stand with its own leader, which need not be that of its stream.
      if (views.has(name) && cluster?.leader !== server) continue;
      views.set(name, {
        name,
        delivery: config.deliver_subject ? 'push' : 'pull',
        durable: config.durable_name !== undefined,
        filters: config.filter_subjects ?? (config.filter_subject ? [config.filter_subject] : []),
        pending: consumer.num_pending,
        ackPending: consumer.num_ack_pending,
        redelivered: consumer.num_redelivered,
      });
    }
  }
  return [...views.values()].sort((a, b) => a.name.localeCompare(b.name));
}
