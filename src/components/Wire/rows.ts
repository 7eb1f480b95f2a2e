import type { Refusal } from '../../lab/session/refusals.ts';
import type { WireEvent } from '../../lab/wire/event.ts';
import { passes, passesRefusal, type Filter } from './filter.ts';

/** Looks up a frame, its request and its reply by `seq`. */
export interface Lookup {
  find: (seq: number) => WireEvent | undefined;
  requestOf: (seq: number) => number | undefined;
  replyTo: (seq: number) => number | undefined;
}

/** A row of the table. `key` is the `seq` of a frame, and below zero for a refusal. */
export type Row =
  | { type: 'frame'; key: number; at: number; event: WireEvent }
  | { type: 'refusal'; key: number; at: number; refusal: Refusal };

/** The rows that a filter let through, in time order. */
export interface Rows {
  rows: readonly Row[];
  /** How many rows have come since the reading began. */
  added: number;
  /** How many of them are gone from the front: the log no longer holds them. */
  gone: number;
  /** The refusals that have been read. */
  refusals: readonly Refusal[];
}

export const noRows: Rows = { rows: [], added: 0, gone: 0, refusals: [] };

/**
 * Rows after more has crossed. Only what is fresh passes the filter again.
 * @param fresh the frames that have come since
 * @param first the `seq` of the oldest frame that the log still has
 * @param refusals all that the session still has
 */
export function extendRows(
  was: Rows,
  fresh: readonly WireEvent[],
  first: number,
  refusals: readonly Refusal[],
  filter: Filter,
): Rows {
  const rows = withoutGone(was, first, refusals);
  const before = rows.length;
  for (const event of fresh) {
    if (passes(event, filter)) rows.push({ type: 'frame', key: event.seq, at: event.at, event });
  }
  const read = new Set(was.refusals);
  for (const refusal of refusals) {
    if (!read.has(refusal) && passesRefusal(refusal, filter)) insert(rows, refusal);
  }
  return {
    rows,
    added: was.added + rows.length - before,
    gone: was.gone + was.rows.length - before,
    refusals,
  };
}

/** A copy of the rows without those that are gone. */
function withoutGone(was: Rows, first: number, refusals: readonly Refusal[]): Row[] {
  const kept = was.rows.findIndex((row) => row.type === 'frame' && row.event.seq >= first);
  const edge = kept < 0 ? was.rows.length : kept;
  const rows = was.rows.slice(0, edge).filter(({ type }) => type === 'refusal');
  for (let i = edge; i < was.rows.length; i++) rows.push(was.rows[i]!);
  if (refusals === was.refusals) return rows;
  const now = new Set(refusals);
  return rows.filter((row) => row.type === 'frame' || now.has(row.refusal));
}

/** A log line comes later than the frames of its time. */
function insert(rows: Row[], refusal: Refusal): void {
  let i = rows.length;
  while (i > 0 && rows[i - 1]!.at > refusal.at) i--;
  rows.splice(i, 0, { type: 'refusal', key: keyOf(refusal), at: refusal.at, refusal });
}

const keys = new WeakMap<Refusal, number>();
let lastKey = 0;

function keyOf(refusal: Refusal): number {
  let key = keys.get(refusal);
  if (key === undefined) keys.set(refusal, (key = --lastKey));
  return key;
}
