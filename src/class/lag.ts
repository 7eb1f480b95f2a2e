import type { LabState, StepState } from './records.ts';
import type { SeatNow } from './room.ts';

/** The step of a lab at which a seat is: the first that is not done. */
export const stepAt = (state: LabState): StepState | undefined =>
  state.steps.find(({ done }) => done === undefined);

/**
 * By how many milliseconds a seat is behind in a lab: since when the step at which it is should be done, if each step
 * takes an equal share of the lab's minutes. Below zero there is time left; a lab that is done has no lag.
 * @param now by the clock of the seat, as all times in `state` are
 * @returns undefined for a lab that was never started
 */
export function lagOf(state: LabState, minutes: number, now: number): number | undefined {
  if (state.started === undefined || state.steps.length === 0) return undefined;
  if (!stepAt(state)) return 0;
  const done = state.steps.filter((step) => step.done !== undefined).length;
  return now - state.started - ((done + 1) / state.steps.length) * minutes * 60_000;
}

/**
 * The time at a seat: attendees' clocks differ by minutes, and a step that fails "since" a time is told by the seat's.
 * @param now by the clock of this page
 */
export const seatTime = ({ beat, heard }: SeatNow, now: number): number =>
  beat && heard !== undefined ? now - heard + beat.at : now;

/** The lab that a seat works at: the one that runs, else the one that has changed last. */
export function labAt(seat: SeatNow): LabState | undefined {
  const running = seat.beat?.lab;
  const states = [...seat.labs.values()];
  return states.find(({ lab }) => lab === running) ?? states.sort((a, b) => b.at - a.at)[0];
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
