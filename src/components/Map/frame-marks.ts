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

const known = new WeakMap<WireEvent, MarkKind>();

/** The mark of a frame. It is worked out once: a filter asks it of every frame. */
export function markOf(event: WireEvent): MarkKind {
  let mark = known.get(event);
  if (!mark) known.set(event, (mark = markKinds[classify(event).kind]));
  return mark;
}

/** Whether a frame carries a message or an error, not the upkeep of the link or of a mirror. */
export function isMessage(event: WireEvent): boolean {
  return !upkeep.includes(markOf(event));
}
