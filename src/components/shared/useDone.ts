import { useSyncExternalStore } from 'react';
import type { Exercise, ExerciseStep } from '../../lab/exercise/exercise.ts';
import { progress, type Progress } from '../Lab/progress.ts';

const never = () => false;
const nothing: Progress = {};

/** Whether the reader has done that step, on this device; not so while the page is built. */
export function useDone(lab: string, step: string): boolean {
  const isDone = () => progress.get()[`${lab}/${step}`] !== undefined;
  return useSyncExternalStore(progress.subscribe, isDone, never);
}

/** The steps of a lab that the reader has not done, on this device; all of them while the page is built. */
export function useStepsLeft({ name, steps }: Exercise): readonly ExerciseStep[] {
  const done = useSyncExternalStore(progress.subscribe, progress.get, () => nothing);
  return steps.filter(({ id }) => !done[`${name}/${id}`]);
}
