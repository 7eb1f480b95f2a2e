// What the console needs of the NATS client beyond a connection.
export { createInbox, Events, headers, KvWatchInclude, NatsError, nuid } from 'nats.ws';
export type { KvEntry, Msg, MsgHdrs, ObjectInfo } from 'nats.ws';
