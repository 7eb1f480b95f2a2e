import { classify, type Kind } from '../../lab/wire/classify.ts';
import type { WireEvent } from '../../lab/wire/event.ts';
import type { MarkKind } from './mark-kinds.ts';

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
  upkeep: 'quiet',
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

/** The marks of what keeps the links and mirrors up, and carries no message. */
export const upkeep: readonly MarkKind[] = ['quiet', 'interest', 'handshake'];

/** The mark of a frame. */
export const markOf = (event: WireEvent): MarkKind => markKinds[classify(event).kind];

/** Whether a frame carries a message or an error, not the upkeep of the link or of a mirror. */
export function isMessage(event: WireEvent): boolean {
  return !upkeep.includes(markOf(event));
}
