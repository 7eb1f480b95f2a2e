import { classify, type Kind } from '../../lab/wire/classify.ts';
import type { WireEvent } from '../../lab/wire/event.ts';
import type { MarkKind } from '../Map/kinds.ts';

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

/** Whether a frame carries a message or an error, not the upkeep of the link or of a mirror. */
export function isMessage(event: WireEvent): boolean {
  const mark = markKinds[classify(event).kind];
  return mark !== 'quiet' && mark !== 'interest' && mark !== 'handshake';
}
