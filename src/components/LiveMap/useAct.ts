import { useState } from 'react';
import { errorText } from '../../lab/error-text.ts';

/** What became of the last thing that the reader had done. */
export type Deed =
  | { type: 'none' }
  /** The name of the button that is at work. */
  | { type: 'working'; name: string }
  | { type: 'refused'; text: string };

/** Does one thing at a time, and keeps why it could not be done. */
export function useAct(): [Deed, (name: string, act: () => Promise<void>) => void] {
  const [deed, setDeed] = useState<Deed>({ type: 'none' });
  const perform = (name: string, act: () => Promise<void>) => {
    setDeed({ type: 'working', name });
    act().then(
      () => setDeed({ type: 'none' }),
      (error: unknown) => setDeed({ type: 'refused', text: errorText(error) }),
    );
  };
  return [deed, perform];
}
