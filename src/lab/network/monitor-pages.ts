/**
 * The pages of a server's monitoring, named as its HTTP endpoints, with the fields that are read here.
 * Empty lists are absent or null.
 */
export interface Pages {
  varz: Varz;
  connz: Connz;
  routez: Routez;
  leafz: Leafz;
  subsz: Subsz;
  jsz: Jsz;
  accountz: Accountz;
  healthz: Healthz;
}

export type MonitorPage = keyof Pages;

/** The monitoring of servers: an answer is the server's own JSON. */
export interface Monitor {
  /**
   * @param options those of the server's API for that page
   * @throws Error with the server's words, or that it does not run
   */
  monitor: <P extends MonitorPage>(server: string, page: P, options?: object) => Promise<Pages[P]>;
}

/** Names a question to a server, among all. */
export const questionOf = (server: string, page: MonitorPage, options?: object): string =>
  JSON.stringify([server, page, options ?? {}]);

type List<T> = T[] | null;

/** See `Varz` of nats-server. */
export interface Varz {
  server_id: string;
  server_name: string;
  version: string;
  host: string;
  /** When it was started, and when it answered. */
  start: string;
  now: string;
  tags?: string[];
  feature_flags?: Record<string, boolean>;
  /** `pool_size`: how many routes it makes to each other member; -1 is one. */
  cluster?: { name?: string; pool_size?: number };
  jetstream?: { config?: { domain?: string }; stats?: { memory: number; storage: number } };
  /** `port`: where it takes leaf nodes; absent or 0 where it takes none. */
  leaf?: { port?: number; remotes?: LeafRemote[] };
  connections: number;
  total_connections: number;
  subscriptions: number;
  routes: number;
  leafnodes: number;
  in_msgs: number;
  out_msgs: number;
  mem: number;
  cores: number;
  /** In percent of one core. */
  cpu: number;
  slow_consumers: number;
  slow_consumer_stats?: { clients: number; routes: number; gateways: number; leafs: number };
  /** How often each page was asked for over HTTP. */
  http_req_stats?: Record<string, number>;
  uptime: string;
}

/** A hub that a server dials; see `RemoteLeafOptsVarz`. */
interface LeafRemote {
  local_account?: string;
  deny?: { exports?: string[]; imports?: string[] };
}

/** See `Connz`. It lists leaf connections too. */
export interface Connz {
  connections?: List<Connection>;
}

/** See `ConnInfo`. */
export interface Connection {
  cid: number;
  /** `Client`, or another kind. */
  kind?: string;
  name?: string;
  /** Only with the option `auth`. */
  account?: string;
  ip?: string;
  port?: number;
  /** When it began. */
  start: string;
  /** Such as `1m3s`. */
  uptime: string;
  /** Why it was closed. */
  reason?: string;
  mqtt_client?: string;
  subscriptions: number;
  /** Messages that it has sent, and that it has been sent. */
  in_msgs: number;
  out_msgs: number;
  in_bytes: number;
  out_bytes: number;
  /** With the option `subscriptions`. */
  subscriptions_list?: List<string>;
  /** With the option `subscriptions_detail`. */
  subscriptions_list_detail?: List<Subscription>;
}

/** See `SubDetail`. */
export interface Subscription {
  subject: string;
  qgroup?: string;
  account?: string;
  /** Messages that it has been given. */
  msgs: number;
}

/** See `Routez`. */
export interface Routez {
  num_routes: number;
  routes?: List<Route>;
}

/** See `RouteInfo`. */
export interface Route {
  rid: number;
  remote_name?: string;
  account?: string;
  ip: string;
  port: number;
  start: string;
  rtt?: string;
  subscriptions: number;
  in_bytes: number;
  out_bytes: number;
}

/** See `Leafz`. */
export interface Leafz {
  leafnodes: number;
  leafs?: List<LeafConnection>;
}

/** A leaf connection as one of its servers tells of it; see `LeafInfo`. */
export interface LeafConnection {
  /** The id of the connection in the log of the server that was asked, as in `lid:5`. */
  id: number;
  /** The server at the other end. */
  name: string;
  /** Whether the server that was asked is the spoke. */
  is_spoke: boolean;
  /** The account that it is bound to on the server that was asked. */
  account: string;
  ip: string;
  port: number;
  /** The round-trip time that was last measured, such as `1.234ms`. */
  rtt?: string;
  in_msgs: number;
  out_msgs: number;
  in_bytes: number;
  out_bytes: number;
  subscriptions: number;
  compression?: string;
  websocket?: boolean;
  /** With the option `subscriptions`. */
  subscriptions_list?: List<string>;
}

