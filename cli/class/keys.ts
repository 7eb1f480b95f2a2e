import { randomBytes } from 'node:crypto';
import { classAccount, inboxOf, joinSubject, roomAccount } from '../../src/class/subjects.ts';
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
} from '../../src/lab/credentials/signing.ts';

/** The keys of a class: whoever has them can be anybody in it. They are in the folder of the class alone. */
export interface ClassKeys {
  operator: Operator;
  accounts: Record<'system' | 'control' | 'room', Account>;
  /** Texts of `.creds` files. */
  logins: Record<'system' | 'registrar' | 'lobby', string>;
}

export interface KeptKeys {
  operator: Kept<Operator>;
  accounts: Record<keyof ClassKeys['accounts'], Kept<Account>>;
  logins: ClassKeys['logins'];
}

const mebibyte = 1024 * 1024;

/** The id of the registrar among seats and trainers. */
export const registrarId = 'registrar';

/** A secret that no one guesses. */
export const makeSecret = (): string => randomBytes(24).toString('base64url');

export async function makeKeys(): Promise<ClassKeys> {
  const operator = await makeOperator('CLASS');
  const store = { mem_storage: 256 * mebibyte, disk_storage: 4096 * mebibyte };
  const many = { ...store, streams: -1, consumer: -1 };
  const system = await makeAccount(operator, 'SYS');
  const control = await makeAccount(operator, classAccount, { ...many, leaf: 0 }, given);
  const room = await makeAccount(operator, roomAccount, many);
  const login = async (account: Account, name: string, claims = {}) =>
    (await makeUser(account, name, undefined, claims)).creds;
  return {
    operator,
    accounts: { system, control, room },
    logins: {
      system: await login(system, registrarId),
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

/** What the class gives to seats. Only the registrar signs accounts, so only it says who takes what. */
const given: Shares = {
  exports: [
    { name: 'seats', subject: 'class.seat.*.>', type: 'service' },
    { name: 'told to all', subject: 'class.push.all.>', type: 'stream' },
    { name: 'told to a seat', subject: 'class.push.seat.*.>', type: 'stream' },
  ],
};

/**
 * The account of a seat: for its page, which speaks to the class by what the account takes from it, and for what the
 * attendee does alone against the hub. The page has no user in the class's account, since a server does not ask whether
 * a publisher may use the subject on which it wants an answer: the acknowledgement of a stream could be sent there to
 * another seat's subject, and be stored as what that seat has said.
 */
export function makeSeatAccount(operator: Operator, control: Account, id: string) {
  const account = control.keys.getPublicKey();
  const take = (type: 'service' | 'stream', subject: string) => ({
    name: subject,
    subject,
    type,
    account,
  });
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
  return makeAccount(operator, id, limits, {
    imports: [
      take('service', `class.seat.${id}.>`),
      take('stream', 'class.push.all.>'),
      take('stream', `class.push.seat.${id}.>`),
    ],
  });
}

/** What the page of a seat may do in the seat's account. */
export const seatClaims = (seat: string) => ({
  pub: { allow: [`class.seat.${seat}.>`] },
  sub: { allow: ['class.push.all.>', `class.push.seat.${seat}.>`, `${inboxOf(seat)}.>`] },
  subs: 200,
});

/** What the servers and clients of an attendee may do there: all but speak as the page. */
export const ownClaims = { pub: { deny: ['class.>'] }, sub: { deny: ['class.>'] } };

/** What the page of a trainer may do in the class's account: ask the registrar, and read what the class's streams keep. */
export const trainerClaims = (trainer: string) => ({
  pub: {
    allow: [
      `class.trainer.${trainer}.>`,
      'class.push.all.bench.>',
      'class.push.seat.*.bench.>',
      '$JS.API.INFO',
      '$JS.API.STREAM.NAMES',
      '$JS.API.STREAM.INFO.*',
      '$JS.API.STREAM.MSG.GET.*',
      '$JS.API.DIRECT.GET.>',
      '$JS.API.CONSUMER.CREATE.>',
      '$JS.API.CONSUMER.INFO.>',
      '$JS.API.CONSUMER.DELETE.>',
      '$JS.API.CONSUMER.MSG.NEXT.>',
      '$JS.ACK.>',
      '$JS.FC.>',
    ],
  },
  sub: {
    allow: [
      // Not `pace`: it is anonymous.
      ...['beat', 'state.>', 'say.>', 'event.>', 'bench.>'].map((rest) => `class.seat.*.${rest}`),
      'class.push.>',
      'class.room.>',
      `${inboxOf(trainer)}.>`,
    ],
  },
});

export function keep({ operator, accounts, logins }: ClassKeys): KeptKeys {
  const { system, control, room } = accounts;
  return {
    operator: kept(operator),
    accounts: { system: kept(system), control: kept(control), room: kept(room) },
    logins,
  };
}

export function unkeep({ operator, accounts, logins }: KeptKeys): ClassKeys {
  const { system, control, room } = accounts;
  return {
    operator: keptNoMore(operator),
    accounts: {
      system: keptNoMore(system),
      control: keptNoMore(control),
      room: keptNoMore(room),
    },
    logins,
  };
}
