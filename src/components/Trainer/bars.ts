import { lagOf, seatTime, stepsOf, type Lesson } from '../../class/lag.ts';
import type { SeatNow } from '../../class/room.ts';

/** A part of a bar: the time that a step took, or takes. In minutes since the seat began the lab. */
export interface Span {
  /** The number of the step, from 1. */
  number: number;
  step: string;
  from: number;
  to: number;
  done: boolean;
}

/** Help that a seat took, in minutes since it began the lab. */
export interface Help {
  at: number;
  what: 'hint' | 'shown' | 'caught-up';
  step: string;
}

/** How a seat has come through a lab. */
export interface Bar {
  id: string;
  spans: readonly Span[];
  helps: readonly Help[];
  /** How many of how many steps are done. */
  done: number;
  steps: number;
  /** Minutes since it began, or that it took. */
  minutes: number;
  /** By how many minutes it is behind; below zero there is time left. */
  behind: number;
}

/** In minutes, to a tenth: so that a bar is drawn again when it looks different. */
const minutesOf = (milliseconds: number) => Math.max(0, Math.round(milliseconds / 6000) / 10);

/**
 * The bar of a seat for a lab: one span for each step that is done, in the order in which they were, and one for the
 * step at which the seat is.
 * @param now by the clock of this page
 * @returns undefined where the seat has not begun the lab
 */
export function barOf(
  seat: SeatNow,
  lab: string,
  lesson: Lesson | undefined,
  now: number,
): Bar | undefined {
  const state = seat.labs.get(lab);
  if (state?.started === undefined) return undefined;
  const { started } = state;
  const steps = stepsOf(state, lesson?.steps);
  const at = seatTime(seat, now);
  const numbered = steps.map((step, index) => ({ ...step, number: index + 1 }));
  const done = numbered.filter((step) => step.done !== undefined).sort((a, b) => a.done! - b.done!);
  const spans: Span[] = [];
  let from = 0;
  for (const step of done) {
    const to = Math.max(from, minutesOf(step.done! - started));
    spans.push({ number: step.number, step: step.id, from, to, done: true });
    from = to;
  }
  const current = numbered.find((step) => step.done === undefined);
  if (current) {
    // A lab that is stopped stands where it was.
    const to = Math.max(
      from,
      minutesOf((state.running ? Math.max(at, state.at) : state.at) - started),
    );
    spans.push({ number: current.number, step: current.id, from, to, done: false });
    from = to;
  }
  return {
    id: seat.id,
    spans,
    helps: helpsOf(seat, lab, started),
    done: done.length,
    steps: steps.length,
    minutes: from,
    behind: Math.round((lagOf(state, lesson, at) ?? 0) / 60_000),
  };
}

function helpsOf({ events }: SeatNow, lab: string, started: number): Help[] {
  return [...events.values()]
    .flatMap(({ lab: of, what, step, at }) =>
      of === lab && (what === 'hint' || what === 'shown' || what === 'caught-up')
        ? [{ at: minutesOf(at - started), what, step: step ?? '' }]
        : [],
    )
    .sort((a, b) => a.at - b.at);
}

/** Bars as a trainer reads them: who is furthest behind first, and at the end who is done, the quickest last. */
export const byLag = (bars: readonly Bar[]): Bar[] => {
  const isDone = ({ done, steps }: Bar) => done === steps;
  return [...bars].sort(
    (a, b) => Number(isDone(a)) - Number(isDone(b)) || b.behind - a.behind || b.minutes - a.minutes,
  );
};

/**
 * How many minutes the bars of a lab are wide: all that was planned, and more where a seat takes longer. A seat that
 * went to lunch does not make the others too short to read.
 */
export const widthOf = (bars: readonly Bar[], planned: number): number =>
  Math.min(planned * 3, Math.max(planned * 1.1, ...bars.map(({ minutes }) => minutes * 1.02)));

/** Minutes at which an axis of some width has its marks. */
export function ticksOf(width: number): number[] {
  const every = [1, 2, 5, 10, 15, 30, 60, 120].find((step) => width / step <= 8) ?? 240;
  return Array.from({ length: Math.floor(width / every) + 1 }, (_, at) => at * every);
}
