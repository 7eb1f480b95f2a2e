/** The facts of a delivery that its acknowledgement subject carries. */
export interface Delivery {
  stream: string;
  consumer: string;
  /** How many times this message has been delivered. */
  deliveries: number;
  /** Its number in the stream. */
  streamSeq: number;
  /** How many messages wait behind it. */
  pending: number;
  /** The subject it was stored under, where the subject it travels on is another. */
  subject?: string;
}

// $JS.ACK.[<domain>.<account>.]<stream>.<consumer>.<deliveries>.<stream seq>.<consumer seq>.<time>.<pending>
const ackPattern =
  /^\$JS\.ACK\.(?:[^.]+\.[^.]+\.)?([^.]+)\.([^.]+)\.(\d+)\.(\d+)\.\d+\.\d+\.(\d+)(?:\.[^@]*)?(?:@(.+))?$/;

/** Reads `$JS.ACK.…`, as the subject of an acknowledgement or the reply of a delivery. */
export function deliveryOf(subject: string | undefined): Delivery | undefined {
  const found = subject?.startsWith('$JS.ACK.') ? ackPattern.exec(subject) : null;
  if (!found) return undefined;
  const [, stream, consumer, deliveries, streamSeq, pending, original] = found;
  return {
    stream: stream!,
    consumer: consumer!,
    deliveries: Number(deliveries),
    streamSeq: Number(streamSeq),
    pending: Number(pending),
    ...(original !== undefined && { subject: original }),
  };
}

/**
 * Finds the `@` in the reply subject of a delivery, or -1. On some links and not on others, the subject that
 * the message was published to stands behind it.
 */
const atIn = (reply: string) => (reply.startsWith('$JS.ACK.') ? reply.indexOf('@') : -1);

/** The reply subject without what a link has put behind it: the same on each link. */
export function replySubject(reply: string): string {
  const at = atIn(reply);
  return at < 0 ? reply : reply.slice(0, at);
}

/** The subject that a delivered message was published to, if its reply subject carries that. */
export function publishedTo(reply: string): string | undefined {
  const at = atIn(reply);
  return at < 0 ? undefined : reply.slice(at + 1);
}
