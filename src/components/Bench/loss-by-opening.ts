import { alsoLost, lossByStop } from '../Lab/losses.ts';
import type { Loss } from '../Press/Ask.tsx';
import { presentDesk } from './take-in-context.ts';

/** The question before another bench takes the place of one whose servers run, or that is not kept. */
export const lossByOpening: Loss = {
  question: lossOfBench,
  yes: 'Lose it and open the other',
  no: 'Stay here',
};

/** What goes with the bench that is shown, as a question; undefined where nothing does. */
export async function lossOfBench(): Promise<string | undefined> {
  const lab = presentDesk.get()?.bench.get()?.lab;
  const isRunning = lab?.session.snapshot.get().state.type === 'running';
  const lost = [isRunning ? await lossByStop(lab) : undefined, alsoLost.get()];
  return lost.filter((words) => words !== undefined).join(' ') || undefined;
}
