import { classify } from '../../lab/wire/classify.ts';
import type { WireEvent } from '../../lab/wire/event.ts';
import type { MarkOnMap } from '../Map/index.ts';
import { markKinds } from '../Wire/kinds.ts';

/** What is drawn of a frame on the map: only messages are drawn: interest and keep-alives are for the wire view. */
export function toMark(event: WireEvent): MarkOnMap[] {
  if (event.subject === undefined || event.payload === undefined) return [];
  const kind = markKinds[classify(event).kind];
  if (kind === 'quiet') return [];
  return [{ id: event.seq, link: event.link, from: event.from, kind, label: event.subject }];
}
