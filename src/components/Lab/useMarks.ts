import { useCallback, useEffect, useState } from 'react';
import type { LabSession } from '../../lab/session.ts';
import { classify } from '../../lab/wire/classify.ts';
import type { WireEvent } from '../../lab/wire/event.ts';
import type { MarkOnMap } from '../Map/index.ts';
import { markKinds } from '../Wire/kinds.ts';

/** How many marks travel at once at the most; the wire view shows what is not drawn. */
const most = 12;

/** The messages that are crossing now, as marks on the map, and what to call when one has arrived. */
export function useMarks(session: LabSession): [MarkOnMap[], (id: number) => void] {
  const [marks, setMarks] = useState<MarkOnMap[]>([]);

  useEffect(() => {
    let seen = -1;
    return session.wire.subscribe(() => {
      const fresh = session.wire.snapshot().events.filter(({ seq }) => seq > seen);
      seen = fresh.at(-1)?.seq ?? seen;
      const drawn = fresh.flatMap(toMark);
      if (drawn.length) setMarks((was) => [...was, ...drawn].slice(-most));
    });
  }, [session]);

  const onMarkDone = useCallback((id: number) => {
    setMarks((was) => was.filter((mark) => mark.id !== id));
  }, []);
  return [marks, onMarkDone];
}

/** Only messages are drawn: interest and keep-alives are for the wire view. */
function toMark(event: WireEvent): MarkOnMap[] {
  if (event.subject === undefined || event.payload === undefined) return [];
  const kind = markKinds[classify(event).kind];
  if (kind === 'quiet') return [];
  return [{ id: event.seq, link: event.link, from: event.from, kind, label: event.subject }];
}
