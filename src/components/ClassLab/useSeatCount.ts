import useBaseUrl from '@docusaurus/useBaseUrl';
import { useEffect, useState } from 'react';
import { part } from '../../loading/part.ts';

const loadCount = part(() => import('./seat-count.ts'));

/** The number of the last seat of the class, where this browser leads one; undefined while it is not known. */
export function useSeatCount(): number | undefined {
  const file = useBaseUrl('/class.json');
  const [count, setCount] = useState<number>();
  useEffect(() => {
    let end = () => {};
    let gone = false;
    const watch = async () => {
      const { watchSeatCount } = await loadCount();
      const close = await watchSeatCount(file, setCount);
      if (gone) close();
      else end = close;
    };
    // Without a class, or out of its network, the reader counts.
    watch().catch(() => {});
    return () => {
      gone = true;
      end();
    };
  }, [file]);
  return count;
}
