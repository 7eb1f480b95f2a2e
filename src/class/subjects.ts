/**
 * The subjects of a class, in the account CLASS of its hub. A seat is an attendee's place; its id, such as `seat-7`,
 * is one token, as that of a trainer is. The page of a seat, and that of a trainer, is a user of an account of its own,
 * which takes from CLASS the subjects that are its own and no others. The lobby and the registrar are users of CLASS.
 *
 * | subject                            | by        | to        | kept by a stream                                |
 * | ---------------------------------- | --------- | --------- | ----------------------------------------------- |
 * | `class.join`                       | lobby     | registrar | no: a request                                   |
 * | `class.seat.ID.hello`              | seat      | registrar | no: a request, answered with a `Welcome`        |
 * | `class.seat.ID.beat`               | seat      | trainers  | no: every five seconds                          |
 * | `class.seat.ID.pace`               | seat      | registrar | no: trainers may not read it, only its sums     |
 * | `class.seat.ID.state.LAB`          | seat      | trainers  | CLASS_STATE, the last for each subject          |
 * | `class.seat.ID.say.WHAT`           | seat      | trainers  | CLASS_STATE: `hand`, `ready`, `consent`, `answer.ASK`, `question.N`, `feedback.LAB.STEP` |
 * | `class.seat.ID.event.WRITER-N`     | seat      | trainers  | CLASS_EVENTS, the first for each subject        |
 * | `class.seat.ID.bench.>`            | seat      | trainers  | no: a bench that is lent, see `bench.ts`        |
 * | `class.push.all.WHAT`              | registrar | all seats | CLASS_PUSH, the last for each subject           |
 * | `class.push.all.bench.X.BY.>`      | trainer BY | all seats | no: the trainer's bench                        |
 * | `class.push.seat.ID.WHAT`          | registrar | one seat  | CLASS_PUSH                                      |
 * | `class.push.seat.ID.bench.X.BY.>`  | trainer BY | one seat  | no: calls to a bench that its attendee has lent |
 * | `class.room.WHAT`                  | registrar | trainers  | CLASS_ROOM, the last for each subject           |
 * | `class.trainer.ID.VERB`            | a trainer | registrar | no: a request                                   |
 *
 * WRITER is a browser in which the seat is had, and N counts its events: two browsers with one seat do not collide. X
 * is a token that the page chooses; BY is the id of the trainer, which the hub holds each to.
 *
 * Seats and trainers hear what a stream has taken: each message comes from there with the headers `Nats-Stream` and
 * `Nats-Sequence`, by which whoever has missed one knows it. A sender can write these headers too: theirs come first, so
 * the last of each name counts.
 */
export const joinSubject = 'class.join';

/** A subject on which a seat says something; `>` for all of them. */
export const seatSubject = (seat: string, rest: string): string => `class.seat.${seat}.${rest}`;

/** A subject on which a seat is told something; `all` for every seat. */
export const pushSubject = (to: string, rest: string): string =>
  to === 'all' ? `class.push.all.${rest}` : `class.push.seat.${to}.${rest}`;

/** A subject on which the registrar tells trainers of the room: of its seats, its links, its door. */
export const roomSubject = (rest: string): string => `class.room.${rest}`;

/** The subject of a trainer's request. */
export const trainerSubject = (trainer: string, verb: string): string =>
  `class.trainer.${trainer}.${verb}`;

/** The prefix of the inboxes of a seat or a trainer: nobody else may subscribe to them. */
export const inboxOf = (id: string): string => `_INBOX_${id}`;

/**
 * Where the streams of the hub publish each message that they take, in CLASS: the accounts of seats and trainers take
 * it from there, under its first subject. A server passes nothing on to an account that has itself come from another
 * account; what a stream publishes comes from the stream.
 */
export const toldSubject = (subject: string): string => subject.replace(/^class\./, 'class.told.');

/** The streams of the hub that keep the class, in its account CLASS. */
export const classStreams = {
  state: 'CLASS_STATE',
  events: 'CLASS_EVENTS',
  push: 'CLASS_PUSH',
  room: 'CLASS_ROOM',
} as const;

/** The JetStream domain of the class's hub. */
export const classDomain = 'class';

/** The account in which trainers and the registrar speak of the class, and from which seats take what is theirs. */
export const classAccount = 'CLASS';

/**
 * The account that the seats' servers share in class labs: each is a leaf of the hub there, as a user that may use
 * only its own domain and what the labs share.
 */
export const roomAccount = 'ROOM';
