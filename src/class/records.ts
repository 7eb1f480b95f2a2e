import * as v from 'valibot';

// What crosses between a page, the registrar and a trainer's page, as JSON. Each side reads what the other has written
// by these schemas: a message may have been written by anybody who holds a seat. Times are milliseconds since the Unix
// epoch, by the clock of the registrar as far as the writer knows it.

const token = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));
const line = (longest: number) => v.pipe(v.string(), v.maxLength(longest));
/** No later than a `Date` can be. */
const time = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(8.64e15));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A path of the site, such as `/labs/join-a-leaf`: never an address elsewhere. */
const path = v.pipe(v.string(), v.maxLength(300), v.regex(/^\/(?!\/)[^\s\\]*$/));
/** A public key of a user or a curve. */
const publicKey = v.pipe(v.string(), v.regex(/^[UX][A-Z2-7]{55}$/));

/** How many characters a name, a line of a message and a question may have. */
export const longest = { name: 40, message: 500, question: 500 } as const;

/**
 * A name as an attendee gives it: one line without control characters, in which something can be read. Characters that
 * show nothing, or turn the direction of what follows, are left out.
 */
export const nameSchema = v.pipe(
  v.string(),
  v.transform((text) =>
    text
      .normalize('NFC')
      .replace(/[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u2800]/gu, '')
      .replace(/\s+/g, ' ')
      .trim(),
  ),
  v.maxLength(longest.name),
  v.regex(/[\p{L}\p{N}]/u),
  v.regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]+$/u),
);

/** What the site's address serves as `/class.json`: all that a page needs to ask for a seat. */
export const doorwaySchema = v.object({
  version: v.literal(1),
  /** Names the class in a browser's storage. */
  id: token,
  name: nameSchema,
  /** The lobby's login: the text of a `.creds` file. It may only ask to join. */
  lobby: line(4000),
  /** The hub's WebSocket for clients: a path of this address, or a `ws://` or `wss://` URL. */
  client: line(500),
  /** The same for leaf nodes. */
  leaf: line(500),
});
export type Doorway = v.InferOutput<typeof doorwaySchema>;

/** Asks the registrar for a seat, or to be a trainer. The seed of `user` stays in the browser. */
export const joinRequestSchema = v.object({
  as: v.picklist(['seat', 'trainer']),
  /** The code as typed, the secret of a link, or that of one's own seat. */
  key: line(100),
  name: nameSchema,
  /** The public key of the user that is to be signed. */
  user: publicKey,
  /** The public curve key to which the answer is sealed. */
  seal: publicKey,
});
export type JoinRequest = v.InferOutput<typeof joinRequestSchema>;

/** The seat or the trainer that a join has made, sealed to its asker. */
export const joinedSchema = v.object({
  as: v.picklist(['seat', 'trainer']),
  /** The id of the seat or the trainer: its `server_name`, its domain. */
  id: token,
  name: nameSchema,
  /** By which the same seat is had in another browser. */
  back: line(100),
  /**
   * JWTs for the public key of the request: the page of a seat and its servers are users of the seat's own account, as
   * the page of a trainer is of the trainer's, and `room` is for a seat's servers in the account that all seats share.
   */
  page: line(8000),
  own: v.optional(line(8000)),
  room: v.optional(line(8000)),
});
export type Joined = v.InferOutput<typeof joinedSchema>;

/** Why a join was refused. `wait`: seconds after which it may be asked again. */
export const refusedSchema = v.object({
  refused: v.picklist(['code', 'expired', 'closed', 'removed', 'busy', 'full', 'malformed']),
  words: line(300),
  wait: v.optional(count),
});
export type Refused = v.InferOutput<typeof refusedSchema>;

/** An answer to a join: a refusal, or a `Joined` sealed to the asker, in base64, with the curve key that sealed it. */
export const joinAnswerSchema = v.union([
  refusedSchema,
  v.object({ sealed: line(60_000), by: publicKey }),
]);

