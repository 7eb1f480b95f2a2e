import type { SeatLink } from '../../src/class/records.ts';
import type { NatsConnection } from '../../src/nats/connect.ts';
import type { ClassFolder } from './folder.ts';
import type { HubView } from './hub.ts';
import { accountOf } from './keys.ts';
import { askNodes, type LeafAt } from './leafs.ts';

/** As much of the answer to STATZ as is used: one for each account that has connections. */
interface AccountStatz {
  account_statz?: { acc: string; conns: number; leafnodes: number }[];
}

/**
 * The connections of all seats that have any, as the hub tells of them: those in the account of a seat, and its leaf in
 * the account that all share. Two questions tell of a full class.
 */
export async function linksOf(
  system: NatsConnection,
  hub: HubView,
  folder: ClassFolder,
  leafs: readonly LeafAt[],
  at: number,
): Promise<Map<string, SeatLink>> {
  const answers = await askNodes<AccountStatz>(system, 'ACCOUNT.PING.STATZ', hub);
  const accounts = new Map<string, { conns: number; leafnodes: number }>();
  for (const { acc, conns, leafnodes } of answers.flatMap(({ data }) => data.account_statz ?? [])) {
    const others = accounts.get(acc) ?? { conns: 0, leafnodes: 0 };
    accounts.set(acc, { conns: others.conns + conns, leafnodes: others.leafnodes + leafnodes });
  }
  const shared = accountOf(folder.keys.accounts.room.jwt);
  const joined = leafs.filter(({ account }) => account === shared);
  const links = new Map<string, SeatLink>();
  for (const { id, account } of folder.seats.values()) {
    const own = accounts.get(accountOf(account.jwt));
    const leafs = (own?.leafnodes ?? 0) + joined.filter(({ seat }) => seat === id).length;
    const clients = own?.conns ?? 0;
    if (clients + leafs > 0) links.set(id, { clients, leafs, at });
  }
  return links;
}

/** How long after a connection has come or gone the hub is asked, in milliseconds: many come at once. */
const soon = 300;

/** Tells how the links of seats are, and each that changes. */
export class Presence {
  readonly #ask: () => Promise<Map<string, SeatLink>>;
  readonly #tell: (seat: string, link: SeatLink) => Promise<void>;
  readonly #now: () => number;
  #told = new Map<string, SeatLink>();
  #timer: NodeJS.Timeout | undefined;
  #asking = false;
  #again = false;
  #closed = false;

  constructor(
    ask: () => Promise<Map<string, SeatLink>>,
    tell: (seat: string, link: SeatLink) => Promise<void>,
    now: () => number,
  ) {
    this.#ask = ask;
    this.#tell = tell;
    this.#now = now;
  }

  /** Something may have changed. */
  stir(): void {
    if (this.#closed) return;
    if (this.#asking) this.#again = true;
    else this.#timer ??= setTimeout(() => void this.#look(), soon);
  }

  /** Tells all of them again: what was told may be lost. */
  retell(): void {
    this.#told = new Map();
    this.stir();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    this.#timer = undefined;
    this.#asking = true;
    try {
      const links = await this.#ask();
      for (const id of this.#told.keys())
        if (!links.has(id)) links.set(id, { clients: 0, leafs: 0, at: this.#now() });
      for (const [id, link] of links) {
        const was = this.#told.get(id);
        if (was?.clients === link.clients && was.leafs === link.leafs) continue;
        await this.#tell(id, link);
        this.#told.set(id, link);
      }
    } catch {
      // The hub is away, or too busy to answer in time.
      this.#again = true;
    }
    this.#asking = false;
    if (this.#again) this.stir();
    this.#again = false;
  }
}
