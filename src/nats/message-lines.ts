import type { MessageLine } from '../lab/network/message-line.ts';
import type { NatsConnection } from './connect.ts';

/** A line of messages over two subjects: one that this end sends on, and one that it receives on. */
export function natsLine(
  connection: NatsConnection,
  { send, receive }: { send: string; receive: string },
): MessageLine {
  let taker: (packet: Uint8Array) => void = () => {};
  const subscription = connection.subscribe(receive, {
    callback: (error, message) => {
      if (!error) taker(message.data);
    },
  });
  return {
    send: (packet) => connection.publish(send, packet),
    receive: (take) => (taker = take),
    close: () => subscription.unsubscribe(),
  };
}

interface Line {
  peer?: string;
  take: (packet: Uint8Array) => void;
}

/** How many lines one other end may have: a page that is loaded again leaves one behind. */
const mostLines = 4;

/**
 * Takes lines that others open, by sending on a subject `BASE.PEER.LINE`.
 * @param heard the subject `BASE`, which may have wildcards
 * @param answerOn the subject on which a line is answered, and who opened it
 * @returns the end of it, before which lines that are open are to be ended
 */
export function acceptLines(
  connection: NatsConnection,
  heard: string,
  answerOn: (subject: string) => { answer: string; peer: string },
  onLine: (line: MessageLine, peer: string) => void,
): () => void {
  // A line that has ended stays, without a peer: what was on its way to it opens no other.
  const lines = new Map<string, Line>();
  const subscription = connection.subscribe(`${heard}.*.*`, {
    callback: (error, { subject, data }) => {
      if (error) return;
      const known = lines.get(subject);
      if (known) return known.take(data);
      const { answer, peer } = answerOn(subject);
      if ([...lines.values()].filter((one) => one.peer === peer).length >= mostLines) return;
      // What comes before somebody receives waits.
      const early: Uint8Array[] = [];
      const line: Line = { peer, take: (packet) => early.push(packet.slice()) };
      lines.set(subject, line);
      onLine(
        {
          send: (packet) => connection.publish(answer, packet),
          // Not at once: who receives is only being made.
          receive: (take) =>
            queueMicrotask(() => {
              line.take = take;
              for (const packet of early.splice(0)) take(packet);
            }),
          close: () => lines.set(subject, { take: () => {} }),
        },
        peer,
      );
      line.take(data);
    },
  });
  return () => subscription.unsubscribe();
}
