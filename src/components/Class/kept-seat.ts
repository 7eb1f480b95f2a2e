import type { Membership } from '../../class/join.ts';
import { read, readySchema, type Doorway, type Ready } from '../../class/records.ts';
import { keepClass, keptClass } from './kept-class.ts';

/** A seat as the browser keeps it: with it the seat is had again without asking the registrar. */
export interface KeptSeat {
  class: Doorway;
  member: Membership;
}

const keyOf = (id: string) => `leafwise.class.${id}`;
const nameKey = 'leafwise.class-name';
const readyKey = 'leafwise.class-ready';

const inMemory = new Map<string, string>();

/** Keeps a seat. It is that of this browser from now on. */
export function keepSeat(seat: KeptSeat): void {
  put(keyOf(seat.class.id), JSON.stringify(seat));
  put(nameKey, seat.member.name);
  keepClass(seat.class.id);
}

/** The seat in a class that this browser has, or had before it left the class. */
export function keptSeat(id = keptClass.get()): KeptSeat | undefined {
  const text = id === undefined ? undefined : get(keyOf(id));
  try {
    return text === undefined ? undefined : (JSON.parse(text) as KeptSeat);
  } catch {
    return undefined;
  }
}

/** The name by which the reader joined a class last. */
export const keptName = (): string => get(nameKey) ?? '';

/** Leaves the class. Its `back` is kept, so that the same seat is had again. */
export const leaveClass = (): void => keepClass(undefined);

/** Keeps what "Am I ready?" has found before there is a seat that could tell it. */
export const keepReady = (ready: Ready): void => put(readyKey, JSON.stringify(ready));

/** Answers what was so kept, once. */
export function takeReady(): Ready | undefined {
  const ready = read(readySchema, get(readyKey) ?? '');
  put(readyKey, '');
  return ready;
}

function put(key: string, value: string): void {
  inMemory.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch {
    // It stays in memory.
  }
}

function get(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? inMemory.get(key);
  } catch {
    return inMemory.get(key);
  }
}
