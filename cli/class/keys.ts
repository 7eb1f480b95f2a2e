import { randomBytes } from 'node:crypto';
import {
  classAccount,
  classDomain,
  inboxOf,
  joinSubject,
  roomAccount,
  seatSubject,
  toldSubject,
} from '../../src/class/subjects.ts';
import {
  kept,
  keptNoMore,
  makeAccount,
  makeOperator,
  makeUser,
  type Account,
  type Kept,
  type Operator,
  type Shares,
  type Signer,
} from '../../src/lab/credentials/signing.ts';

/** The keys of a class: whoever has them can be anybody in it. */
export interface ClassKeys {
  /** Signs the accounts of the class. */
  signer: Signer;
  /** What a hub of one's own is configured with. */
  own?: { operator: Operator; system: Account };
  accounts: Record<'control' | 'room', Account>;
  /** Texts of `.creds` files. */
  logins: Record<'system' | 'registrar' | 'lobby', string>;
}

/** What a class needs at a hub that is not its own. */
export interface Granted {
  signer: Signer;
  /** The text of a `.creds` file of the system account. */
  system: string;
}

/** Keys as the folder of the class has them, which keeps none that another hub has granted. */
export interface KeptKeys {
  operator?: Kept<Operator>;
  accounts: Record<'control' | 'room', Kept<Account>> & { system?: Kept<Account> };
  logins: Record<'registrar' | 'lobby', string> & { system?: string };
}

const mebibyte = 1024 * 1024;

/** How many bytes each of the two accounts of a class may have. */
export const accountStore = { mem_storage: 256 * mebibyte, disk_storage: 4096 * mebibyte };

/** The id of the registrar among seats and trainers. */
export const registrarId = 'registrar';

/** The public key of an account, as its JWT names it. */
export const accountOf = (jwt: string): string => {
  const claims = Buffer.from(jwt.split('.')[1]!, 'base64url').toString();
  return (JSON.parse(claims) as { sub: string }).sub;
};

/** A secret that no one guesses. */
export const makeSecret = (): string => randomBytes(24).toString('base64url');

/** @param granted of a hub that is not the class's own */
export async function makeKeys(granted?: Granted): Promise<ClassKeys> {
  const own = granted ? undefined : await makeOwn();
  const signer = granted?.signer ?? own!.operator;
  const many = { ...accountStore, streams: -1, consumer: -1 };
  const control = await makeAccount(signer, classAccount, { ...many, leaf: 0 }, given);
  const room = await makeAccount(signer, roomAccount, many, { mappings: namedClass });
  const login = async (account: Account, name: string, claims = {}) =>
    (await makeUser(account, name, undefined, claims)).creds;
  return {
    signer,
    ...(own && { own }),
    accounts: { control, room },
    logins: {
      system: granted?.system ?? (await login(own!.system, registrarId)),
      registrar: await login(control, registrarId),
      // All who ask to join share it: it can do no more than ask, and read answers that are sealed.
      lobby: await login(control, 'lobby', {
        pub: { allow: [joinSubject] },
        sub: { allow: ['_INBOX.>'] },
        subs: 10,
        payload: 4096,
      }),
    },
  };
}

async function makeOwn(): Promise<ClassKeys['own']> {
  const operator = await makeOperator('CLASS');
  return { operator, system: await makeAccount(operator, 'SYS') };
}

/**
 * Has JetStream answer in ROOM by the domain that labs name, whatever the domain of the hub is. A server maps its own
 * domain in the same way.
 */
const namedClass = Object.fromEntries(
  [
    ['INFO', '$JS.API.INFO'],
    ...['STREAM', 'CONSUMER', 'DIRECT'].map((what) => [`${what}.>`, `$JS.API.${what}.>`]),
    ['$KV.>', '$KV.>'],
  ].map(([asked, subject]) => [`$JS.${classDomain}.API.${asked}`, [{ subject: subject! }]]),
);

/**
 * For how many nanoseconds the hub keeps the way of an answer that has not come; without it, two minutes. A seat can ask
 * as fast as its network goes, and name an inbox that no one reads: the hub keeps what was asked in that time, and in as
 * much again until it looks.
 */
const answered = {
  /** The registrar may have a hundred newcomers to sign before it answers. */
  byRegistrar: { response_threshold: 10e9 },
  /** A stream answers at once. A page sends again what is not answered. */
  byStream: { response_threshold: 1e9 },
};

/** What a seat says below its own subjects, and who answers it. No two overlap: each is taken by itself. */
const seatSays: Readonly<Record<string, (typeof answered)[keyof typeof answered]>> = {
  hello: answered.byRegistrar,
  pace: answered.byRegistrar,
  beat: answered.byStream,
  'state.*': answered.byStream,
  'event.*': answered.byStream,
  'say.>': answered.byStream,
  'bench.>': answered.byStream,
};

