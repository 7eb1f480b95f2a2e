import { useState } from 'react';
import { errorText } from '../../lab/error-text.ts';
import type { Attempt } from '../shared/useAttempt.ts';

/** Keeps the state of one act of the reader that no run of servers takes part in. The last one counts. */
export function useAct<T = void>(): {
  attempt: Attempt<T>;
  start: (act: () => T | Promise<T>) => void;
} {
  const [attempt, update] = useState<Attempt<T>>({ type: 'idle' });
  const start = (act: () => T | Promise<T>) => {
    const working: Attempt<T> = { type: 'working', doing: '' };
    const end = (ended: Attempt<T>) => update((was) => (was === working ? ended : was));
    update(working);
    const acted = async () => act();
    acted().then(
      (value) => end({ type: 'done', value }),
      (error: unknown) => end({ type: 'failed', why: errorText(error) }),
    );
  };
  return { attempt, start };
}
