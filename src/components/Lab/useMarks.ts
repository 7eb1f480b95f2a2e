import { useCallback, useEffect, useState } from 'react';
import type { LabSession } from '../../lab/session.ts';
import type { MarkOnMap } from '../Map/index.ts';

/** How many marks travel at once at the most; the wire view shows what is not drawn. */
const most = 12;

/** The messages that are crossing now, as marks on the map, and what to call when one has arrived. */
export function useMarks(session: LabSession): [MarkOnMap[], (id: number) => void] {
  const [marks, setMarks] = useState<MarkOnMap[]>([]);

  useEffect(() => {
    let seen = -1;
    const draw = async () => {
      const { toMark } = await import(/* webpackChunkName: 'wire' */ './marks.ts');
      const fresh = session.wire.snapshot().events.filter(({ seq }) => seq > seen);
      seen = fresh.at(-1)?.seq ?? seen;
      const drawn = fresh.flatMap(toMark);
      if (drawn.length) setMarks((was) => [...was, ...drawn].slice(-most));
    };
    return session.wire.subscribe(() => void draw());
  }, [session]);

  const onMarkDone = useCallback((id: number) => {
    setMarks((was) => was.filter((mark) => mark.id !== id));
  }, []);
  return [marks, onMarkDone];
}
