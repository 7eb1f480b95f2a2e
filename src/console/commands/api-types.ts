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

export type SourceConfig = StreamSource;

export interface StreamConfig extends Strings<
  Optional<LibraryStreamConfig, 'subjects' | 'max_msg_size' | 'duplicate_window' | 'first_seq'>
> {
  allow_atomic?: boolean;
  allow_batched?: boolean;
  allow_msg_counter?: boolean;
  allow_msg_ttl?: boolean;
  allow_msg_schedules?: boolean;
  subject_delete_marker_ttl?: number;
}

/** `active` is -1 before the first message from the origin. */
export interface SourceInfo extends StreamSourceInfo {
  external?: ExternalStream;
}

export interface ClusterInfo extends Omit<LibraryCluster, 'replicas'> {
  replicas?: Optional<PeerInfo, 'offline' | 'lag'>[];
}

export interface StreamInfo extends Pick<LibraryStream, 'created'> {
  config: StreamConfig;
  state: Optional<StreamState, 'num_deleted' | 'deleted' | 'lost'>;
  domain?: string;
  cluster?: ClusterInfo;
  mirror?: SourceInfo;
  sources?: SourceInfo[];
}

/** The library calls the fields of push consumers deprecated. */
export interface ConsumerConfig extends Strings<
  Omit<LibraryConsumerConfig, 'deliver_subject' | 'deliver_group'>
> {
  deliver_subject?: string;
  deliver_group?: string;
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
}

/** A message of `STREAM.MSG.GET`; headers and data are base64. */
export interface StoredMessage {
  subject: string;
  seq: number;
  hdrs?: string;
  data?: string;
  time: string;
}
