import { useCallback, useEffect, useState } from 'react';
import { linkOfRefusal } from '../../lab/session/refusal-link.ts';
import type { Monitor } from '../../lab/network/monitor-pages.ts';
import type { Refusal } from '../../lab/session/refusals.ts';
import type { LabSession } from '../../lab/session/session.ts';
import type { MarkOnMap } from '../Map/types.ts';
import { entered } from './entered.ts';

/** How long messages are gathered before they are drawn, in milliseconds. */
const moment = 120;

/** How many marks travel at once at the most; the wire view shows what is not drawn. */
const most = 16;

/** Keeps every refusal, so that it can be read, and the newest of the other marks. */
function newest(marks: MarkOnMap[]): MarkOnMap[] {
  const isRefused = ({ kind }: MarkOnMap) => kind === 'refused';
  const moving = marks.filter((mark) => !isRefused(mark)).slice(-most);
  return marks.filter((mark) => isRefused(mark) || moving.includes(mark));
}

/** The messages that are crossing now, as marks on the map, and what to call when one has arrived. */
export function useMarks(session: LabSession): [MarkOnMap[], (id: number) => void] {
  const [marks, setMarks] = useState<MarkOnMap[]>([]);

  useEffect(() => {
    const fresh = entered(session);
    let refusals = session.refusals.get();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const draw = async () => {
      const { toMarks, toRefusedMarks } = await import(/* webpackChunkName: 'wire' */ './marks.ts');
      if (ended) return;
      timer = undefined;
      const now = session.refusals.get();
      const refused = now.filter((each) => !refusals.includes(each));
      refusals = now;
      const add = (drawn: MarkOnMap[]) => {
        if (drawn.length && !ended) setMarks((was) => newest([...was, ...drawn]));
      };
      add(toMarks(fresh(), session.snapshot.get().links));
      if (refused.length) add(toRefusedMarks(await byLink(session, refused)));
    };
    const soon = () => {
      timer ??= setTimeout(() => void draw(), moment);
    };
    const unsubscribe = [session.wire, session.held, session.refusals].map((each) =>
      each.subscribe(soon),
    );
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

/** Groups refusals by their link. A refusal whose link is unknown is told in words alone. */
async function byLink(
  session: LabSession,
  refusals: readonly Refusal[],
): Promise<Map<string, Refusal[]>> {
  const host: Monitor = { monitor: (...query) => session.host.monitor(...query) };
  const groups = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    const key = `${refusal.server} ${refusal.connection}`;
    groups.set(key, [...(groups.get(key) ?? []), refusal]);
  }
  const placed = new Map<string, Refusal[]>();
  for (const group of groups.values()) {
    const link = await linkOfRefusal(group[0]!, session.topology, host).catch(() => undefined);
    if (link) placed.set(link.name, [...(placed.get(link.name) ?? []), ...group]);
  }
  return placed;
}
