import type { LinkState, ServerState } from '../../lab/network/host.ts';
import type { Refusal } from '../../lab/session/refusals.ts';
import type { LabSession, LabSnapshot } from '../../lab/session/session.ts';
import type { WireEvent } from '../../lab/wire/event.ts';
import { isMessage } from '../Map/frame-marks.ts';
import { entered } from './entered.ts';
import { isOwnAct } from './own-act.ts';

/** How often at the most something is said, in milliseconds: a screen reader needs time to say it. */
const pause = 3000;
/**
 * How long to wait after the first event that follows a silence, in milliseconds: events that come
 * together are said together.
 */
const breath = 250;

/**
 * Tells the events of a lab in words: messages, refusals, changes of servers and links. It says one
 * thing at a time, however much happens. Answers the function that ends it.
 */
export function narrate(session: LabSession, say: (words: string) => void): () => void {
  const fresh = entered(session);
  let refused = session.refusals.get();
  let known = session.snapshot.get();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let said = -Infinity;
  const tell = () => {
    timer = undefined;
    const events = fresh();
    const before = refused;
    refused = session.refusals.get();
    const was = known;
    known = session.snapshot.get();
    const sentences = [
      ...changes(was, known),
      ...crossings(events),
      ...refusals(refused.filter((each) => !before.includes(each) && isOwnAct(each))),
    ];
    if (sentences.length === 0) return;
    said = performance.now();
    say(sentences.join(' '));
  };
  const soon = () => {
    timer ??= setTimeout(tell, Math.max(breath, said + pause - performance.now()));
  };
  const told = [session.wire, session.held, session.refusals, session.snapshot];
  const unsubscribe = told.map((each) => each.subscribe(soon));
  return () => {
    clearTimeout(timer);
    unsubscribe.forEach((end) => end());
  };
}

/** How many messages went which way. */
function crossings(events: readonly WireEvent[]): string[] {
  const ways = new Map<string, { count: number; held: boolean; from: string; to: string }>();
  for (const { from, to, held = false } of events.filter(isMessage)) {
    const key = `${from} ${to} ${held}`;
    const count = (ways.get(key)?.count ?? 0) + 1;
    ways.set(key, { count, held, from, to });
  }
  return [...ways.values()].map(({ count, held, from, to }) => {
    const messages = `${count} ${count === 1 ? 'message' : 'messages'}`;
    return held
      ? `${messages} left ${from} for ${to}, and got no further than the cut.`
      : `${messages} crossed from ${from} to ${to}.`;
  });
}

function refusals(fresh: readonly Refusal[]): string[] {
  const last = fresh.at(-1);
  if (!last) return [];
  const more = fresh.length > 1 ? ` And ${fresh.length - 1} more.` : '';
  return [`${last.server} refused ${last.subject}: ${last.rule}.${more}`];
}

/** Says which servers and links have changed while the lab ran. */
function changes(was: LabSnapshot, now: LabSnapshot): string[] {
  if (was.state.type !== 'running' || now.state.type !== 'running') return [];
  const servers = Object.entries(now.servers).filter(
    ([name, { type }]) => was.servers[name]?.type !== type,
  );
  const links = Object.entries(now.links).filter(
    ([name, state]) => linkWords(was.links[name]) !== linkWords(state),
  );
  return [
    ...servers.map(([name, state]) => `${name} ${serverWords(state)}.`),
    ...links.map(([name, state]) => `Link ${name} is ${linkWords(state)}.`),
  ];
}

function serverWords(state: ServerState): string {
  switch (state.type) {
    case 'running':
      return 'runs';
    case 'starting':
      return 'is starting';
    case 'stopped':
      return 'has stopped';
    case 'failed':
      return `has failed: ${state.reason}`;
  }
}

function linkWords(state: LinkState | undefined): string {
  if (state?.type === 'cut') return state.how === 'silent' ? 'cut in silence' : 'cut';
  if (state?.type !== 'up') return 'not connected';
  return state.weather ? 'connected, and slow' : 'connected';
}
