import { useState } from 'react';

type State<T> =
  | { type: 'closed' }
  | { type: 'opening' }
  | { type: 'open'; value: T }
  | { type: 'failed'; error: unknown };

/** A part of the page that is fetched when the reader first asks for it. */
export function useOnDemand<T>(load: () => Promise<{ default: T }>) {
  const [state, setState] = useState<State<T>>({ type: 'closed' });
  const [closed, setClosed] = useState(false);
  const open = () => {
    setState({ type: 'opening' });
    load().then(
      (module) => setState({ type: 'open', value: module.default }),
      (error: unknown) => setState({ type: 'failed', error }),
    );
  };
  return {
    value: state.type === 'open' ? state.value : undefined,
    /** Why it did not arrive. */
    failed: state.type === 'failed' ? state.error : undefined,
    /** Whether it has been open, and is no more. */
    closed,
    open,
    close: () => {
      setClosed(true);
      setState({ type: 'closed' });
    },
  };
}