/** What the class gives to seats and trainers. Only the registrar signs accounts, so only it says who takes what. */
const given: Shares = {
  exports: [
    ...Object.entries(seatSays).map(([rest, bound]) => ({
      name: `seats ${rest}`,
      subject: seatSubject('*', rest),
      type: 'service' as const,
      ...bound,
    })),
    { name: 'trainers', subject: 'class.trainer.*.*', type: 'service' },
    ...['all', 'seat.*'].map((to) => ({
      name: `bench for ${to}`,
      subject: `class.push.${to}.bench.*.*.>`,
      type: 'service' as const,
      ...answered.byStream,
    })),
    { name: 'told', subject: toldSubject('class.>'), type: 'stream' },
  ],
};

/** What an account takes from the class. */
function taken(control: Account, wishes: { asks: string[]; hears: string[] }): Shares {
  const account = control.keys.getPublicKey();
  const asks = wishes.asks.map((subject) => ({ subject, type: 'service' as const }));
  const hears = wishes.hears.map((heard) => ({
    subject: toldSubject(heard),
    // A wildcard of the subject is named by its place.
    local_subject: heard.replace('*', '$1'),
    type: 'stream' as const,
  }));
  return { imports: [...asks, ...hears].map((each) => ({ ...each, name: each.subject, account })) };
}

/**
 * The account of a seat: for its page, which speaks to the class by what the account takes from it, and for what the
 * attendee does alone against the hub. The page has no user in the class's account, since a server does not ask whether
 * a publisher may use the subject on which it wants an answer: the acknowledgement of a stream could be sent there to
 * another seat's subject, and be stored as what that seat has said.
 */
export function makeSeatAccount(signer: Signer, control: Account, id: string) {
  const limits = {
    conn: 10,
    leaf: 4,
    subs: 5000,
    payload: mebibyte,
    mem_storage: 8 * mebibyte,
    disk_storage: 32 * mebibyte,
    streams: 10,
    consumer: 50,
  };
  const hears = ['class.push.all.>', `class.push.seat.${id}.>`];
  const asks = Object.keys(seatSays).map((rest) => seatSubject(id, rest));
  return makeAccount(signer, id, limits, taken(control, { asks, hears }));
}

/**
 * The account of a trainer, for the same reason as that of a seat: an answer of a stream to a subject that a trainer
 * names would be a push, or what a seat has said. It has no JetStream: what streams keep is read by the registrar.
 */
export function makeTrainerAccount(signer: Signer, control: Account, id: string) {
  const limits = { conn: 40, leaf: 0, subs: 10_000, payload: mebibyte };
  return makeAccount(signer, id, limits, taken(control, trainerSubjects(id)));
}

/** What a trainer publishes and hears. */
const trainerSubjects = (id: string) => ({
  asks: [
    `class.trainer.${id}.*`,
    `class.push.all.bench.*.${id}.>`,
    `class.push.seat.*.bench.*.${id}.>`,
  ],
  hears: [
    // Not `pace`, which no stream takes: it is anonymous.
    ...['beat', 'state.>', 'say.>', 'event.>', 'bench.>'].map((rest) => `class.seat.*.${rest}`),
    'class.push.>',
    'class.room.>',
  ],
});

/** What a seat says, below its own subjects: what it stores has few names. */
const said = [
  ...['hello', 'beat', 'pace', 'state.*', 'event.*', 'bench.>'],
  ...['hand', 'ready', 'consent', 'answer.*', 'question.*', 'feedback.*.*'].map(
    (what) => `say.${what}`,
  ),
];

/** What the page of a seat may do in the seat's account. */
export const seatClaims = (seat: string) => ({
  pub: { allow: said.map((rest) => seatSubject(seat, rest)) },
  sub: { allow: ['class.push.all.>', `class.push.seat.${seat}.>`, `${inboxOf(seat)}.>`] },
  subs: 200,
});

/** What the servers and clients of an attendee may do there: all but speak as the page. */
export const ownClaims = { pub: { deny: ['class.>'] }, sub: { deny: ['class.>'] } };

/** What the page of a trainer may do in the trainer's account. */
export function trainerClaims(trainer: string) {
  const { asks, hears } = trainerSubjects(trainer);
  return { pub: { allow: asks }, sub: { allow: [...hears, `${inboxOf(trainer)}.>`] } };
}

export function keep({ own, accounts, logins }: ClassKeys): KeptKeys {
  const { registrar, lobby, system } = logins;
  return {
    ...(own && { operator: kept(own.operator) }),
    accounts: {
      ...(own && { system: kept(own.system) }),
      control: kept(accounts.control),
      room: kept(accounts.room),
    },
    logins: { registrar, lobby, ...(own && { system }) },
  };
}

/** @param granted of a hub that is not the class's own */
export function unkeep({ operator, accounts, logins }: KeptKeys, granted?: Granted): ClassKeys {
  const own = operator && {
    operator: keptNoMore<Operator>(operator),
    system: keptNoMore<Account>(accounts.system!),
  };
  return {
    signer: granted?.signer ?? own!.operator,
    ...(own && { own }),
    accounts: { control: keptNoMore(accounts.control), room: keptNoMore(accounts.room) },
    logins: { ...logins, system: granted?.system ?? logins.system! },
  };
}
