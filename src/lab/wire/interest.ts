import type { WireEvent } from './event.ts';

/**
 * The interest for which a message was sent over a link: the newest subject that the receiving server
 * had asked for on it and that matches. Undefined if the log no longer holds it.
 * @param events of all links, in the order of their `seq`
 */
export function wantedBy(
  events: readonly WireEvent[],
  { seq, link, to, subject = '' }: WireEvent,
): string | undefined {
  return events.findLast(
    (event) =>
      event.seq < seq &&
      event.link === link &&
      event.from === to &&
      (event.op === 'LS+' || event.op === 'RS+') &&
      matches(event.subject ?? '', subject),
  )?.subject;
}

/** Whether a subject is one of those that a pattern with the wildcards of NATS stands for. */
export function matches(pattern: string, subject: string): boolean {
  const wanted = pattern.split('.');
  const tokens = subject.split('.');
  for (const [i, token] of wanted.entries()) {
    if (token === '>') return tokens.length > i;
    if (tokens[i] === undefined || (token !== '*' && token !== tokens[i])) return false;
  }
  return tokens.length === wanted.length;
}
