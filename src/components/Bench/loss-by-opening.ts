import { lossByStop } from '../Lab/losses.ts';
import type { Loss } from '../Press/Ask.tsx';
import { presentDesk } from './take-in-context.ts';

/** The question before another bench takes the place of one whose servers run. */
export const lossByOpening: Loss = {
  question: () => {
    const lab = presentDesk.get()?.bench.get()?.lab;
    return lab?.session.snapshot.get().state.type === 'running' ? lossByStop(lab) : undefined;
  },
  yes: 'Stop them and open it',
  no: 'Keep them running',
};
