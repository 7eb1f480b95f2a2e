// Exports of nats.ws that the console needs beyond a connection.
export {
  createInbox,
  Events,
  headers,
  KvWatchInclude,
  NatsError,
  nuid,
  RequestStrategy,
} from 'nats.ws';
export type { JsMsg, KvEntry, Msg, MsgHdrs, ObjectInfo } from 'nats.ws';
export type {
  ClusterInfo,
  ConsumerConfig,
  ConsumerInfo,
  ExternalStream,
  JetStreamAccountStats,
  PeerInfo,
  PubAck,
  PurgeResponse,
  SequenceInfo,
  StreamConfig,
  StreamInfo,
  StreamSource,
  StreamSourceInfo,
  StreamState,
} from 'nats.ws';
