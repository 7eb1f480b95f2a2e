import type { Kind } from '../../lab/wire/classify.ts';
import type { MarkKind } from '../Map/index.ts';

/** The mark of each kind of frame. */
export const markKinds: Record<Kind, MarkKind> = {
  message: 'message',
  'object-data': 'message',
  'kv-write': 'api',
  'domain-api': 'api',
  'local-api': 'api',
  replication: 'replication',
  'replication-control': 'replication',
  ack: 'ack',
  reply: 'reply',
  advisory: 'message',
  system: 'message',
  'flow-control': 'quiet',
  heartbeat: 'quiet',
  keepalive: 'quiet',
  'loop-probe': 'interest',
  interest: 'interest',
  'no-interest': 'interest',
  handshake: 'handshake',
  error: 'refused',
  garbage: 'refused',
};
