import { useCallback, useEffect, useState } from 'react';
import { errorText } from '../../lab/error-text.ts';
import { openShelf, type OnShelf, type Shelf } from './kept-shelf.ts';

const none: OnShelf = { benches: [], unread: [] };
let opened: Promise<Shelf> | undefined;

/** The benches that the browser keeps; no shelf until it is open. */
export function useShelf(): {
  shelf: Shelf | undefined;
  kept: OnShelf;
  /** Why what is kept cannot be read; undefined where it can. */
  failure: string | undefined;
  /** Reads again what is kept. */
  read: () => Promise<void>;
} {
  const [found, setFound] = useState<{ shelf: Shelf; kept: OnShelf; failure?: string }>();
  const read = useCallback(async () => {
    opened ??= openShelf();
    const shelf = await opened;
    try {
      setFound({ shelf, kept: await shelf.list() });
    } catch (error) {
      setFound({ shelf, kept: none, failure: errorText(error) });
    }
  }, []);
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- it is read once it is there
    void read();
  }, [read]);
  return { shelf: found?.shelf, kept: found?.kept ?? none, failure: found?.failure, read };
}
