import type { LinkState } from '../../lab/network/host.ts';
import type { Refusal } from '../../lab/session/refusals.ts';
import { classify } from '../../lab/wire/classify.ts';
import type { WireEvent } from '../../lab/wire/event.ts';
import { bytes } from '../../lab/wire/wire-words.ts';
import type { MarkOnMap } from '../Map/types.ts';
import { markOf } from '../Map/frame-marks.ts';
import { isOwnAct } from './own-act.ts';

/** How many messages of one kind, on one link one way in a moment, are still drawn one by one. */
const few = 3;

/**
 * Draws frames as marks on the map, which take as long as their link is slow. Only messages are:
 * interest and keep-alives are for the wire view. Many of a kind in a moment are one mark with their
 * number.
 * @param requestOf answers the request that a frame replies to, if it is known
 */
export function toMarks(
  events: readonly WireEvent[],
  links: Readonly<Record<string, LinkState>>,
  requestOf: (event: WireEvent) => WireEvent | undefined = () => undefined,
): MarkOnMap[] {
  const groups = new Map<string, MarkOnMap[]>();
  for (const event of events) {
    if (event.subject === undefined || event.payload === undefined) continue;
    const kind = markOf(event);
    if (kind === 'quiet') continue;
    const key = `${event.link} ${event.from} ${kind} ${event.held}`;
    const { seq: id, link, from, at, subject: label } = event;
    const words = wordsOf(event, requestOf(event));
    const mark = { id, link, from, at, kind, label, words, ...courseOf(event, links[link]) };
    groups.set(key, [...(groups.get(key) ?? []), mark]);
  }
  return [...groups.values()]
    .flatMap((marks) => (marks.length <= few ? marks : [{ ...marks.at(-1)!, count: marks.length }]))
    .sort((a, b) => a.id - b.id);
}

/** A frame in the words of the wire's table; where those begin with the subject, which stands beside them, without it. */
function wordsOf(event: WireEvent, request: WireEvent | undefined): string {
  const { kind, text } = classify(event);
  const size = bytes(event.payloadSize);
  if (kind === 'message' && text.startsWith('Message on ')) return `Message, ${size}`;
  if (kind === 'message' && text.startsWith('Request on ')) return `Request, ${size}`;
  const asked = request && classify(request).kind === 'message' ? request.subject : undefined;
  if (kind === 'reply' && asked) return `Reply to ${asked}, ${size}`;
  return text.replace(/\.$/, '');
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
    const { server: from, at, what, rule } = first;
    const quiet = !refusals.some(isOwnAct);
    const subjects = refusals.length === 1 ? '1 subject' : `${refusals.length} subjects`;
    const words = quiet
      ? `${from} keeps ${subjects} at home, by rule`
      : `${what === 'message' ? 'Not sent on' : 'Interest not told'}: ${rule}`;
    const mark = { id: nextRefused(), link, from, at, kind: 'refused' as const, label, words };
    return { ...mark, refusals, ...(quiet && { quiet }) };
  });
}

// Below zero, so that it is no message's.
let refused = 0;
const nextRefused = () => --refused;
