import type { InferOutput } from 'valibot';
import type {
  ClassLeaf,
  requestSchemas,
  RoomPage,
  Verb,
  Welcome,
} from '../../src/class/records.ts';
import type { classStreams } from '../../src/class/subjects.ts';
import { renew } from './door.ts';
import type { ClassFolder } from './folder.ts';
import type { HubView } from './hub.ts';
import type { Seats } from './seats.ts';

/** As much of a registrar as it takes to do what a trainer asks. */
export interface Room {
  folder: ClassFolder;
  seats: Seats;
  options: {
    hub: HubView;
    ended: () => void;
  };
  now: () => number;
  push: (to: string, rest: string, value: unknown) => Promise<void>;
  tell: (rest: string, value: unknown) => Promise<void>;
  tellSeat: (id: string) => Promise<void>;
  tellDoor: () => Promise<void>;
  tellTrainers: () => Promise<void>;
  leafs: () => Promise<ClassLeaf[]>;
  takeBack: (seat: string) => Promise<void>;
  lowerHand: (seat: string) => Promise<void>;
  welcome: () => Welcome;
  page: (stream: keyof typeof classStreams, after: number) => Promise<RoomPage>;
}

type Perform<V extends Verb> = (
  to: Room,
  by: { id: string; name: string },
  request: InferOutput<(typeof requestSchemas)[V]>,
) => unknown;

/** What a trainer may ask for who does not drive. */
export const freeVerbs: ReadonlySet<Verb> = new Set<Verb>(['drive', 'hello', 'leafs', 'read']);

/** Refuses what names no seat; `all` is for everyone. */
function known(to: Room, seat: string): string {
  const there = to.folder.seats.get(seat);
  if (there && there.removed === undefined) return seat;
  throw new Error(`There is no seat ${seat}.`);
}
const seatOrAll = (to: Room, seat: string) => (seat === 'all' ? seat : known(to, seat));

/** What is done for a trainer, by verb. */
export const verbs: { [V in Verb]: Perform<V> } = {
  async drive(to, { id }) {
    to.folder.state.driver = id;
    to.folder.save();
    await to.tellTrainers();
  },
  hello: (to) => to.welcome(),
  place: (to, { name }, place) => to.push('all', 'place', { ...place, at: to.now(), by: name }),
  message: (to, { name }, { to: seat, text }) =>
    to.push(seatOrAll(to, seat), 'message', { text, at: to.now(), by: name }),
  countdown: (to, _by, { seconds, words }) => {
    const now = to.now();
    const until = seconds === undefined ? {} : { until: now + seconds * 1000 };
    return to.push('all', 'countdown', { ...until, words, now });
  },
  pause: (to, _by, { paused }) => to.push('all', 'pause', { paused, at: to.now() }),
  ask: (to, _by, ask) => to.push('all', 'ask', { ...ask, at: to.now() }),
  fault: (to, _by, { to: seat, ...fault }) =>
    to.push(seatOrAll(to, seat), 'fault', { ...fault, at: to.now() }),
  async 'stop-hub'(to, _by, { seconds, node }) {
    const { hub } = to.options;
    if (!hub.crash)
      throw new Error(
        'The hub is not the class’s own, and others use it too: it is not stopped from here. Faults by tabs cut the leaves of attendees.',
      );
    const { crash } = hub;
    const at = to.now();
    const until = at + seconds * 1000;
    if (node === undefined) await to.tell('hub', { running: false, until, at });
    else if (!hub.nodes().some(({ name }) => name === node))
      throw new Error(`The hub has no node ${node}.`);
    // After the answer has left.
    setTimeout(() => crash(seconds * 1000, node), 200);
  },
  async door(to, _by, { open }) {
    to.folder.state.door.open = open;
    to.folder.save();
    await to.tellDoor();
  },
  async code(to, _by, { minutes }) {
    renew(to.folder.state.door, to.now(), minutes);
    to.folder.save();
    await to.tellDoor();
  },
  remove: (to, _by, { seat }) => to.takeBack(seat),
  async rename(to, _by, { seat, name }) {
    const renamed = to.folder.seats.get(known(to, seat))!;
    renamed.name = name;
    to.folder.saveSeat(renamed);
    await to.tellSeat(seat);
  },
  question: (to, { name }, { seat, n, state, words }) =>
    to.push(known(to, seat), `question.${n}`, { state, words, by: name, at: to.now() }),
  'lower-hand': (to, _by, { seat }) => to.lowerHand(known(to, seat)),
  bench: (to, { id, name }, { shown }) =>
    to.push('all', 'bench', {
      ...(shown && { shown: { ...shown, trainer: id } }),
      by: name,
      at: to.now(),
    }),
  read: (to, _by, { stream, after }) => to.page(stream, after),
  leafs: (to) => to.leafs(),
  async delete(to, { name: by }, { name }) {
    if (name !== to.folder.state.name) throw new Error('That is not the name of this class.');
    const away = (await to.options.hub.away?.()) ?? [];
    if (away.length > 0)
      throw new Error(
        `The hub has lost ${away.join(' and ')}, and a server that returns gives the others the accounts of the class back. Delete the class when it is there.`,
      );
    const text = 'The class is over, and all of it is deleted. Your own labs go on.';
    await to.push('all', 'message', { text, by, at: to.now() });
    await to.tell('hub', { running: false, ended: true, at: to.now() });
    setTimeout(() => to.options.ended(), 200);
  },
};
