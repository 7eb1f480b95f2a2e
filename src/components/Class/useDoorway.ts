import useBaseUrl from '@docusaurus/useBaseUrl';
import { useEffect, useState } from 'react';
import type { Doorway } from '../../class/records.ts';
import { errorText } from '../../lab/error-text.ts';
import { readDoorway } from './enter.ts';

/** The class of the site's address: none, or why it could not be asked for; undefined while it is. */
export type Found = Doorway | 'none' | { failed: string } | undefined;

/** Looks for the class of the site's address, and again on demand. */
export function useDoorway(): { found: Found; again: () => void } {
  const file = useBaseUrl('/class.json');
  const [found, setFound] = useState<Found>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let gone = false;
    const show = (next: Found) => {
      if (!gone) setFound(next);
    };
    readDoorway(file).then(
      (doorway) => show(doorway ?? 'none'),
      (error: unknown) => show({ failed: errorText(error) }),
    );
    return () => {
      gone = true;
    };
  }, [file, attempt]);
  return { found, again: () => setAttempt(attempt + 1) };
}
