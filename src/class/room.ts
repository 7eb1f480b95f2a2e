import type * as v from 'valibot';
import {
  answerSchema,
  askSchema,
  beatSchema,
  consentSchema,
  countdownSchema,
  doorSchema,
  faultSchema,
  feedbackSchema,
  handSchema,
  hubStateSchema,
  labStateSchema,
  pacesSchema,
  pauseSchema,
  placeSchema,
  questionSchema,
  questionStateSchema,
  read,
  readySchema,
  seatEventSchema,
  seatLinkSchema,
  seatSchema,
  trainersSchema,
  type Answer,
  type Beat,
  type Consent,
  type Fault,
  type Feedback,
  type Hand,
  type LabState,
  type Question,
  type QuestionState,
  type Ready,
  type Seat,
  type SeatEvent,
  type SeatLink,
} from './records.ts';

/** A question of a seat, and how it stands. */
export interface AskedQuestion extends Question {
  seat: string;
  /** What follows `question.` in its subject. */
  n: string;
  stands: QuestionState | undefined;
}

/** What trainers know of a seat. It is replaced at each change, never changed. */
export interface SeatNow {
  readonly id: string;
  /** What the registrar says of it; absent while only the seat itself has been heard. */
  readonly seat?: Seat;
  readonly link?: SeatLink;
  readonly beat?: Beat;
  /** When this page heard the last beat, by its own clock. */
  readonly heard?: number;
  readonly labs: ReadonlyMap<string, LabState>;
  /** By the last token of their subjects: each is there once. */
  readonly events: ReadonlyMap<string, SeatEvent>;
  readonly hand?: Hand;
  /** When a trainer last took the hand down. */
  readonly lowered?: number;
  /** What a trainer has done to the link of this seat alone. */
  readonly fault?: Fault;
  readonly ready?: Ready;
  readonly consent?: Consent;
  /** By the ready check that they answer. */
  readonly answers: ReadonlyMap<string, Answer>;
  readonly questions: ReadonlyMap<string, Question>;
  /** How they stand. It comes from another stream, perhaps before the question. */
  readonly stands: ReadonlyMap<string, QuestionState>;
  /** By lab and step, as `LAB.STEP`. */
  readonly feedback: ReadonlyMap<string, Feedback>;
}

const pushed = {
  place: placeSchema,
  countdown: countdownSchema,
  pause: pauseSchema,
  ask: askSchema,
  fault: faultSchema,
} as const;
const told = {
  door: doorSchema,
  pace: pacesSchema,
  trainers: trainersSchema,
  hub: hubStateSchema,
} as const;

type Values<T extends Record<string, v.GenericSchema>> = {
  readonly [K in keyof T]?: v.InferOutput<T[K]>;
};

/** A class, as its messages tell of it. It is replaced at each change, never changed. */
export interface Room extends Values<typeof pushed>, Values<typeof told> {
  readonly seats: ReadonlyMap<string, SeatNow>;
}

/** A room of which no message has told yet. */
export const emptyRoom: Room = { seats: new Map() };

/** More values of one kind than an attendee makes: a seat that sends more is no burden to this page. */
const most = {
  labs: 100,
  events: 2000,
  answers: 200,
  questions: 200,
  stands: 200,
  feedback: 1000,
} as const;

/** A message of the class: its subject, and what it carries. */
export interface RoomMessage {
  subject: string;
  data: Uint8Array | string;
}

/**
 * Takes messages into a room, in the order of their streams: of two on one subject the later holds. It leaves out what it cannot read: any seat may send
 * anything on its own subjects.
 * @param now by the clock of this page
 */
export function takeIn(room: Room, messages: Iterable<RoomMessage>, now: number): Room {
  const seats = new Map(room.seats);
  let next: Room = { ...room, seats };
  for (const { subject, data } of messages) {
    const [prefix, plane, ...rest] = subject.split('.');
    if (prefix !== 'class') continue;
    if (plane === 'room' && rest.length === 1) next = withValue(next, told, rest[0]!, data);
    if (plane === 'push' && rest[0] === 'all' && rest.length === 2)
      next = withValue(next, pushed, rest[1]!, data);
    const change = changeOf(plane, rest, data, now);
    if (!change) continue;
    const was = seats.get(change.id) ?? newSeat(change.id);
    seats.set(change.id, change.to(was));
  }
  return next;
}

function withValue(
  room: Room,
  schemas: Record<string, v.GenericSchema>,
  what: string,
  data: Uint8Array | string,
): Room {
  if (!Object.hasOwn(schemas, what)) return room;
  const value = read(schemas[what]!, data);
  return value === undefined ? room : { ...room, [what]: value };
}

const newSeat = (id: string): SeatNow => ({
  id,
  labs: new Map(),
  events: new Map(),
  answers: new Map(),
  questions: new Map(),
  stands: new Map(),
  feedback: new Map(),
});

interface Change {
  id: string;
  to: (was: SeatNow) => SeatNow;
}

