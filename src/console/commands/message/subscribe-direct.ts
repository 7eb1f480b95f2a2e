import { createInbox, headers as newHeaders, type Msg } from '../../../nats/nats-client.ts';
import { Problem } from '../../problem.ts';
import { clock, showDuration } from '../../units.ts';
import type { StreamSubscription } from './subscribe-stream.ts';
import type { Received } from './subscribe-show.ts';
import { pause } from './waiting.ts';

/** How long to wait for more where a stream has been read to its end, in milliseconds. */
const beat = 250;

/** A request to read messages directly; see JetStream's `DIRECT.GET`. */
interface Wanted {
  seq?: number;
  start_time?: string;
  multi_last?: string[];
  batch?: number;
}

/**
 * Reads a stream without a consumer, one message after the other, until it is stopped. As in the CLI a subject
 * selects with --last-per-subject only.
 */
export async function readDirectly(subscription: StreamSubscription): Promise<void> {
  const { context, info, subject, flags, ignored, take, signal } = subscription;
  if (!info.config.allow_direct) {
    throw new Problem(
      `cannot enable direct gets: allow_direct is not set to true for stream ${info.config.name}`,
      `Allow it: nats stream edit ${info.config.name} --allow-direct -f`,
    );
  }
  const shown = subject ?? (info.config.subjects ?? []).join(', ');
  const { where, wanted: first } = beginning(subscription);
  if (where) {
    context.out(
      `${clock()} Subscribing to JetStream Stream (direct) holding messages with subject ${shown} ${where} ${ignored}`,
    );
  }
  let wanted = first;
  while (!signal.aborted) {
    const found = await get(subscription, wanted);
    for (const message of found) if (take(message)) return;
    const next = Math.max(...found.map(({ stored }) => stored!.seq)) + 1;
    if (found.length) wanted = { seq: next, batch: 1 };
    else if (flags['terminate-at-end']) return;
    else await pause(beat, signal);
    if (wanted.start_time) wanted = { seq: info.state.last_seq + 1, batch: 1 };
  }
}

/** Where the flags begin, in the CLI's words. */
function beginning({ info, subject, flags }: StreamSubscription): {
  where: string;
  wanted: Wanted;
} {
  const { first_seq: start, last_seq: last } = info.state;
  const at = (seq: number, where: string) => ({ where, wanted: { seq, batch: 1 } });
  if (flags['start-sequence'])
    return at(flags['start-sequence'], `starting with sequence ${flags['start-sequence']}`);
  if (flags.last) return at(last, 'starting with the last message received');
  if (flags.all) return at(start, 'starting with the first message received');
  if (flags.new) return at(last + 1, 'delivering any new messages received');
  if (flags.since !== undefined) {
    return {
      where: `starting with messages since ${showDuration(flags.since)}`,
      wanted: { start_time: new Date(Date.now() - flags.since / 1e6).toISOString(), batch: 1 },
    };
  }
  if (!flags['last-per-subject']) return at(start, '');
  return {
    where: 'for the last messages for each subject in the Stream',
    wanted: { multi_last: subject === undefined ? ['>'] : [subject] },
  };
}

/** Reads what is wanted; nothing if there is none. */
async function get(
  { context, js, info, signal }: StreamSubscription,
  wanted: Wanted,
): Promise<Received[]> {
  const inbox = createInbox(context.inboxPrefix);
  const found: Received[] = [];
  return new Promise((resolve, reject) => {
    const end = (then: () => void) => {
      clearTimeout(timer);
      subscription.unsubscribe();
      signal.removeEventListener('abort', stop);
      then();
    };
    const stop = () => end(() => resolve([]));
    const timer = setTimeout(
      () => end(() => reject(new Problem('nats: timeout'))),
      context.timeout,
    );
    signal.addEventListener('abort', stop);
    const callback = (error: Error | null, message: Msg) => {
      if (error) return end(() => reject(error));
      const { code = 0, description = '' } = message.headers ?? {};
      if (code === 204 || code === 404) return end(() => resolve(found));
      if (code) return end(() => reject(new Problem(`nats: ${description}`)));
      found.push(received(message));
    };
    const subscription = js.connection.subscribe(inbox, { callback });
    const subject = `${js.prefix}.DIRECT.GET.${info.config.name}`;
    js.connection.publish(subject, JSON.stringify(wanted), { reply: inbox });
  });
}

/** The message, with the place that its headers tell. */
function received({ headers = newHeaders(), data }: Msg): Received {
  const subject = headers.get('Nats-Subject');
  const stored = {
    stream: headers.get('Nats-Stream'),
    seq: Number(headers.last('Nats-Sequence')),
    time: new Date(headers.get('Nats-Time-Stamp')).getTime() * 1000,
  };
  return { subject, reply: undefined, headers, data, pattern: subject, stored };
}
