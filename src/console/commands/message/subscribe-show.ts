import type { MsgHdrs } from '../../../nats/nats-client.ts';
import { outAll, type CommandContext } from '../../command.ts';
import { apart, bodyLines, bodyText, headerLines, toBase64 } from '../../messages.ts';
import { clock, showCount, showGoDuration, showTime } from '../../units.ts';
import type { SubscribeFlags } from './subscribe-flags.ts';

/** A message that a subscription has received. */
export interface Received {
  subject: string;
  reply: string | undefined;
  headers: MsgHdrs | undefined;
  data: Uint8Array;
  /** The pattern that it came by. */
  pattern: string;
  /** Its place in the stream that it comes from. */
  stored?: Stored;
}

export interface Stored {
  stream: string;
  seq: number;
  /** How many are still to come; absent for one that was read directly. */
  pending?: number;
  /** Microseconds since 1970. */
  time: number;
}

/** Writes messages as `subscribe` is asked to. */
export class Shower {
  readonly #context: CommandContext;
  readonly #flags: SubscribeFlags;
  readonly #start = performance.now();

  constructor(context: CommandContext, flags: SubscribeFlags) {
    this.#context = context;
    this.#flags = flags;
  }

  /** @param reply the answer to the message, where replies are matched */
  show(message: Received, number: number, reply?: Received): void {
    const { raw, dump } = this.#flags;
    if (message.reply) this.#context.trace?.(`<<< Reply Subject: ${message.reply}`);
    if (dump !== undefined && dump !== '-') return this.#dump(dump, message, number, reply);
    if (raw) {
      outAll(this.#context, bodyLines(bodyText(message.data)));
      if (reply) outAll(this.#context, bodyText(reply.data).split('\n'));
      return;
    }
    const at = this.#time(message);
    this.#context.out(`[#${number}]${at} ${heading(message)}`);
    if (!this.#flags['subjects-only']) this.#body(message);
    if (!reply) return;
    this.#context.out(`[#${number}]${at} Matched reply on ${JSON.stringify(reply.subject)}`);
    this.#body(reply);
  }

  #body({ headers, data }: Received): void {
    const lines = headerLines(headers);
    outAll(this.#context, lines);
    if (lines.length) this.#context.out('');
    if (!this.#flags['headers-only']) outAll(this.#context, apart(bodyText(data)));
  }

  #time({ stored }: Received): string {
    const now = (performance.timeOrigin + performance.now()) * 1000;
    if (this.#flags.timestamp) return ` @ ${stamp(stored?.time ?? now)}`;
    if (!this.#flags['delta-time']) return '';
    const since = stored ? (now - stored.time) * 1000 : (performance.now() - this.#start) * 1e6;
    return ` @ ${showGoDuration(Math.round(since))}`;
  }

  /** Writes a file of the page for the message, and one for its reply. */
  #dump(folder: string, message: Received, number: number, reply?: Received): void {
    const name = `${folder.replace(/^(\.\/)+|\/+$/g, '')}/${message.stored?.seq ?? number}`;
    const added = {
      [`${name}.json`]: asJson(message),
      ...(reply && { [`${name}_reply.json`]: asJson(reply) }),
    };
    this.#context.files.update((files) => ({ ...files, ...added }));
  }
}

function heading({ subject, reply, stored }: Received): string {
  const plain = `Received on ${JSON.stringify(subject)}`;
  if (!stored) return reply ? `${plain} with reply ${JSON.stringify(reply)}` : plain;
  const { stream, seq, pending, time } = stored;
  const when = `subject: ${subject} / time: ${showTime(new Date(time / 1000))}`;
  return pending === undefined
    ? `Received JetStream message (direct): stream: ${stream} seq ${seq} / ${when}`
    : `Received JetStream message: stream: ${stream} seq: ${showCount(seq)} / pending: ${showCount(pending)} / ${when}`;
}

/** The message as the CLI's Go type for it is written. */
function asJson({ subject, reply = '', headers, data }: Received): Uint8Array<ArrayBuffer> {
  const header = headers
    ? Object.fromEntries(headers.keys().map((key) => [key, headers.values(key)]))
    : null;
  const body = data.length ? toBase64(data) : null;
  const message = { Subject: subject, Reply: reply, Header: header, Data: body, Sub: null };
  return new TextEncoder().encode(JSON.stringify(message));
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Nov 24 04:34:12.267123`, as Go writes a moment. */
function stamp(micros: number): string {
  const date = new Date(micros / 1000);
  const day = String(date.getDate()).padStart(2);
  const part = String(Math.floor(micros % 1e6)).padStart(6, '0');
  return `${months[date.getMonth()]!} ${day} ${clock(date)}.${part}`;
}
