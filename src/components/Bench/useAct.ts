import { useState } from 'react';
import { startWith, type Attempt } from '../shared/useAttempt.ts';

/** Keeps the state of one act of the reader that no run of servers takes part in. The last one counts. */
export function useAct<T = void>() {
  const [attempt, update] = useState<Attempt<T>>({ type: 'idle' });
  return { attempt, start: startWith(update) };
}
