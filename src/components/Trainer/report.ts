import { stepsOf, type Lesson } from '../../class/lag.ts';
import type { LabState } from '../../class/records.ts';

/** What one attendee did in a lab. */
export interface LabReport {
  lab: string;
  steps: { id: string; done: number | undefined; hints: number; shown: boolean }[];
  /** How many steps are done. */
  done: number;
  /** Minutes from the start to the last step that is done. */
  minutes: number | undefined;
}

/** What an attendee did, lab by lab in the order in which they were begun. */
export const reportOf = (
  labs: Iterable<LabState>,
  lessons: ReadonlyMap<string, Lesson>,
): LabReport[] =>
  [...labs]
    .sort((a, b) => (a.started ?? a.at) - (b.started ?? b.at))
    .map((state) => {
      const steps = stepsOf(state, lessons.get(state.lab)?.steps).map(
        ({ id, done, hints, shown }) => ({ id, done, hints, shown }),
      );
      const times = steps.flatMap(({ done }) => done ?? []);
      const took =
        times.length > 0 && state.started !== undefined
          ? Math.max(0, Math.round((Math.max(...times) - state.started) / 60_000))
          : undefined;
      return { lab: state.lab, steps, done: times.length, minutes: took };
    });
