import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { journeyTime } from './journey.ts';
import type { MarkOnMap } from './types.ts';

/** Calls `onDone` once for each mark, when its journey is over. Unmounting ends all journeys silently. */
export function useJourneys(marks: MarkOnMap[], onDone?: (id: number) => void): void {
  const done = useRef(onDone);
  const [timers] = useState(() => new Map<number, ReturnType<typeof setTimeout>>());
  useEffect(() => {
    done.current = onDone;
  }, [onDone]);
  useEffect(() => {
    const present = new Set(marks.map(({ id }) => id));
    for (const [id, timer] of timers) {
      if (present.has(id)) continue;
      clearTimeout(timer);
      timers.delete(id);
    }
    for (const mark of marks) {
      if (timers.has(mark.id)) continue;
      const end = () => done.current?.(mark.id);
      timers.set(mark.id, setTimeout(end, journeyTime(mark)));
    }
  }, [marks, timers]);
  useEffect(
    () => () => {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
    [timers],
  );
}

const trailLength = 5;

/** A mark with its number in the order in which marks came. */
export interface Stop {
  number: number;
  mark: MarkOnMap;
}

const noStops: Stop[] = [];
const noMarks: MarkOnMap[] = [];

/** The last few marks, numbered: they stay when the marks themselves are gone. Beside them the last quiet one. */
export function useTrail(marks: MarkOnMap[]): { stops: Stop[]; quiet: MarkOnMap | undefined } {
  const [trail, setTrail] = useState(noStops);
  const [quiet, setQuiet] = useState<MarkOnMap>();
  const [previous, setPrevious] = useState(noMarks);
  if (marks !== previous) {
    const fresh = marks.filter(({ id }) => !previous.some((mark) => mark.id === id));
    const first = (trail.at(-1)?.number ?? 0) + 1;
    const stops = fresh
      .filter((mark) => !mark.quiet)
      .map((mark, i) => ({ number: first + i, mark }));
    setPrevious(marks);
    if (stops.length > 0) setTrail([...trail, ...stops].slice(-trailLength));
    const silent = fresh.findLast((mark) => mark.quiet);
    if (silent) setQuiet(silent);
  }
  return { stops: trail, quiet };
}

const reducedMotion = '(prefers-reduced-motion: reduce)';

function subscribe(notify: () => void): () => void {
  const query = matchMedia(reducedMotion);
  query.addEventListener('change', notify);
  return () => query.removeEventListener('change', notify);
}

/** Whether the reader asked for less motion; false while the page is built. */
export const useReducedMotion = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => matchMedia(reducedMotion).matches,
    () => false,
  );
