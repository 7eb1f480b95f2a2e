import { useEffect, useRef, useState } from 'react';
import type { Request, Verb } from '../../class/records.ts';
import { errorText } from '../../lab/error-text.ts';
import { useTrainer } from './context.ts';

/** What became of the last thing that was asked of the registrar at one place of the page. */
export interface Wish {
  busy: boolean;
  /** Why it was not done. */
  problem: string;
  /** Asks, and calls `done` once it is done. A second wish waits for none: it is not taken while one is on its way. */
  ask: <V extends Verb>(verb: V, request: Request<V>, done?: (answer: unknown) => void) => void;
}

/** Asks the registrar for a trainer, and keeps why it refused beside what was pressed. */
export function useWish(): Wish {
  const { client } = useTrainer();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);
  const ask: Wish['ask'] = (verb, request, done) => {
    if (busy) return;
    setBusy(true);
    setProblem('');
    client
      .ask(verb, request)
      .then(
        (answer) => {
          if (!gone.current) done?.(answer);
        },
        (error: unknown) => setProblem(errorText(error)),
      )
      .finally(() => setBusy(false));
  };
  return { busy, problem, ask };
}
