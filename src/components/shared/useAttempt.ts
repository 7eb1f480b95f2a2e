import { errorText } from '../../lab/error-text.ts';
import { useRunState } from './useRunState.ts';

/** The last act of the reader in this run of the lab: at work, done or failed. */
export type Attempt<T = void> =
  | { type: 'idle' }
  /** `doing` names it. */
  | { type: 'working'; doing: string }
  | { type: 'done'; value: T }
  | { type: 'failed'; why: string };

type Start<T> = (act: () => T | Promise<T>, doing?: string) => void;

const idle = { type: 'idle' } as const;

/**
 * Keeps the state of one act of the reader. A Reset or another start of the lab forgets it. A result that comes late is
 * ignored: from an earlier run, or from an act that another has followed or that was forgotten.
 * @param explain why an act was rejected, in words for the reader
 */
export function useAttempt<T = void>(
  explain?: (error: unknown) => string,
): {
  attempt: Attempt<T>;
  start: Start<T>;
  forget: () => void;
} {
  const [attempt, update] = useRunState<Attempt<T>>(idle);
  return { attempt, start: startWith(update, explain), forget: () => update(() => idle) };
}

/** Answers what starts an act and tells how it goes, as long as no other has followed it. */
export const startWith =
  <T>(
    update: (change: (was: Attempt<T>) => Attempt<T>) => void,
    explain: (error: unknown) => string = errorText,
  ): Start<T> =>
  (act, doing = '') => {
    const working: Attempt<T> = { type: 'working', doing };
    const end = (ended: Attempt<T>) => update((was) => (was === working ? ended : was));
    update(() => working);
    // If the lab does not run, an act may throw before it returns a promise.
    const acted = async () => act();
    acted().then(
      (value) => end({ type: 'done', value }),
      (error: unknown) => end({ type: 'failed', why: explain(error) }),
    );
  };
