import { startTransition, useEffect, useState } from 'react';

/** The time of this page's clock, told again every so many milliseconds. */
export function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const tick = setInterval(() => startTransition(() => setNow(Date.now())), every);
    return () => clearInterval(tick);
  }, [every]);
  return now;
}