/** How a step of a lab stands at a seat. */
export const stepStateSchema = v.object({
  id: token,
  /** When its checks passed; absent while they have not. */
  done: v.optional(time),
  /** Hints opened, and whether the solution was shown. */
  hints: count,
  shown: v.boolean(),
  /** The words of the first check that does not pass, and since when. The site's words, never what was typed. */
  failing: v.optional(v.object({ says: line(300), since: time })),
});
export type StepState = v.InferOutput<typeof stepStateSchema>;

/** The whole state of a lab at a seat, published at each change. */
export const labStateSchema = v.object({
  lab: token,
  /** Counts up with each change in this browser. */
  revision: count,
  at: time,
  running: v.boolean(),
  /** When the lab was first started. */
  started: v.optional(time),
  steps: v.pipe(v.array(stepStateSchema), v.maxLength(40)),
});
export type LabState = v.InferOutput<typeof labStateSchema>;

/** Something that happened at a seat. `n` counts the events of a browser that has the seat, from 1 and without a gap. */
export const seatEventSchema = v.object({
  n: count,
  at: time,
  lab: token,
  step: v.optional(token),
  what: v.picklist(['started', 'stopped', 'done', 'undone', 'hint', 'shown', 'caught-up', 'reset']),
});
export type SeatEvent = v.InferOutput<typeof seatEventSchema>;

/** A sign of life. */
export const beatSchema = v.object({
  at: time,
  /** The page that the attendee looks at. */
  page: path,
  /** Milliseconds to the hub and back. */
  roundTrip: v.optional(time),
  /** The lab whose servers run in this tab. */
  lab: v.optional(token),
  /** Whether the tab's own server is a leaf of the hub. */
  leaf: v.boolean(),
  /** Whether the page follows the class. */
  following: v.boolean(),
});
export type Beat = v.InferOutput<typeof beatSchema>;

/** `say.hand`; and `class.push.seat.ID.hand`, not up, where a trainer has taken the hand down. */
export const handSchema = v.object({ up: v.boolean(), at: time });
export type Hand = v.InferOutput<typeof handSchema>;

export const paceSchema = v.object({ pace: v.picklist(['fast', 'fine', 'slow']) });
export type Pace = v.InferOutput<typeof paceSchema>['pace'];

export const questionSchema = v.object({ text: line(longest.question), at: time, page: path });
export type Question = v.InferOutput<typeof questionSchema>;

/** One finding of "Am I ready?". */
export const readySchema = v.object({
  at: time,
  agent: line(300),
  checks: v.pipe(
    v.array(v.object({ id: token, ok: v.picklist(['yes', 'no', 'unknown']), words: line(300) })),
    v.maxLength(20),
  ),
});
export type Ready = v.InferOutput<typeof readySchema>;

/** Whether the attendee lets trainers see their bench, and do things in it. */
export const consentSchema = v.object({ see: v.boolean(), take: v.boolean(), at: time });
export type Consent = v.InferOutput<typeof consentSchema>;

/** `class.seat.ID.bench.here`: how the bench of a tab stands, told at each change and in answer to `bench.who`. */
export const benchHereSchema = v.object({
  /** Names the tab. */
  tab: token,
  /** The name of the attendee. */
  name: nameSchema,
  /** Absent once it is lent no more. `topology` is the name of that of its lab. */
  lent: v.optional(v.object({ topology: token, grant: v.picklist(['see', 'take']) })),
  /** Whether this says no to what a trainer has asked for. */
  no: v.optional(v.boolean()),
});
export type BenchHere = v.InferOutput<typeof benchHereSchema>;

/** `class.push.seat.ID.bench.wish`: a trainer would like to see the bench, or to take it over. */
export const benchWishSchema = v.object({
  by: nameSchema,
  wish: v.picklist(['see', 'take']),
});
export type BenchWish = v.InferOutput<typeof benchWishSchema>;

/** The lab of a trainer that all may see: a name of the showing, that of its topology, and the page that it is on. */
const shownLab = { show: token, topology: token, page: path };

/** `class.push.all.bench`: whether a trainer shows a lab to all, and which. */
export const benchShownSchema = v.object({
  shown: v.optional(v.object({ ...shownLab, trainer: token })),
  by: nameSchema,
  at: time,
});
export type BenchShown = v.InferOutput<typeof benchShownSchema>;

