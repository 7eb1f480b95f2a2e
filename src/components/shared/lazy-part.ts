import { createElement, lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react';
import { part } from '../../loading/part.ts';
import Fence from './Fence.tsx';

/**
 * Makes a component of one that is loaded when it is first shown, or once servers run. If it does not arrive, the page
 * says so in its place, and asks again.
 * Its `fallback` is shown until it is there, and `instead` below the words if it fails.
 * @param what its name there, as the beginning of a sentence; undefined where there is no room for words
 */
export function lazyPart<Props extends object>(
  what: string | undefined,
  load: () => Promise<{ default: ComponentType<Props> }>,
): (props: Props & { fallback?: ReactNode; instead?: ReactNode }) => ReactNode {
  const ask = part(load);
  // React keeps the failure of a lazy component, so the next attempt takes another one.
  const fresh = () =>
    lazy(() =>
      ask().catch((error: unknown) => {
        latest = fresh();
        throw error;
      }),
    ) as unknown as ComponentType<object>;
  let latest: ComponentType<object> = fresh();
  return function Part({ fallback, instead, ...props }) {
    const [loaded, setLoaded] = useState({ Loaded: latest });
    const shown = createElement(loaded.Loaded, props);
    return createElement(
      Fence,
      { what, instead, onRetry: () => setLoaded({ Loaded: latest }) },
      createElement(Suspense, { fallback }, shown),
    );
  };
}
