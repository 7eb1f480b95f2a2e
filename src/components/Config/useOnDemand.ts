import { useState } from 'react';
import { errorText } from '../../lab/error-text.ts';

type State<T> =
  | { type: 'closed' }
  | { type: 'opening' }
  | { type: 'open'; value: T }
  | { type: 'failed'; why: string };

/** A part of the page that is fetched when the reader first asks for it. */
export function useOnDemand<T>(load: () => Promise<{ default: T }>) {
  const [state, setState] = useState<State<T>>({ type: 'closed' });
  const [closed, setClosed] = useState(false);
  const open = () => {
    setState({ type: 'opening' });
    load().then(
      (module) => setState({ type: 'open', value: module.default }),
      (error: unknown) => setState({ type: 'failed', why: errorText(error) }),
    );
  };
  return {
    value: state.type === 'open' ? state.value : undefined,
    /** Why it did not arrive. */
    failed: state.type === 'failed' ? state.why : undefined,
    /** Whether it has been open, and is no more. */
    closed,
    open,
    close: () => {
      setClosed(true);
      setState({ type: 'closed' });
    },
  };
}
