import type { Progress } from '../Lab/progress.ts';

/** A lab in the list of all. */
export interface ListedLab {
  /** Names it in the reader's progress. */
  name: string;
  title: string;
  href: string;
  /** The goal that the reader is to reach in the lab. */
  goal: string;
  minutes: number | undefined;
  /** Their names, in order. */
  steps: readonly string[];
}

/** How many steps of a lab the reader has done. */
export const doneIn = ({ name, steps }: ListedLab, progress: Progress): number =>
  steps.filter((step) => progress[`${name}/${step}`]).length;

/** The lab to continue: one that was begun, else the first that was not; none if all are done. */
export function nextLab(labs: readonly ListedLab[], progress: Progress): ListedLab | undefined {
  const left = labs.filter((lab) => doneIn(lab, progress) < lab.steps.length);
  return left.find((lab) => doneIn(lab, progress) > 0) ?? left[0];
}
