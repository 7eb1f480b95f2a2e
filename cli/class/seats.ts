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
import type { ClassFolder, KeptSeat, KeptTrainer } from './folder.ts';
import {
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

  /** @param system a client of the hub in its system account */
  constructor(folder: ClassFolder, door: Doorkeeper, system: Requester) {
    this.#folder = folder;
    this.#door = door;
    this.#system = system;
  }

  /** Answers the seat or the trainer that a request is entitled to, or why it is not. */
  async join(request: JoinRequest, now: number): Promise<Joined | Refused> {
    if (this.#isTaken(request.user)) return refuse('malformed', 'This key is in use. Ask again.');
    return request.as === 'trainer' ? this.#trainer(request, now) : this.#seat(request, now);
  }

  /** Ends all that a seat has: its users are refused from now on, and their connections end. */
  async remove(id: string, now: number): Promise<void> {
    const seat = this.#folder.seats.get(id);
    if (!seat || seat.removed !== undefined) throw new Error(`There is no seat ${id}.`);
    seat.removed = now;
    const { keys } = this.#folder;
    const { room } = keys.accounts;
    const own = await withoutUsers(keys.operator, keptNoMore<Account>(seat.account), seat.users);
    seat.account = kept(own);
    this.#folder.saveSeat(seat);
    keys.accounts.room = await withoutUsers(keys.operator, room, seat.users);
    this.#folder.save();
    for (const account of [keys.accounts.room, own]) await push(this.#system, account);
  }

  #isTaken(user: string): boolean {
    const all = [...this.#folder.seats.values(), ...this.#folder.state.trainers];
    return all.some(({ users }) => users.includes(user));
  }

  async #seat(request: JoinRequest, now: number): Promise<Joined | Refused> {
    const before = [...this.#folder.seats.values()].find(({ back }) => isSame(back, request.key));
    if (before?.removed !== undefined)
      return refuse('removed', 'The trainer has taken this seat back.');
    if (!before) {
      const refused = this.#door.refusal(request.key, now);
      if (refused) return refused;
      if (this.#folder.seats.size >= most.seats) return refuse('full', 'All seats are taken.');
    }
    if (before && before.users.length >= most.browsers)
      return refuse('full', 'This seat is used from as many browsers as it can be.');
    const seat = before ?? (await this.#newSeat(request, now));
    seat.users.push(request.user);
    this.#folder.saveSeat(seat);
    return this.#signed(seat, request.user);
  }

  async #newSeat({ name }: JoinRequest, now: number): Promise<KeptSeat> {
    const id = `seat-${this.#folder.seats.size + 1}`;
    const seat = { id, name, joined: now, back: makeSecret(), users: [] };
    // Taken before anything is awaited, so that two who join at once get two ids.
    this.#folder.seats.set(id, seat as unknown as KeptSeat);
    const { operator, accounts } = this.#folder.keys;
    const account = await makeSeatAccount(operator, accounts.control, id);
    await push(this.#system, account);
    return Object.assign(seat, { account: kept(account) });
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
    if (!before && state.trainers.length >= most.trainers)
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
    const { state, keys } = this.#folder;
    const id = `trainer-${state.trainers.length + 1}`;
    const trainer = { id, name, back: makeSecret(), users: [] };
    // Taken before anything is awaited, so that two who join at once get two ids.
    state.trainers.push(trainer as unknown as KeptTrainer);
    const account = await makeTrainerAccount(keys.operator, keys.accounts.control, id);
    await push(this.#system, account);
    return Object.assign(trainer, { account: kept(account) });
  }
}

const leafTypes: ('LEAFNODE' | 'LEAFNODE_WS')[] = ['LEAFNODE', 'LEAFNODE_WS'];
