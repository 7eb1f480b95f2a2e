import type { Refusal } from '../../lab/refusals.ts';
import type { Topology } from '../../lab/topology.ts';
import { classify } from '../../lab/wire/classify.ts';
import type { WireEvent } from '../../lab/wire/event.ts';
import type { MarkOnMap } from '../Map/index.ts';
import { markKinds } from '../Traffic/kinds.ts';

/** How many messages of one kind, on one link one way in a moment, are still drawn one by one. */
const few = 3;

/**
 * What is drawn of frames on the map. Only messages are: interest and keep-alives are for the wire
 * view. Many of a kind in a moment are one mark with their number.
 */
export function toMarks(events: readonly WireEvent[]): MarkOnMap[] {
  const groups = new Map<string, MarkOnMap[]>();
  for (const event of events) {
    if (event.subject === undefined || event.payload === undefined) continue;
    const kind = markKinds[classify(event).kind];
    if (kind === 'quiet') continue;
    const key = `${event.link} ${event.from} ${kind}`;
    const mark = { id: event.seq, link: event.link, from: event.from, kind, label: event.subject };
    groups.set(key, [...(groups.get(key) ?? []), mark]);
  }
  return [...groups.values()].flatMap((marks) =>
    marks.length <= few ? marks : [{ ...marks.at(-1)!, count: marks.length }],
  );
}

/**
 * What is drawn of refusals: one mark a link and moment, at its border. A log does not say on which
 * link something was refused, so those of a server with several are told in words alone.
 */
export function toRefusedMarks(refusals: readonly Refusal[], { links }: Topology): MarkOnMap[] {
  const byLink = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    const [link, another] = links.filter(
      ({ kind, from, to }) => kind === 'leaf' && [from, to].includes(refusal.server),
    );
    if (link && !another) byLink.set(link.name, [...(byLink.get(link.name) ?? []), refusal]);
  }
  return [...byLink].map(([link, [first, ...others]]) => ({
    id: nextRefused(),
    link,
    from: first!.server,
    kind: 'refused',
    label: `${first!.rule}: ${first!.subject}${others.length ? `, and ${others.length} more` : ''}`,
  }));
}

// Below zero, so that it is no message's.
let refused = 0;
const nextRefused = () => --refused;
