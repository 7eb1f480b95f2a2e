import { useState } from 'react';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { errorText } from '../../lab/error-text.ts';

/** What became of the reader's last try to have a server run a configuration. */
export type Outcome =
  | { type: 'none' }
  | { type: 'working'; text: string }
  | { type: 'applied'; text: string }
  /** `text` is the server's own words. */
  | { type: 'refused'; text: string };

const none: Outcome = { type: 'none' };

/** Has a server of the lab run a configuration, and tells what came of it. */
export function useApply(server: string) {
  const { session } = useLab();
  const { run } = useLabSnapshot();
  // What came of it in an earlier run says nothing of this one.
  const [tried, setTried] = useState({ run, outcome: none });

  const attempt = async (doing: string, done: string, act: () => Promise<void>) => {
    const tell = (outcome: Outcome) => setTried({ run, outcome });
    tell({ type: 'working', text: doing });
    try {
      await act();
      tell({ type: 'applied', text: done });
    } catch (error) {
      tell({ type: 'refused', text: errorText(error) });
    }
  };
  return {
    outcome: tried.run === run ? tried.outcome : none,
    apply: (text: string) =>
      attempt('Applying…', `Applied: ${server} runs this configuration.`, () =>
        session.apply(server, text),
      ),
    restart: (text: string) =>
      attempt('Restarting…', `Restarted ${server} with this configuration.`, () =>
        session.restart(server, text),
      ),
  };
}
