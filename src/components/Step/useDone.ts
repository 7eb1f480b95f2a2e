import { useSyncExternalStore } from 'react';
import { progress } from './progress.ts';

const never = () => false;

/** Whether the reader has done that step, on this device; not so while the page is built. */
export function useDone(lab: string, step: string): boolean {
  const isDone = () => progress.get()[`${lab}/${step}`] !== undefined;
  return useSyncExternalStore(progress.subscribe, isDone, never);
}
