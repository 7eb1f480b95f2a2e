import { useCallback, useEffect, useState } from 'react';
import type { LabSession } from '../../lab/session.ts';
import type { MarkOnMap } from '../Map/index.ts';

/** How long messages are gathered before they are drawn, in milliseconds. */
const moment = 120;

/** How many marks travel at once at the most; the wire view shows what is not drawn. */
const most = 16;

/** The messages that are crossing now, as marks on the map, and what to call when one has arrived. */
export function useMarks(session: LabSession): [MarkOnMap[], (id: number) => void] {
  const [marks, setMarks] = useState<MarkOnMap[]>([]);

  useEffect(() => {
    let seen = session.wire.last;
    let refusals = session.refusals.get();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const draw = async () => {
      const { toMarks, toRefusedMarks } = await import(/* webpackChunkName: 'wire' */ './marks.ts');
      if (ended) return;
      timer = undefined;
      // A log that was cleared, or that of another run, begins again.
      if (session.wire.last < seen) seen = -1;
      const fresh = session.wire.since(seen);
      seen = fresh.at(-1)?.seq ?? seen;
      const now = session.refusals.get();
      const refused = now.filter((each) => !refusals.includes(each));
      refusals = now;
      const drawn = [...toMarks(fresh), ...toRefusedMarks(refused, session.topology)];
      if (drawn.length) setMarks((was) => [...was, ...drawn].slice(-most));
    };
    const soon = () => {
      timer ??= setTimeout(() => void draw(), moment);
    };
    const unsubscribe = [session.wire.subscribe(soon), session.refusals.subscribe(soon)];
    return () => {
      ended = true;
      clearTimeout(timer);
      unsubscribe.forEach((end) => end());
    };
  }, [session]);

  const onMarkDone = useCallback((id: number) => {
    setMarks((was) => was.filter((mark) => mark.id !== id));
  }, []);
  return [marks, onMarkDone];
}