/** See `Subsz`. It leaves out what came over leaf connections. */
export interface Subsz {
  num_subscriptions: number;
  /** With the option `subscriptions`. */
  subscriptions_list?: List<Subscription>;
}

/** See `JSInfo`. */
export interface Jsz {
  /** Set on a server without JetStream. */
  disabled?: boolean;
  config?: { domain?: string };
  streams: number;
  /** How many of them this server leads. */
  streams_leader?: number;
  consumers: number;
  consumers_leader?: number;
  messages: number;
  bytes: number;
  memory: number;
  storage: number;
  api: { total: number; errors: number; inflight?: number };
  meta_cluster?: MetaCluster;
  /** With the option `accounts`; streams with the option `streams`. */
  account_details?: List<AccountDetail>;
}

/** The JetStream of one account; see `AccountDetail`. */
export interface AccountDetail {
  name: string;
  memory?: number;
  storage?: number;
  api?: { total: number; errors: number };
  stream_detail?: List<StreamDetail>;
}

/** The Raft group of a JetStream, as one of its members tells of it; see `MetaClusterInfo`. */
export interface MetaCluster {
  name?: string;
  leader?: string;
  peer?: string;
  cluster_size: number;
  /** The votes that a leader needs; from 2.15.0 on. */
  quorum_needed?: number;
  /** Whether that number has been lowered by a rescue. */
  rescue?: boolean;
  pending?: number;
  replicas?: List<MetaPeer>;
}

interface MetaPeer extends Replica {
  peer: string;
  /** Since it was heard of, in nanoseconds. */
  active: number;
}

/** How a replica of a stream or a consumer stands; see `PeerInfo`. */
export interface Replica {
  name: string;
  current: boolean;
  offline?: boolean;
  /** Operations behind the leader. */
  lag?: number;
}

interface ClusterInfo {
  name?: string;
  leader?: string;
  replicas?: Replica[];
}

/** The configured origin of a stream's copy; see `StreamSource`. */
interface SourceConfig {
  name: string;
  filter_subject?: string;
  opt_start_seq?: number;
  opt_start_time?: string;
  external?: { api: string };
}

/** How far that copying has come. `active`: nanoseconds since the origin was last heard, -1 for never. */
interface SourceInfo {
  name: string;
  lag: number;
  active: number;
  external?: { api: string };
  error?: { description: string; err_code?: number };
}

/** A stream as one server holds it; see `StreamDetail`. */
export interface StreamDetail {
  name: string;
  cluster?: ClusterInfo;
  config?: {
    subjects?: string[];
    storage?: 'file' | 'memory';
    max_bytes?: number;
    max_msgs?: number;
    discard?: string;
    /** In nanoseconds. */
    duplicate_window?: number;
    mirror?: SourceConfig;
    sources?: SourceConfig[];
    metadata?: Record<string, string>;
  };
  state: {
    messages: number;
    bytes: number;
    first_seq: number;
    last_seq: number;
    consumer_count: number;
  };
  consumer_detail?: ConsumerDetail[];
  mirror?: SourceInfo;
  sources?: SourceInfo[];
}

/** A place in a consumer's deliveries, and in its stream. */
interface Position {
  consumer_seq: number;
  stream_seq: number;
}

/** See `ConsumerInfo`. */
interface ConsumerDetail {
  name: string;
  config?: {
    durable_name?: string;
    deliver_subject?: string;
    filter_subject?: string;
    filter_subjects?: string[];
    opt_start_seq?: number;
    metadata?: Record<string, string>;
  };
  cluster?: ClusterInfo;
  /** How far it has delivered, and the last number up to which all is acknowledged. */
  delivered: Position;
  ack_floor: Position;
  num_pending: number;
  num_ack_pending: number;
  num_redelivered: number;
}

/** See `Accountz`; `account_detail` with the option `account`. */
export interface Accountz {
  /** In operator mode these are public keys. */
  accounts?: List<string>;
  system_account?: string;
  account_detail?: {
    /** Of an account that an operator has signed: its name. */
    name_tag?: string;
    jetstream_enabled?: boolean;
    exports?: List<Shared>;
    imports?: List<Shared>;
    /** By public key of a user, when it was revoked. */
    revoked_user?: Record<string, string>;
  };
}

/** An export or import of an account; see `ExtExport` and `ExtImport`. */
export interface Shared {
  subject: string;
  /** `service` or `stream`. */
  type: string;
  account?: string;
  approved_accounts?: string[];
}

/** See `HealthStatus`. */
export interface Healthz {
  status: string;
  status_code: number;
  /** With the option `details`. */
  errors?: { type: string; error: string }[];
}
