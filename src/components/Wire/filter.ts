import type { Refusal } from '../../lab/session/refusals.ts';
import { deliveryOf } from '../../lab/wire/ack.ts';
import type { WireEvent } from '../../lab/wire/event.ts';
import { matches } from '../../lab/wire/interest.ts';
import { markWords, type MarkKind } from '../Map/mark-kinds.ts';
import { markOf, upkeep } from '../Map/frame-marks.ts';

/** A link, or one direction of it. */
export interface Way {
  link: string;
  ends: readonly [string, string];
  /** The server whose frames are wanted; both directions without it. */
  from?: string;
}

/** Which frames are shown. */
export interface Filter {
  classes: ReadonlySet<MarkKind>;
  way?: Way | undefined;
  /** A subject with the wildcards of NATS. */
  subject?: string | undefined;
}

/** All classes, in the order in which they are offered. */
export const markClasses = Object.keys(markWords) as MarkKind[];

/** Shows what carries a message, and what was refused. */
export const messageClasses: Filter = {
  classes: new Set(markClasses.filter((kind) => !upkeep.includes(kind))),
};

/** The filter that lets every frame through. */
export const everything: Filter = { classes: new Set(markClasses) };

/** Whether a filter lets a frame through. A delivery has the subject it was stored under, too. */
export function passes(event: WireEvent, { classes, way, subject }: Filter): boolean {
  if (way && (event.link !== way.link || event.from !== (way.from ?? event.from))) return false;
  if (subject !== undefined && !subjectsOf(event).some((each) => matches(subject, each))) {
    return false;
  }
  return classes.has(markOf(event));
}

function subjectsOf({ subject, reply }: WireEvent): string[] {
  const stored = deliveryOf(reply)?.subject;
  return [subject, stored].filter((each) => each !== undefined);
}

/** Whether a filter lets a refusal through. A log names no link: those of either end count. */
export function passesRefusal(refusal: Refusal, { classes, way, subject }: Filter): boolean {
  if (!classes.has('refused')) return false;
  if (way && !(way.from ? way.from === refusal.server : way.ends.includes(refusal.server))) {
    return false;
  }
  return subject === undefined || matches(subject, refusal.subject);
}

/**
 * Reads a subject to filter by, or answers the mistake in it and its remedy. An empty text is no
 * filter.
 */
export function parseSubject(text: string): { subject?: string } | { error: string } {
  const subject = text.trim();
  if (subject === '') return {};
  if (/\s/.test(subject)) return { error: 'A subject has no spaces. Put dots between its tokens.' };
  const tokens = subject.split('.');
  if (tokens.at(-1) === '') {
    return { error: `A subject does not end with a dot. Write ${subject}> for all below it.` };
  }
  if (tokens.includes('')) {
    return { error: 'A token is empty: between two dots, or before the first. Take one dot away.' };
  }
  const end = tokens.indexOf('>');
  if (end >= 0 && end < tokens.length - 1) {
    return {
      error: `> stands only at the end. Write ${tokens.slice(0, end + 1).join('.')}, or * for one token.`,
    };
  }
  const mixed = tokens.find((token) => token.length > 1 && /[*>]/.test(token));
  if (mixed !== undefined) {
    const wild = mixed.includes('*') ? '*' : '>';
    return { error: `${wild} stands for whole tokens. Write ${wild} in place of ${mixed}.` };
  }
  return { subject };
}
