import {
  countsLag,
  labAt,
  lagOf,
  seatTime,
  stepAt,
  stepsOf,
  type Lesson,
} from '../../class/lag.ts';
import { handSince, type SeatNow } from '../../class/room.ts';
import { sinceWords } from './words.ts';

/** How long after the last sign of life a seat is taken to be there: a seat tells of itself every five seconds. */
const alive = 15_000;

/** A seat as a row of the roster shows it: of words and numbers that change seldom, so that few rows are drawn again. */
export interface RosterRow {
  id: string;
  /** `unheard`: it has not been heard since this page was opened. `unknown`: the hub that would tell is not reached. */
  presence: 'here' | 'away' | 'unheard' | 'unknown';
  /** How long it has not been heard, in words: away, or behind another page of the attendee's. */
  silent: string;
  /** Milliseconds to the hub and back. */
  roundTrip: number | undefined;
  /** Whether the tab's own server is a leaf of the hub. */
  leaf: boolean;
  /** The page that is looked at; empty if unknown. */
  page: string;
  following: boolean;
  lab: string;
  running: boolean;
  /** Whether each step is done. */
  steps: readonly boolean[];
  /** The step at which the seat is; empty once all are done. */
  step: string;
  failing: string;
  /** How long the check has failed, in words. */
  failingSince: string;
  /** By how many whole minutes the seat is behind. */
  behind: number;
  hand: string;
}

/** How the class is as a roster is drawn. */
export interface RosterTime {
  /** The time of this page. */
  now: number;
  /** The time of the registrar. */
  hub: number;
  /** Whether the hub is reached. */
  reached?: boolean;
  /** The lab at which the class is. */
  here?: string | undefined;
}

/** What a roster shows of a seat. */
export function rosterRow(
  seat: SeatNow,
  lessons: ReadonlyMap<string, Lesson>,
  { now, hub, reached = true, here }: RosterTime,
): RosterRow {
  const { id, beat, link } = seat;
  const state = labAt(seat, here);
  const lesson = state && lessons.get(state.lab);
  const at = seatTime(seat, now);
  const step = state && stepAt(state, lesson?.steps);
  const presence = reached ? presenceOf(seat, now) : 'unknown';
  const lag = state && countsLag(state, here) ? lagOf(state, lesson, at) : undefined;
  const raised = handSince(seat);
  return {
    id,
    presence,
    silent: silentWords(seat, now, hub),
    roundTrip: beat?.roundTrip === undefined ? undefined : Math.round(beat.roundTrip),
    leaf: presence === 'here' && (link ? link.leafs > 0 : (beat?.leaf ?? false)),
    page: beat?.page ?? '',
    following: beat?.following ?? true,
    lab: state?.lab ?? '',
    running: state?.running ?? false,
    steps: state ? stepsOf(state, lesson?.steps).map(({ done }) => done !== undefined) : [],
    step: step?.id ?? '',
    failing: step?.failing?.says ?? '',
    failingSince: step?.failing ? sinceWords(at - step.failing.since) : '',
    behind: lag === undefined ? 0 : Math.max(0, Math.floor(lag / 60_000)),
    hand: raised === undefined ? '' : sinceWords(hub - raised),
  };
}

/** Whether a seat is there: as it has been heard, else as the hub tells of its connections. */
export function presenceOf({ heard, link }: SeatNow, now: number): RosterRow['presence'] {
  if (heard !== undefined && now - heard < alive) return 'here';
  if (link) return link.clients > 0 ? 'here' : 'away';
  return heard === undefined ? 'unheard' : 'away';
}

function silentWords({ heard, link }: SeatNow, now: number, hub: number): string {
  if (heard !== undefined) return now - heard < alive ? '' : sinceWords(now - heard);
  return link?.clients === 0 ? sinceWords(hub - link.at) : '';
}

/** Whether two rows show the same. */
export function isSameRow(a: RosterRow, b: RosterRow): boolean {
  return (Object.keys(a) as (keyof RosterRow)[]).every((key) =>
    key === 'steps' ? String(a.steps) === String(b.steps) : a[key] === b[key],
  );
}
