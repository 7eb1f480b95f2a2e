import type { LinkState } from '../../lab/network/host.ts';
import type { Refusal } from '../../lab/session/refusals.ts';
import type { WireEvent } from '../../lab/wire/event.ts';
import type { MarkOnMap } from '../Map/types.ts';
import { markOf } from '../Map/frame-marks.ts';

/** How many messages of one kind, on one link one way in a moment, are still drawn one by one. */
const few = 3;

/**
 * Draws frames as marks on the map, which take as long as their link is slow. Only messages are:
 * interest and keep-alives are for the wire view. Many of a kind in a moment are one mark with their
 * number.
 */
export function toMarks(
  events: readonly WireEvent[],
  links: Readonly<Record<string, LinkState>>,
): MarkOnMap[] {
  const groups = new Map<string, MarkOnMap[]>();
  for (const event of events) {
    if (event.subject === undefined || event.payload === undefined) continue;
    const kind = markOf(event);
    if (kind === 'quiet') continue;
    const key = `${event.link} ${event.from} ${kind} ${event.held}`;
    const { seq: id, link, from, subject: label } = event;
    const mark = { id, link, from, kind, label, ...courseOf(event, links[link]) };
    groups.set(key, [...(groups.get(key) ?? []), mark]);
  }
  return [...groups.values()].flatMap((marks) =>
    marks.length <= few ? marks : [{ ...marks.at(-1)!, count: marks.length }],
  );
}

/** How long a message is on its way, or whether a silent cut holds it. */
function courseOf({ held }: WireEvent, state?: LinkState): Pick<MarkOnMap, 'takes' | 'held'> {
  if (held) return { held };
  const delay = state?.type === 'up' ? state.weather?.delay : undefined;
  return delay ? { takes: delay } : {};
}

/** Draws refusals, given by the link at which they were: one mark for each link, at its border. */
export function toRefusedMarks(byLink: ReadonlyMap<string, readonly Refusal[]>): MarkOnMap[] {
  return [...byLink].flatMap(([link, all]) => {
    // Said again for each connection, and for each of several subscriptions.
    const refusals = [
      ...new Map(all.map((each) => [`${each.rule} ${each.subject}`, each])).values(),
    ];
    const [first, ...others] = refusals;
    if (!first) return [];
    const more = others.length ? `, and ${others.length} more` : '';
    const label = `${first.rule}: ${first.subject}${more}`;
    return {
      id: nextRefused(),
      link,
      from: first.server,
      kind: 'refused' as const,
      label,
      refusals,
    };
  });
}

// Below zero, so that it is no message's.
let refused = 0;
const nextRefused = () => --refused;