/** The answer to a ready check of the trainer. */
export const answerSchema = v.object({ yes: v.boolean(), at: time });
export type Answer = v.InferOutput<typeof answerSchema>;

export const feedbackSchema = v.object({
  clear: v.picklist(['yes', 'partly', 'no']),
  text: line(longest.message),
  at: time,
});
export type Feedback = v.InferOutput<typeof feedbackSchema>;

// What seats are told: the last value of each subject under `class.push`.

/** Where the class is: `class.push.all.place`. A page that follows goes there. */
export const placeSchema = v.object({
  page: path,
  /** A step of the page's lab. */
  step: v.optional(token),
  at: time,
  by: nameSchema,
});
export type Place = v.InferOutput<typeof placeSchema>;

/** `class.push.all.message` and `class.push.seat.ID.message`. */
export const messageSchema = v.object({ text: line(longest.message), at: time, by: nameSchema });

/** `class.push.all.countdown`; `until` is absent once it is over or taken back. By the registrar's clock. */
export const countdownSchema = v.object({
  until: v.optional(time),
  words: line(100),
  /** The registrar's time as it said this. */
  now: time,
});

/** `class.push.all.pause`: all look at the trainer. */
export const pauseSchema = v.object({ paused: v.boolean(), at: time });

/** `class.push.all.ask`: a ready check, which a seat answers on `say.answer.ID`. */
export const askSchema = v.object({
  id: token,
  words: line(longest.message),
  open: v.boolean(),
  at: time,
});

/** `class.push.all.fault` and `class.push.seat.ID.fault`: what a joined tab does to its own link to the hub. */
export const faultSchema = v.object({
  what: v.picklist(['heal', 'refused', 'silent', 'slow']),
  /** Milliseconds each way, for `slow`. */
  delay: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(10_000))),
  at: time,
});

export type Fault = v.InferOutput<typeof faultSchema>;

/** `class.push.seat.ID.question.N`: how a question stands. N is a token that its page has made up: two pages of one seat ask at once. */
export const questionStateSchema = v.object({
  state: v.picklist(['taken', 'answered', 'dropped']),
  by: nameSchema,
  /** What the trainer wrote, if anything. */
  words: line(longest.message),
  at: time,
});
export type QuestionState = v.InferOutput<typeof questionStateSchema>;

/** The answer to a seat's hello: the last value of each subject that it may read, by what follows `class.push.`. */
export const welcomeSchema = v.object({
  now: time,
  class: nameSchema,
  pushed: v.record(v.string(), v.unknown()),
});
export type Welcome = v.InferOutput<typeof welcomeSchema>;

// What trainers are told: the last value of each subject under `class.room`.

/** `class.room.seat.ID`. */
export const seatSchema = v.object({
  id: token,
  name: nameSchema,
  joined: time,
  removed: v.optional(time),
});
export type Seat = v.InferOutput<typeof seatSchema>;

/** `class.room.link.ID`: a seat's connections, as the hub tells of them. */
export const seatLinkSchema = v.object({
  clients: count,
  leafs: count,
  at: time,
});
export type SeatLink = v.InferOutput<typeof seatLinkSchema>;

/** `class.room.door`. */
export const doorSchema = v.object({
  open: v.boolean(),
  code: line(40),
  /** When the code expires. */
  until: time,
  /** The link for attendees, with its secret in the fragment. */
  link: line(500),
});

/** `class.room.pace`: how many seats say so. */
export const pacesSchema = v.object({ fast: count, slow: count, at: time });

/** `class.room.trainers`: who is there, and who drives. */
export const trainersSchema = v.object({
  driver: v.optional(token),
  trainers: v.pipe(v.array(v.object({ id: token, name: nameSchema })), v.maxLength(50)),
});

