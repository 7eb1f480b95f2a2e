import { emptyRoom, takeIn, type Room, type RoomMessage } from '../../class/room.ts';
import { classStreams, seatSubject } from '../../class/subjects.ts';
import type { NatsConnection } from '../../nats/connect.ts';

/** Calls back once, soon: a page gives `requestAnimationFrame`. */
export type Soon = (call: () => void) => unknown;

/**
 * Reads a class from the streams of its hub, from their first message on, and hears its beats. Messages are taken in
 * together, once a frame, so that a full class costs a page no more than a quiet one.
 * @param show is given the room after each change
 * @param soon says when those that have come are taken in
 * @returns what ends the reading
 * @throws NatsError if the hub does not let this connection read
 */
export async function readRoom(
  hub: NatsConnection,
  show: (room: Room) => void,
  soon: Soon,
): Promise<() => Promise<void>> {
  let room = emptyRoom;
  let waiting: RoomMessage[] = [];
  const takeWaiting = () => {
    const messages = waiting;
    waiting = [];
    room = takeIn(room, messages, Date.now());
    show(room);
  };
  const take = (message: RoomMessage) => {
    if (waiting.push(message) === 1) soon(takeWaiting);
  };

  const beats = hub.subscribe(seatSubject('*', 'beat'), {
    callback: (error, { subject, data }) => {
      if (!error) take({ subject, data });
    },
  });
  // Without the name of the domain: nats.ws 1.30.3 forgets it when it looks up the stream of an ordered consumer, and a
  // trainer is connected within the domain.
  const { consumers } = hub.jetstream();
  // An ordered consumer is made again where it broke off when the hub has been away.
  const read = async (stream: string) => {
    const consumer = await consumers.get(stream);
    return consumer.consume({ callback: ({ subject, data }) => take({ subject, data }) });
  };
  const readers = await Promise.all(Object.values(classStreams).map(read));
  return async () => {
    beats.unsubscribe();
    await Promise.all(readers.map((reader) => reader.close()));
  };
}
