import { useCallback, useState } from 'react';
import { useLabSnapshot } from '../Lab/context.ts';

/**
 * State of one run of the lab: a Reset or another start brings back `initial`. A change that comes
 * late, from an earlier run, is ignored. `initial` must stay the same object.
 */
export function useRunState<T>(initial: T): [T, (change: (was: T) => T) => void] {
  const { run } = useLabSnapshot();
  const [kept, setKept] = useState({ run, value: initial });
  const update = useCallback(
    (change: (was: T) => T) =>
      setKept((was) => {
        if (was.run > run) return was;
        return { run, value: change(was.run === run ? was.value : initial) };
      }),
    [run, initial],
  );
  return [kept.run === run ? kept.value : initial, update];
}
