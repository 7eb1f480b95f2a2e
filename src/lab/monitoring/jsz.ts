/** How a replica of a stream or a consumer stands; see `PeerInfo` of nats-server. */
export interface Replica {
  name: string;
  current: boolean;
  offline?: boolean;
  /** Operations behind the leader. */
  lag?: number;
}

interface ClusterInfo {
  leader?: string;
  replicas?: Replica[];
}

/** What a stream is told to copy; see `StreamSource` of nats-server. */
interface SourceConfig {
  name: string;
  filter_subject?: string;
  external?: { api: string };
}

/** How far that copying has come. `active`: nanoseconds since the origin was last heard, -1 for never. */
interface SourceInfo {
  name: string;
  lag: number;
  active: number;
  external?: { api: string };
  error?: { description: string };
}

interface ConsumerDetail {
  name: string;
  config?: {
    durable_name?: string;
    deliver_subject?: string;
    filter_subject?: string;
    filter_subjects?: string[];
  };
  cluster?: ClusterInfo;
  num_pending: number;
  num_ack_pending: number;
  num_redelivered: number;
}

/** A stream as one server holds it; see `StreamDetail` of nats-server. */
export interface StreamDetail {
  name: string;
  cluster?: ClusterInfo;
  config?: { subjects?: string[]; mirror?: SourceConfig; sources?: SourceConfig[] };
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

/** The parts of `jsz` that are read here; see `JSInfo` of nats-server. */
export interface Jsz {
  /** Set on a server without JetStream. */
  disabled?: boolean;
  config?: { domain?: string };
  account_details?: { name: string; stream_detail?: StreamDetail[] }[];
}

/** What `jsz` is asked with, so that it tells all of the above. */
export const jszOptions = { accounts: true, streams: true, consumer: true, config: true };
