import type {
  ClusterInfo as LibraryCluster,
  ConsumerConfig as LibraryConsumerConfig,
  ConsumerInfo as LibraryConsumer,
  ExternalStream,
  PeerInfo,
  SequenceInfo,
  StreamConfig as LibraryStreamConfig,
  StreamInfo as LibraryStream,
  StreamSource,
  StreamSourceInfo,
  StreamState,
} from '../../nats/nats-client.ts';

// The client library's types of JetStream's answers, corrected where servers answer otherwise: enums are
// strings, fields that are 0 or empty are left out, and fields of 2.11 and later are added. Durations are
// nanoseconds.

type Strings<T> = {
  [K in keyof T]: NonNullable<T[K]> extends string ? `${NonNullable<T[K]>}` : T[K];
};
type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

export interface SourceConfig extends Omit<StreamSource, 'domain'> {
  /** A durable consumer to read from; from 2.14 on. */
  consumer?: { name: string; deliver_subject?: string };
}

/** `preferred` is of a leader; it is no part of a stream's own. */
export interface Placement {
  cluster?: string;
  tags?: string[];
  preferred?: string;
}

export interface StreamConfig extends Strings<
  Omit<
    Optional<LibraryStreamConfig, 'subjects' | 'max_msg_size' | 'duplicate_window' | 'first_seq'>,
    'placement' | 'mirror' | 'sources'
  >
> {
  placement?: Placement;
  mirror?: SourceConfig;
  sources?: SourceConfig[];
  allow_atomic?: boolean;
  allow_batched?: boolean;
  allow_msg_counter?: boolean;
  allow_msg_ttl?: boolean;
  allow_msg_schedules?: boolean;
  subject_delete_marker_ttl?: number;
  persist_mode?: 'default' | 'async';
}

/** `active` is -1 before the first message from the origin. */
export interface SourceInfo extends StreamSourceInfo {
  external?: ExternalStream;
  filter_subject?: string;
}

export interface ClusterInfo extends Omit<LibraryCluster, 'replicas'> {
  raft_group?: string;
  /** A moment; absent where there is but one replica. */
  leader_since?: string;
  system_account?: boolean;
  traffic_account?: string;
  replicas?: (Optional<PeerInfo, 'offline' | 'lag'> & { pending?: boolean })[];
  desired?: DesiredCluster;
}

/** The members that a stream or a consumer is on its way to, and whence. */
interface DesiredCluster {
  created: string;
  name?: string;
  replicas?: { name: string; offline?: boolean }[];
  origin?: { replicas: number; placement?: Placement; retention?: StreamConfig['retention'] };
  status?: { description?: string; type?: string; err?: string };
}

export interface StreamInfo extends Pick<LibraryStream, 'created'> {
  config: StreamConfig;
  state: Optional<StreamState, 'num_deleted' | 'deleted' | 'lost'>;
  domain?: string;
  cluster?: ClusterInfo;
  mirror?: SourceInfo;
  sources?: SourceInfo[];
  alternates?: { name: string; domain?: string; cluster: string }[];
  /** The moment of the answer, at the server; from 2.10 on. */
  ts?: string;
}

/** The library calls the fields of push consumers deprecated. */
export interface ConsumerConfig extends Strings<
  Omit<LibraryConsumerConfig, 'deliver_subject' | 'deliver_group'>
> {
  deliver_subject?: string;
  deliver_group?: string;
  pause_until?: string;
  priority_policy?: 'none' | 'overflow' | 'pinned_client' | 'prioritized';
  priority_groups?: string[];
  priority_timeout?: number;
}

interface Position extends Omit<SequenceInfo, 'last_active'> {
  last_active?: string;
}

export interface ConsumerInfo extends Omit<
  LibraryConsumer,
  'config' | 'delivered' | 'ack_floor' | 'cluster' | 'push_bound' | 'pause_remaining'
> {
  config: ConsumerConfig;
  delivered: Position;
  ack_floor: Position;
  cluster?: ClusterInfo;
  push_bound?: boolean;
  pause_remaining?: number;
  priority_groups?: { group: string; pinned_client_id?: string; pinned_ts?: string }[];
  /** The moment of the answer, at the server; from 2.10 on. */
  ts?: string;
}

/** A message of `STREAM.MSG.GET`; headers and data are base64. */
export interface StoredMessage {
  subject: string;
  seq: number;
  hdrs?: string;
  data?: string;
  time: string;
}