/** `class.room.hub`: the hub itself, until when it is stopped on purpose, and its servers if it is several. */
export const hubStateSchema = v.object({
  running: v.boolean(),
  until: v.optional(time),
  /** The class was deleted: the hub does not come back. */
  ended: v.optional(v.boolean()),
  nodes: v.optional(v.array(v.object({ name: token, running: v.boolean() }))),
  /** The hub is not the class's own, which stops none; and the JetStream domain that it has. */
  elsewhere: v.optional(v.object({ domain: line(100) })),
  at: time,
});

/**
 * What a trainer asks of the registrar, by verb: `class.trainer.ID.VERB`. All but `drive`, `hello`, `leafs` and `read`
 * are for the driver alone. A text of `to` is a seat or `all`.
 */
export const requestSchemas = {
  /** Takes the wheel; the class and the other trainers see it. */
  drive: v.object({}),
  /** Answers what `Welcome` is to a seat. */
  hello: v.object({}),
  place: v.object({ page: path, step: v.optional(token) }),
  message: v.object({ to: token, text: line(longest.message) }),
  countdown: v.object({ seconds: v.optional(v.pipe(count, v.maxValue(14_400))), words: line(100) }),
  pause: v.object({ paused: v.boolean() }),
  ask: v.object({ id: token, words: line(longest.message), open: v.boolean() }),
  fault: v.object({ to: token, what: faultSchema.entries.what, delay: faultSchema.entries.delay }),
  /**
   * Ends the hub for some seconds, abruptly, and starts it again; or one node of it. Of a node that is stopped already
   * it says anew when that one is started.
   */
  'stop-hub': v.object({
    seconds: v.pipe(count, v.minValue(1), v.maxValue(600)),
    node: v.optional(token),
  }),
  door: v.object({ open: v.boolean() }),
  /** A new code and link; the old ones are refused from then on. */
  code: v.object({ minutes: v.optional(v.pipe(count, v.minValue(1), v.maxValue(10_080))) }),
  remove: v.object({ seat: token }),
  rename: v.object({ seat: token, name: nameSchema }),
  /** Answers a question of a seat. */
  question: v.object({
    seat: token,
    n: token,
    state: questionStateSchema.entries.state,
    words: line(longest.message),
  }),
  /** Takes a seat's hand down. */
  'lower-hand': v.object({ seat: token }),
  /** Shows the lab of this trainer's tab to all, or ends that. */
  bench: v.object({ shown: v.optional(v.object(shownLab)) }),
  /** Answers a `RoomPage` of what a stream of the class keeps, of the messages after that number. */
  read: v.object({ stream: v.picklist(['state', 'events', 'push', 'room']), after: count }),
  /** The leaf connections of the hub, from its own `leafz`. */
  leafs: v.object({}),
  /** Deletes all that the class has stored, with its seats, and ends the class. */
  delete: v.object({ name: nameSchema }),
} as const;
export type Verb = keyof typeof requestSchemas;
export type Request<V extends Verb> = v.InferInput<(typeof requestSchemas)[V]>;

/** The registrar's answer to a trainer: `done` has what the verb answers, if it answers anything. */
export const replySchema = v.union([
  v.object({ done: v.unknown() }),
  v.object({ error: line(500) }),
]);

/** A page of a stream, in the order of its messages; `next`: there is more after that number. */
export const roomPageSchema = v.object({
  messages: v.array(v.object({ seq: count, subject: v.string(), data: v.string() })),
  next: v.optional(count),
});
export type RoomPage = v.InferOutput<typeof roomPageSchema>;

/** A leaf connection of the hub, as `leafz` tells of it; `seat` where it is that of a seat. */
export const leafSchema = v.object({
  name: line(100),
  account: line(100),
  seat: v.optional(token),
  /** Milliseconds. */
  roundTrip: v.optional(time),
  subscriptions: count,
  in: count,
  out: count,
});
export type ClassLeaf = v.InferOutput<typeof leafSchema>;

/**
 * Reads a message by its schema.
 * @returns undefined for what is none, so that one hostile message ends nothing
 */
export function read<T extends v.GenericSchema>(
  schema: T,
  data: Uint8Array | string,
): v.InferOutput<T> | undefined {
  try {
    const text = typeof data === 'string' ? data : new TextDecoder().decode(data);
    const result = v.safeParse(schema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
