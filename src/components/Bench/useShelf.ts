import { useCallback, useEffect, useState } from 'react';
import { openShelf, type KeptBench, type Shelf } from './kept-shelf.ts';

const none: readonly KeptBench[] = [];
let opened: Promise<Shelf> | undefined;

/** The benches that the browser keeps; no shelf until it is open. */
export function useShelf(): {
  shelf: Shelf | undefined;
  benches: readonly KeptBench[];
  /** Reads again what is kept. */
  read: () => Promise<void>;
} {
  const [found, setFound] = useState<{ shelf: Shelf; benches: readonly KeptBench[] }>();
  const read = useCallback(async () => {
    opened ??= openShelf();
    const shelf = await opened;
    setFound({ shelf, benches: await shelf.list().catch(() => none) });
  }, []);
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- it is read once it is there
    void read();
  }, [read]);
  return { shelf: found?.shelf, benches: found?.benches ?? none, read };
}
