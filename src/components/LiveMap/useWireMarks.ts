import { useCallback, useEffect, useState } from 'react';
import { part } from '../../loading/part.ts';
import { linkOfRefusal } from '../../lab/session/refusal-link.ts';
import type { Monitor } from '../../lab/network/monitor-pages.ts';
import type { Refusal } from '../../lab/session/refusals.ts';
import type { LabSession } from '../../lab/session/session.ts';
import type { MarkOnMap } from '../Map/types.ts';
import { entered } from './entered.ts';
import { isOwnAct } from './own-act.ts';
import { Pairing } from '../../lab/wire/pairing.ts';
import type { WireEvent } from '../../lab/wire/event.ts';

/** How long messages are gathered before they are drawn, in milliseconds. */
const moment = 120;

/** How many marks travel at once at the most; the wire view shows what is not drawn. */
const most = 16;

const loadMarks = part(() => import(/* webpackChunkName: 'wire' */ './marks.ts'));

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
    const pairing = new Pairing(1000);
    const requestOf = ({ seq }: WireEvent) => {
      const request = pairing.requestOf(seq);
      return request === undefined ? undefined : session.wire.find(request);
    };
    let refusals = session.refusals.get();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const draw = async () => {
      // Without a network, what is not drawn waits for the next that crosses.
      const drawing = await loadMarks().catch(() => undefined);
      timer = undefined;
      if (ended || !drawing) return;
      const { toMarks, toRefusedMarks } = drawing;
      const now = session.refusals.get();
      const refused = now.filter((each) => !refusals.includes(each));
      refusals = now;
      const add = (drawn: MarkOnMap[]) => {
        if (drawn.length && !ended) setMarks((was) => newest([...was, ...drawn]));
      };
      const events = fresh();
      for (const event of events) pairing.add(event);
      add(toMarks(events, session.snapshot.get().links, requestOf));
      // Those that answer the reader's own act and those that do not are marks of their own.
      for (const some of [refused.filter((each) => !isOwnAct(each)), refused.filter(isOwnAct)]) {
        if (some.length) add(toRefusedMarks(await byLink(session, some)));
      }
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
