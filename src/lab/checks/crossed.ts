import { publishedTo } from '../wire/ack.ts';
import type { WireEvent } from '../wire/event.ts';
import { verdict, type Check } from './check.ts';

/** The frame to look for on the wire. */
export interface Crossing {
  link: string;
  subject: string;
  /** The server that sends it; absent if either may. */
  from?: string;
  /** Only events with this number or a later one. */
  since?: number;
}

/** Operations that carry a message. */
const messages = new Set(['LMSG', 'HMSG', 'RMSG', 'MSG', 'PUB', 'HPUB']);

/** The subject that a message was published to, which a delivery over a link may carry behind its reply subject. */
const subjectOf = ({ subject, reply = '' }: WireEvent) => publishedTo(reply) ?? subject;

function crossings(events: readonly WireEvent[], { link, subject, from, since = 0 }: Crossing) {
  return events.filter(
    (event) =>
      event.seq >= since &&
      event.link === link &&
      messages.has(event.op) &&
      (from === undefined || event.from === from) &&
      (event.subject === subject || subjectOf(event) === subject),
  ).length;
}

const wordsFor = ({ link, subject, from }: Crossing) =>
  `${subject} over ${link}${from ? ` from ${from}` : ''}`;

/** A message on this subject crossed the link; `times` it, if given. */
export const crossed =
  (crossing: Crossing, times?: number): Check =>
  async ({ wire }) => {
    const seen = crossings(wire(), crossing);
    return verdict(
      times === undefined ? seen > 0 : seen === times,
      `${times ?? 'at least 1'} × ${wordsFor(crossing)}`,
      seen === 0 ? elsewhere(wire(), crossing) : `${seen} ×`,
    );
  };

/** What crossed instead, for a reader who has sent it at another server. */
function elsewhere(events: readonly WireEvent[], { subject, since = 0 }: Crossing): string {
  const ways = events
    .filter((event) => event.seq >= since && messages.has(event.op))
    .filter((event) => event.subject === subject || subjectOf(event) === subject)
    .map(({ link, from }) => `${link}, from ${from}`);
  return ways.length > 0 ? `only over ${[...new Set(ways)].join('; ')}` : 'none has crossed';
}

/** None did, as far as the wire has been read. Ask once what should have crossed has had its effect. */
export const didNotCross = (crossing: Crossing): Check => crossed(crossing, 0);

/**
 * None did since a server last told what its own clients want on that subject. What crossed before it had a client to
 * serve is no fault, and would count for as long as the lab runs.
 */
export const didNotCrossOnceServed =
  (crossing: Crossing, server: string): Check =>
  (tools) => {
    const since = tools
      .wire()
      .filter(
        ({ op, from, subject }) =>
          /^[LR]S\+$/.test(op) && from === server && subject === crossing.subject,
      )
      .reduce((last, { seq }) => Math.max(last, seq), 0);
    return didNotCross({ ...crossing, since })(tools);
  };

/**
 * Answers the frame with which the dialling server last joined over a link, by its number: frames since
 * then are of the configuration that runs. 0 if it is no longer kept.
 */
export const lastJoin = (events: readonly WireEvent[], link: string): number =>
  events
    .filter((event) => event.link === link && event.op === 'CONNECT')
    .reduce((last, { seq }) => Math.max(last, seq), 0);
