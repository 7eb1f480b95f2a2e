// The parts of JetStream's answers that are shown here. Durations are nanoseconds.

export interface SourceConfig {
  name: string;
  external?: { api: string; deliver?: string };
  filter_subject?: string;
}

export interface StreamConfig {
  name: string;
  description?: string;
  subjects?: string[];
  retention: 'limits' | 'interest' | 'workqueue';
  max_consumers: number;
  max_msgs: number;
  max_bytes: number;
  max_age: number;
  max_msgs_per_subject?: number;
  max_msg_size?: number;
  discard: 'old' | 'new';
  storage: 'file' | 'memory';
  num_replicas: number;
  duplicate_window?: number;
  no_ack?: boolean;
  allow_direct?: boolean;
  mirror_direct?: boolean;
  allow_atomic?: boolean;
  allow_batched?: boolean;
  allow_msg_counter?: boolean;
  allow_msg_ttl?: boolean;
  allow_msg_schedules?: boolean;
  allow_rollup_hdrs?: boolean;
  deny_delete?: boolean;
  deny_purge?: boolean;
  sealed?: boolean;
  compression?: string;
  mirror?: SourceConfig;
  sources?: SourceConfig[];
  metadata?: Record<string, string>;
}

export interface SourceInfo {
  name: string;
  lag: number;
  /** Nanoseconds since something came from there; -1 if nothing has. */
  active: number;
  external?: { api: string };
  error?: { description: string; err_code?: number };
}

export interface ClusterInfo {
  name?: string;
  leader?: string;
  replicas?: { name: string; current: boolean; active: number; lag?: number; offline?: boolean }[];
}

export interface StreamInfo {
  config: StreamConfig;
  created: string;
  state: {
    messages: number;
    bytes: number;
    first_seq: number;
    first_ts: string;
    last_seq: number;
    last_ts: string;
    num_subjects?: number;
    num_deleted?: number;
    consumer_count: number;
  };
  domain?: string;
  cluster?: ClusterInfo;
  mirror?: SourceInfo;
  sources?: SourceInfo[];
}

export interface ConsumerConfig {
  name?: string;
  durable_name?: string;
  description?: string;
  deliver_subject?: string;
  deliver_group?: string;
  deliver_policy: string;
  opt_start_seq?: number;
  opt_start_time?: string;
  ack_policy: string;
  ack_wait?: number;
  max_deliver?: number;
  filter_subject?: string;
  filter_subjects?: string[];
  replay_policy: string;
  max_waiting?: number;
  max_ack_pending?: number;
  flow_control?: boolean;
  headers_only?: boolean;
  inactive_threshold?: number;
  num_replicas?: number;
  mem_storage?: boolean;
}

export interface ConsumerInfo {
  stream_name: string;
  name: string;
  created: string;
  config: ConsumerConfig;
  delivered: { consumer_seq: number; stream_seq: number; last_active?: string };
  ack_floor: { consumer_seq: number; stream_seq: number; last_active?: string };
  num_ack_pending: number;
  num_redelivered: number;
  num_waiting: number;
  num_pending: number;
  push_bound?: boolean;
  cluster?: ClusterInfo;
}

export interface StoredMessage {
  subject: string;
  seq: number;
  hdrs?: string;
  data?: string;
  time: string;
}