/** What a message changes at one seat, if it does. */
function changeOf(
  plane: string | undefined,
  rest: string[],
  data: Uint8Array | string,
  now: number,
): Change | undefined {
  const [first, second, third, fourth] = rest;
  if (plane === 'room' && rest.length === 2 && second !== undefined) {
    if (first === 'seat')
      return of(seatSchema, data, second, (was, seat) =>
        seat.id === second ? { ...was, seat } : was,
      );
    if (first === 'link')
      return of(seatLinkSchema, data, second, (was, link) => ({ ...was, link }));
  }
  // How a question of the seat stands, which trainers hear as the seat does.
  if (plane === 'push' && first === 'seat' && second && third === 'question' && fourth)
    return of(questionStateSchema, data, second, (was, stands) => ({
      ...was,
      stands: put(was.stands, fourth, stands, 'stands'),
    }));
  // A hand that a trainer has taken down.
  if (plane === 'push' && first === 'seat' && second && third === 'hand' && rest.length === 3)
    return of(handSchema, data, second, (was, { at }) => ({ ...was, lowered: at }));
  if (plane === 'push' && first === 'seat' && second && third === 'fault' && rest.length === 3)
    return of(faultSchema, data, second, (was, fault) => ({ ...was, fault }));
  if (plane === 'seat' && first) return saidBy(first, rest.slice(1), data, now);
  return undefined;
}

/** What a seat says of itself. */
function saidBy(
  id: string,
  [kind, what, name, more]: string[],
  data: Uint8Array | string,
  now: number,
): Change | undefined {
  if (kind === 'beat')
    return of(beatSchema, data, id, (was, beat) => ({ ...was, beat, heard: now }));
  if (what === undefined) return undefined;
  if (kind === 'state')
    // The last that its stream has taken holds: revisions count within a browser, and the seat may be had in another.
    return of(labStateSchema, data, id, (was, state) =>
      state.lab === what ? { ...was, labs: put(was.labs, what, state, 'labs') } : was,
    );
  if (kind === 'event')
    return of(seatEventSchema, data, id, (was, event) =>
      was.events.has(what) ? was : { ...was, events: put(was.events, what, event, 'events') },
    );
  if (kind !== 'say') return undefined;
  if (what === 'hand')
    return of(handSchema, data, id, (was, hand) => ({
      ...was,
      // A hand that is told of twice has been up since the first time.
      hand: hand.up && handSince(was) !== undefined ? was.hand! : hand,
    }));
  if (what === 'ready') return of(readySchema, data, id, (was, ready) => ({ ...was, ready }));
  if (what === 'consent')
    return of(consentSchema, data, id, (was, consent) => ({ ...was, consent }));
  if (name === undefined) return undefined;
  if (what === 'answer')
    return of(answerSchema, data, id, (was, answer) => ({
      ...was,
      answers: put(was.answers, name, answer, 'answers'),
    }));
  if (what === 'question')
    return of(questionSchema, data, id, (was, question) => ({
      ...was,
      questions: put(was.questions, name, question, 'questions'),
    }));
  if (what === 'feedback' && more !== undefined)
    return of(feedbackSchema, data, id, (was, feedback) => ({
      ...was,
      feedback: put(was.feedback, `${name}.${more}`, feedback, 'feedback'),
    }));
  return undefined;
}

function of<T extends v.GenericSchema>(
  schema: T,
  data: Uint8Array | string,
  id: string,
  change: (was: SeatNow, value: v.InferOutput<T>) => SeatNow,
): Change | undefined {
  const value = read(schema, data);
  return value === undefined ? undefined : { id, to: (was) => change(was, value) };
}

function put<T>(
  map: ReadonlyMap<string, T>,
  key: string,
  value: T,
  kind: keyof typeof most,
): ReadonlyMap<string, T> {
  if (!map.has(key) && map.size >= most[kind]) return map;
  return new Map(map).set(key, value);
}

/** The seats of a class that hold: the registrar has told of them, and no trainer has removed them. */
export const presentSeats = (room: Room): SeatNow[] =>
  [...room.seats.values()].filter(({ seat }) => seat && seat.removed === undefined);

/** Since when the hand of a seat is up, while it is: what the seat says last holds, or a trainer who lowered it later. */
export const handSince = ({ hand, lowered = -1 }: SeatNow): number | undefined =>
  hand?.up && hand.at > lowered ? hand.at : undefined;

/** The seats whose hand is up, in the order in which they were raised. */
export const raisedHands = (room: Room): SeatNow[] =>
  presentSeats(room)
    .filter((seat) => handSince(seat) !== undefined)
    .sort((a, b) => handSince(a)! - handSince(b)!);

/** The questions that wait for an answer, the oldest first: those that a trainer has taken among them. */
export const openQuestions = (room: Room): AskedQuestion[] =>
  presentSeats(room)
    .flatMap(({ id, questions, stands }) =>
      [...questions].map(([n, question]) => ({ ...question, seat: id, n, stands: stands.get(n) })),
    )
    .filter(({ stands }) => stands === undefined || stands.state === 'taken')
    .sort((a, b) => a.at - b.at);

/** The fault at the link of a seat, if there is one: that of the seat or that of all, whichever was made last. */
export function faultAt(room: Room, { fault }: SeatNow): Fault | undefined {
  const last = (room.fault?.at ?? -1) > (fault?.at ?? -1) ? room.fault : fault;
  return last?.what === 'heal' ? undefined : last;
}
