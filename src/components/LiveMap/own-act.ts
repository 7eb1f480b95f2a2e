import type { Refusal } from '../../lab/session/refusals.ts';

/** Subjects on which servers send by themselves. */
const servers = /^\$(SYS|JSC|NRG|LDS|JS\.(EVENT|FC|ACK))\./;

/**
 * Whether something that was refused may be an act of the reader's. What servers tell each other at every connection, such
 * as that the interest in `$JS.API` stays at home, is none.
 */
export const isOwnAct = ({ what, subject }: Refusal): boolean =>
  what === 'interest' ? !/^[$_]/.test(subject) : !servers.test(subject);
