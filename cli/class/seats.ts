import type { Joined, JoinRequest, Refused } from '../../src/class/records.ts';
import { roomPermissions } from '../../src/class/permissions.ts';
import type { Requester } from '../../src/lab/network/lab-client.ts';
import {
  kept,
  keptNoMore,
  push,
  signUser,
  withoutUsers,
  type Account,
} from '../../src/lab/credentials/signing.ts';
import { isSame, refuse, type Doorkeeper } from './door.ts';
import type { ClassFolder, Given, KeptSeat, KeptTrainer } from './folder.ts';
import {
  accountOf,
  makeSeatAccount,
  makeSecret,
  makeTrainerAccount,
  ownClaims,
  seatClaims,
  trainerClaims,
} from './keys.ts';

/** How many seats a class has, how many trainers, and from how many browsers one may be used. */
const most = { seats: 500, trainers: 20, browsers: 20 };

/** Gives seats to those who ask, and takes them away. */
export class Seats {
  readonly #folder: ClassFolder;
  readonly #door: Doorkeeper;
  readonly #system: Requester;
  /** How many seats and trainers are being made. */
  readonly #making = { seats: 0, trainers: 0 };
  /** Of all seats, by their public keys. */
  readonly #accounts = new Set<string>();
  #removing: Promise<unknown> = Promise.resolve();

  /** @param system a client of the hub in its system account */
  constructor(folder: ClassFolder, door: Doorkeeper, system: Requester) {
    this.#folder = folder;
    this.#door = door;
    this.#system = system;
    for (const { account } of folder.seats.values()) this.#accounts.add(accountOf(account.jwt));
  }

  /** Answers the seat or the trainer that a request is entitled to, or why it is not. */
  async join(request: JoinRequest, now: number): Promise<Joined | Refused> {
    if (this.#isTaken(request.user)) return refuse('malformed', 'This key is in use. Try again.');
    return request.as === 'trainer' ? this.#trainer(request, now) : this.#seat(request, now);
  }

  /**
   * Ends all that a seat has: its users are refused from now on, and their connections end. It may be asked again, should
   * the hub not have answered.
   */
  async remove(id: string, now: number): Promise<void> {
    const seat = this.#folder.seats.get(id);
    if (!seat) throw new Error(`There is no seat ${id}.`);
    seat.removed ??= now;
    // One after the other: each signs the account of the room with the revocations of those before.
    this.#removing = this.#removing.then(
      () => this.#revoke(seat),
      () => this.#revoke(seat),
    );
    await this.#removing;
    await this.#pushAll([seat]);
  }

  /** Whether an account, by its public key, is that of a seat, or the one that all share. */
  isOurs(account: string): boolean {
    const { room } = this.#folder.keys.accounts;
    return account === room.keys.getPublicKey() || this.#accounts.has(account);
  }

  /** Gives the hub the revocations of all seats that are removed again: it may have been away when they were. */
  async pushRemoved(): Promise<void> {
    const removed = [...this.#folder.seats.values()].filter((seat) => seat.removed !== undefined);
    if (removed.length > 0) await this.#pushAll(removed);
  }

  /** Signs the accounts that a removed seat has users in without them, and keeps those. */
  async #revoke(seat: KeptSeat): Promise<void> {
    const { keys } = this.#folder;
    const own = keptNoMore<Account>(seat.account);
    seat.account = kept(await withoutUsers(keys.signer, own, seat.users));
    this.#folder.saveSeat(seat);
    keys.accounts.room = await withoutUsers(keys.signer, keys.accounts.room, seat.users);
    this.#folder.save();
  }

