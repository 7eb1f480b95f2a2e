import { startTransition, useEffect, useState } from 'react';

/** How many more rows are drawn at once. */
const step = 40;

/** Draws a long list some rows after the others, so that a page that shows it answers meanwhile. */
export function useGradually<T>(all: readonly T[]): readonly T[] {
  const [count, setCount] = useState(step);
  const isAll = count >= all.length;
  useEffect(() => {
    if (isAll) return;
    const timer = setTimeout(() => startTransition(() => setCount(count + step)), 16);
    return () => clearTimeout(timer);
  }, [count, isAll]);
  return isAll ? all : all.slice(0, count);
}
