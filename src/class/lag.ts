import type { LabState, StepState } from './records.ts';
import { handSince, type SeatNow } from './room.ts';

/** A lab as its page has it: how long it takes, and the ids of its steps in order. */
export interface Lesson {
  minutes?: number;
  steps: readonly string[];
}

/** The steps of a lab at a seat, in the order of its page; one of which nothing was told is not begun. */
export const stepsOf = (state: LabState, steps?: readonly string[]): StepState[] =>
  steps ? steps.map((id) => state.steps.find((step) => step.id === id) ?? fresh(id)) : state.steps;

const fresh = (id: string): StepState => ({ id, hints: 0, shown: false });

/** The step of a lab at which a seat is: the first that is not done. */
export const stepAt = (state: LabState, steps?: readonly string[]): StepState | undefined =>
  stepsOf(state, steps).find(({ done }) => done === undefined);

/** How long a lab is taken to last of which no page says so, in minutes. */
const usualMinutes = 15;

/**
 * By how many milliseconds a seat is behind in a lab: since when the step at which it is should be done, if each step
 * takes an equal share of the lab's minutes. Below zero there is time left; a lab that is done has no lag.
 * @param lesson the lab as its page has it; without, its steps are those of which the seat has told
 * @param now by the clock of the seat, as all times in `state` are
 * @returns undefined for a lab that was never started
 */
export function lagOf(
  state: LabState,
  lesson: Lesson | undefined,
  now: number,
): number | undefined {
  const steps = stepsOf(state, lesson?.steps);
  if (state.started === undefined || steps.length === 0) return undefined;
  const done = steps.filter((step) => step.done !== undefined).length;
  if (done === steps.length) return 0;
  const { minutes = usualMinutes } = lesson ?? {};
  return now - state.started - ((done + 1) / steps.length) * minutes * 60_000;
}

/**
 * The time at a seat: attendees' clocks differ by minutes, and a step that fails "since" a time is told by the seat's.
 * @param now by the clock of this page
 */
export const seatTime = ({ beat, heard }: SeatNow, now: number): number =>
  beat && heard !== undefined ? now - heard + beat.at : now;

/**
 * The lab that a seat works at: the one that runs, else that of the class, else the one that has changed last.
 * @param here the lab at which the class is
 */
export function labAt(seat: SeatNow, here?: string): LabState | undefined {
  const running = seat.beat?.lab;
  const states = [...seat.labs.values()];
  return (
    states.find(({ lab }) => lab === running) ??
    (here === undefined ? undefined : seat.labs.get(here)) ??
    states.sort((a, b) => b.at - a.at)[0]
  );
}

/** Whether a lag in a lab counts: who has left a lab for where the class is has no lag there. */
export const countsLag = ({ lab, running }: LabState, here?: string): boolean =>
  running || lab === here;

/**
 * Seats in the order in which a trainer should look at them: hands first, as they were raised; then who is furthest
 * behind; then those who are done with their lab; then those who work at none, as they came.
 * @param now by the clock of this page
 * @param here the lab at which the class is
 */
export function inOrder(
  seats: readonly SeatNow[],
  lessons: ReadonlyMap<string, Lesson>,
  now: number,
  here?: string,
): SeatNow[] {
  const ranked = seats.map((seat) => {
    return {
      seat,
      hand: handSince(seat) ?? Infinity,
      lag: urgency(labAt(seat, here), lessons, seatTime(seat, now), here),
    };
  });
  const by = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
  return ranked
    .sort(
      (a, b) =>
        by(a.hand, b.hand) ||
        by(b.lag, a.lag) ||
        by(a.seat.seat?.joined ?? 0, b.seat.seat?.joined ?? 0),
    )
    .map(({ seat }) => seat);
}

/** The lag of a seat; one that is done stands behind all that work, and one without a lab behind those. */
function urgency(
  state: LabState | undefined,
  lessons: ReadonlyMap<string, Lesson>,
  now: number,
  here: string | undefined,
): number {
  const lesson = state && lessons.get(state.lab);
  const lag = state && lagOf(state, lesson, now);
  if (lag === undefined) return -Infinity;
  if (!stepAt(state!, lesson?.steps)) return -Number.MAX_VALUE;
  return countsLag(state!, here) ? lag : -Infinity;
}

/** How many of the seats have each step of a lab done. */
export function doneCounts(
  seats: readonly SeatNow[],
  lab: string,
  steps: readonly string[],
): number[] {
  return steps.map(
    (id) =>
      seats.filter(({ labs }) =>
        labs.get(lab)?.steps.some((step) => step.id === id && step.done !== undefined),
      ).length,
  );
}

/** The lab at which most seats work: the class is there if the trainer has sent it nowhere. */
export function busiestLab(seats: readonly SeatNow[]): string | undefined {
  const counts = new Map<string, number>();
  for (const seat of seats) {
    const lab = labAt(seat)?.lab;
    if (lab !== undefined) counts.set(lab, (counts.get(lab) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