  async #pushAll(removed: KeptSeat[]): Promise<void> {
    const accounts = [this.#folder.keys.accounts.room, ...removed.map(({ account }) => account)];
    for (const account of accounts) await push(this.#system, account);
  }

  #isTaken(user: string): boolean {
    const all = [...this.#folder.seats.values(), ...this.#folder.state.trainers];
    return all.some(({ users }) => users.includes(user));
  }

  async #seat(request: JoinRequest, now: number): Promise<Joined | Refused> {
    const before = [...this.#folder.seats.values()].find(({ back }) => isSame(back, request.key));
    if (before?.removed !== undefined)
      return refuse('removed', 'The trainer has taken this seat back. Ask the trainer.');
    if (!before) {
      const refused = this.#door.refusal(request.key, now);
      if (refused) return refused;
      if (this.#taken() + this.#making.seats >= most.seats)
        return refuse('full', 'All seats are taken. Tell the trainer.');
    }
    if (before && before.users.length >= most.browsers)
      return refuse(
        'full',
        'This seat is used from as many browsers as it can be. Ask the trainer for a new one.',
      );
    const seat = before ?? (await this.#newSeat(request, now));
    seat.users.push(request.user);
    this.#folder.saveSeat(seat);
    return this.#signed(seat, request.user);
  }

  /** How many seats there are: one that is taken back makes room for another. */
  #taken(): number {
    return [...this.#folder.seats.values()].filter(({ removed }) => removed === undefined).length;
  }

  async #newSeat({ name }: JoinRequest, now: number): Promise<KeptSeat> {
    const account = await this.#newAccount('seats', makeSeatAccount);
    const id = account.name;
    const seat = { id, name, joined: now, back: makeSecret(), users: [], account: kept(account) };
    this.#folder.seats.set(id, seat);
    this.#accounts.add(account.keys.getPublicKey());
    return seat;
  }

  /** Makes the account of a seat or a trainer, named by an id that none has had, and gives it to the hub. */
  async #newAccount(kind: keyof Given, make: typeof makeSeatAccount): Promise<Account> {
    const { keys, state } = this.#folder;
    state.given[kind]++;
    const id = `${kind.slice(0, -1)}-${state.given[kind]}`;
    // Kept before anything is awaited: two who join at once get two ids, and so do those before and after a restart.
    this.#folder.save();
    this.#making[kind]++;
    try {
      const account = await make(keys.signer, keys.accounts.control, id);
      await push(this.#system, account);
      return account;
    } finally {
      this.#making[kind]--;
    }
  }

  async #signed({ id, name, back, account }: KeptSeat, user: string): Promise<Joined> {
    const { room } = this.#folder.keys.accounts;
    const own = keptNoMore<Account>(account);
    const leaf = { ...roomPermissions(id), allowed_connection_types: leafTypes };
    return {
      as: 'seat',
      id,
      name,
      back,
      page: await signUser(own, id, user, seatClaims(id)),
      own: await signUser(own, id, user, ownClaims),
      room: await signUser(room, id, user, leaf),
    };
  }

  async #trainer({ key, name, user }: JoinRequest, now: number): Promise<Joined | Refused> {
    const { state } = this.#folder;
    const before = state.trainers.find(({ back }) => isSame(back, key));
    if (!before && !this.#door.isTrainer(key))
      return this.#door.refusal('', now) ?? refuse('code', 'This is not the trainers’ link.');
    if (!before && state.trainers.length + this.#making.trainers >= most.trainers)
      return refuse('full', 'The class has all the trainers that it can have.');
    const trainer = before ?? (await this.#newTrainer(name));
    if (trainer.users.length >= most.browsers)
      return refuse('full', 'This trainer has joined from as many browsers as can be.');
    trainer.users.push(user);
    state.driver ??= trainer.id;
    this.#folder.save();
    const own = keptNoMore<Account>(trainer.account);
    const page = await signUser(own, trainer.id, user, trainerClaims(trainer.id));
    return { as: 'trainer', id: trainer.id, name: trainer.name, back: trainer.back, page };
  }

  async #newTrainer(name: string): Promise<KeptTrainer> {
    const account = await this.#newAccount('trainers', makeTrainerAccount);
    const id = account.name;
    const trainer = { id, name, back: makeSecret(), users: [], account: kept(account) };
    this.#folder.state.trainers.push(trainer);
    return trainer;
  }
}

const leafTypes: ('LEAFNODE' | 'LEAFNODE_WS')[] = ['LEAFNODE', 'LEAFNODE_WS'];
