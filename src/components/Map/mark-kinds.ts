/** The class of a mark on the map, or of a row of the wire. Its shape says the class, its colour the family. */
export type MarkKind =
  | 'message'
  | 'reply'
  | 'api'
  | 'replication'
  | 'ack'
  | 'quiet'
  | 'refused'
  | 'interest'
  | 'handshake';

/** Each kind in words, for legends and screen readers. */
export const markWords: Record<MarkKind, string> = {
  message: 'message',
  reply: 'request or reply',
  api: 'JetStream API',
  replication: 'mirror or source delivery',
  ack: 'acknowledgement',
  quiet: 'upkeep, heartbeat or flow control',
  refused: 'refused',
  interest: 'interest',
  handshake: 'handshake',
};
