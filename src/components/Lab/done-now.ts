import { useSyncExternalStore } from 'react';
import { useLab, useLabSnapshot, type PageLab } from './context.ts';
import { tellLab } from './lab-news.ts';
import { done } from './progress.ts';

const none: readonly string[] = [];

/** The steps that were done in this run of the lab, by id. None once its servers are gone. */
export function useDoneNow(): readonly string[] {
  const { doneNow } = useLab();
  const { run, state } = useLabSnapshot();
  const now = useSyncExternalStore(doneNow.subscribe, doneNow.get, doneNow.get);
  return now.run === run && state.type === 'running' ? now.steps : none;
}

/** Notes that the checks of a step have passed: in this run, and in the reader's progress. */
export function noteDone({ doneNow, session, exercise }: PageLab, step: string): void {
  const { run } = session.snapshot.get();
  const now = doneNow.get();
  const steps = now.run === run ? now.steps : none;
  if (!steps.includes(step)) {
    doneNow.set({ run, steps: [...steps, step] });
    const { title } = exercise!.steps.find(({ id }) => id === step)!;
    const left = exercise!.steps.length - steps.length - 1;
    tellLab({ lab: exercise!.name, what: 'done', step, title, left });
  }
  done(exercise!.name, step);
}
