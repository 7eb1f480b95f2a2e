import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { randomToken } from '../lab/random-token.ts';
import { seatSubject } from './subjects.ts';
import type { SeatEvent } from './records.ts';

/** The last value of a subject, which the hub is to have. */
interface Last {
  subject: string;
  data: string;
  version: number;
  /** The version that the hub has taken last. */
  taken: number;
}

interface Tables extends DBSchema {
  last: { key: string; value: Last };
  events: { key: number; value: { n: number; data: string } };
  facts: { key: string; value: string | number };
}

/** Publishes to the hub and answers what its stream said: the text of an acknowledgement. */
export type Send = (subject: string, data: string, id: string) => Promise<string>;

/** An event before it has a number. */
export type NewEvent = Omit<SeatEvent, 'n'>;

/**
 * What a seat has to tell the hub, kept by the browser until the hub's stream has acknowledged it. All tabs of a browser
 * share it. An event is told on a subject of its own, on which the stream keeps the first message only: so it is there
 * once, however often it is sent.
 */
export class Outbox {
  readonly #seat: string;
  readonly #db: IDBPDatabase<Tables>;
  readonly #writer: string;
  #sending: Promise<void> | undefined;
  #asked = 0;

  private constructor(seat: string, db: IDBPDatabase<Tables>, writer: string) {
    this.#seat = seat;
    this.#db = db;
    this.#writer = writer;
  }

  /** @param name names the database: the class and the seat */
  static async open(name: string, seat: string): Promise<Outbox> {
    const db = await openDB<Tables>(name, 1, {
      upgrade(fresh) {
        fresh.createObjectStore('last', { keyPath: 'subject' });
        fresh.createObjectStore('events', { keyPath: 'n' });
        fresh.createObjectStore('facts');
      },
    });
    // Numbers of events count within a browser: the same seat may be had in another.
    const tx = db.transaction('facts', 'readwrite');
    const writer = String((await tx.store.get('writer')) ?? randomToken());
    await tx.store.put(writer, 'writer');
    await tx.done;
    return new Outbox(seat, db, writer);
  }

  /**
   * Replaces the value that a subject of the seat is to have, and tells events with it: both are kept, or neither.
   * @param change answers the next value, of the last one; undefined if it stays
   */
  async tell<T>(
    rest: string,
    change: (was: T | undefined) => { value: T; events?: NewEvent[] } | undefined,
  ): Promise<void> {
    const subject = seatSubject(this.#seat, rest);
    const tx = this.#db.transaction(['last', 'events', 'facts'], 'readwrite');
    const was = await tx.objectStore('last').get(subject);
    const next = change(was && (JSON.parse(was.data) as T));
    if (next) {
      const { version = 0, taken = 0 } = was ?? {};
      const data = JSON.stringify(next.value);
      await tx.objectStore('last').put({ subject, data, version: version + 1, taken });
      let n = Number((await tx.objectStore('facts').get('events')) ?? 0);
      for (const event of next.events ?? []) {
        n += 1;
        await tx.objectStore('events').put({ n, data: JSON.stringify({ n, ...event }) });
      }
      await tx.objectStore('facts').put(n, 'events');
    }
    await tx.done;
  }

  /** The value of a subject of the seat as this browser has told it last. */
  async value<T>(rest: string): Promise<T | undefined> {
    const row = await this.#db.get('last', seatSubject(this.#seat, rest));
    return row && (JSON.parse(row.data) as T);
  }

  /** The values of all subjects of the seat that begin so, as this browser has told them last. */
  async values(beginning: string): Promise<unknown[]> {
    const from = seatSubject(this.#seat, beginning);
    const rows = await this.#db.getAll('last');
    return rows
      .filter(({ subject }) => subject.startsWith(from))
      .map(({ data }) => JSON.parse(data) as unknown);
  }

  /** Keeps something for this browser alone. */
  async note(name: string, value: unknown): Promise<void> {
    await this.#db.put('facts', JSON.stringify(value), `note.${name}`);
  }

  async noted<T>(name: string): Promise<T | undefined> {
    const text = await this.#db.get('facts', `note.${name}`);
    return text === undefined ? undefined : (JSON.parse(String(text)) as T);
  }

  /** How much waits. */
  async waiting(): Promise<number> {
    const last = await this.#db.getAll('last');
    return (await this.#db.count('events')) + last.filter(isWaiting).length;
  }

  /** Sends all that waits, in turn. Rejects with what `send` rejects with: the rest waits on. */
  send(send: Send): Promise<void> {
    if (this.#sending) {
      this.#asked += 1;
      return this.#sending;
    }
    const all = async () => {
      const asked = this.#asked;
      await this.#sendEvents(send);
      await this.#sendLast(send);
      if (this.#asked !== asked) await all();
    };
    this.#sending = all().finally(() => (this.#sending = undefined));
    return this.#sending;
  }

  async #sendEvents(send: Send): Promise<void> {
    for (const { n, data } of await this.#db.getAll('events')) {
      const id = `${this.#writer}-${n}`;
      const answer = await send(
        seatSubject(this.#seat, `event.${id}`),
        data,
        `${this.#seat}.${id}`,
      );
      if (!isStored(answer)) throw new Error(`The hub did not take an event: ${answer}`);
      await this.#db.delete('events', n);
    }
  }

  async #sendLast(send: Send): Promise<void> {
    for (const row of (await this.#db.getAll('last')).filter(isWaiting)) {
      const { subject, data, version } = row;
      const answer = await send(subject, data, `${subject}.${this.#writer}-${version}`);
      if (!isStored(answer)) throw new Error(`The hub did not take a state: ${answer}`);
      const tx = this.#db.transaction('last', 'readwrite');
      const now = await tx.store.get(subject);
      // Another tab may have sent a later one meanwhile, and this one has come to lie on it: then that one goes again.
      if (now) await tx.store.put({ ...now, taken: version });
      await tx.done;
    }
  }

  close(): void {
    this.#db.close();
  }
}

const isWaiting = ({ version, taken }: Last) => version !== taken;

/** Whether the stream has it: acknowledged, or refused because it is there. */
function isStored(answer: string): boolean {
  const { error, stream } = JSON.parse(answer) as {
    stream?: string;
    error?: { description?: string };
  };
  if (!error) return stream !== undefined;
  return error.description === 'maximum messages per subject exceeded';
}
