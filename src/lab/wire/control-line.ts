import type { Frame } from './event.ts';
import type { Lead, Rule, Tail } from './grammar.ts';
import { redact } from './redact.ts';

/** The largest message that is believed, in bytes: nats-server allows no more. */
export const maxMessage = 64 * 1024 * 1024;

// Starts and ends of the arguments of the current line. Shared, so that a line costs no array. Each
// call of splitArguments overwrites them, so read a line to its end before the next.
const begins: number[] = [];
const ends: number[] = [];

function splitArguments(line: string, from: number): number {
  let count = 0;
  let start = -1;
  for (let i = from; i < line.length; i++) {
    const c = line.charCodeAt(i);
    if (c === 32 || c === 9) {
      if (start >= 0) {
        begins[count] = start;
        ends[count++] = i;
        start = -1;
      }
    } else if (start < 0) {
      start = i;
    }
  }
  if (start >= 0) {
    begins[count] = start;
    ends[count++] = line.length;
  }
  return count;
}

const argument = (line: string, i: number) => line.slice(begins[i], ends[i]);

/** Reads a size as nats-server does: up to nine digits; -1 for anything else. */
function sizeArgument(line: string, at: number): number {
  const end = ends[at]!;
  let n = 0;
  let i = begins[at]!;
  if (end - i > 9) return -1;
  for (; i < end; i++) {
    const digit = line.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    n = n * 10 + digit;
  }
  return n;
}

/**
 * A route that serves one account alone leaves its name out of every line. nats-server pins the
 * system account so, and tells only one of the two ends in its INFO; the first interest tells both.
 */
export interface Pinning {
  pinned: boolean;
  account?: string;
}

/**
 * Reads a control line, given without its line end. `wireSize` is left at 0 for the caller to set.
 * @returns the frame, its body still to come, or what is wrong with the line.
 */
export function readLine(rule: Rule, line: string, pinning: Pinning): Frame | string {
  const frame: Frame = { op: rule.op, line, wireSize: 0, headerSize: 0, payloadSize: 0 };
  switch (rule.form) {
    case 'message':
      return readMessage(frame, rule, splitArguments(line, rule.bytes.length), pinning);
    case 'interest':
      return readInterest(frame, rule, splitArguments(line, rule.bytes.length), pinning);
    case 'json':
      return readJson(frame, rule.bytes.length, pinning);
    default:
      return frame;
  }
}

/** How many leading arguments there are: without the account, all behind it stand one place earlier. */
const leadCount = (at: Lead, { pinned }: Pinning) =>
  at.count - (pinned && at.mayLackAccount ? 1 : 0);

function readLead(frame: Frame, at: Lead, pinning: Pinning): void {
  const gone = at.count - leadCount(at, pinning);
  if (at.subject >= 0) frame.subject = argument(frame.line, at.subject - gone);
  if (at.sid >= 0) frame.sid = argument(frame.line, at.sid);
  if (at.origin >= 0) frame.origin = argument(frame.line, at.origin);
  if (gone) {
    if (pinning.account !== undefined) frame.account = pinning.account;
  } else if (at.account >= 0) {
    frame.account = argument(frame.line, at.account);
  }
}

function readMessage(
  frame: Frame,
  { lead, sizes, queues }: Extract<Rule, { form: 'message' }>,
  count: number,
  pinning: Pinning,
): Frame | string {
  const { line } = frame;
  const first = leadCount(lead, pinning);
  const last = count - sizes;
  if (last < first) return `${frame.op} with too few arguments`;
  const total = sizeArgument(line, count - 1);
  const headerSize = sizes === 2 ? sizeArgument(line, last) : 0;
  if (total < 0 || headerSize < 0) return `${frame.op} with a size that is no number`;
  if (headerSize > total) return `${frame.op} with a header larger than the whole message`;
  if (total > maxMessage) return `${frame.op} of ${total} bytes, more than a server allows`;
  readLead(frame, lead, pinning);
  frame.headerSize = headerSize;
  frame.payloadSize = total - headerSize;
  if (last === first + 1) {
    frame.reply = argument(line, first);
  } else if (last > first) {
    const sign = argument(line, first);
    if (!queues) return `${frame.op} with too many arguments`;
    if (sign !== '+' && sign !== '|') return `${frame.op} without + or | before its queue groups`;
    let next = first + 1;
    if (sign === '+') frame.reply = argument(line, next++);
    frame.queues = [];
    for (; next < last; next++) frame.queues.push(argument(line, next));
  }
  return frame;
}

/** How many arguments each tail can add. */
const tails: Record<Tail, readonly number[]> = {
  '': [0],
  '[queue]': [0, 1],
  '[queue weight]': [0, 2],
  '[queue] sid': [1, 2],
  '[max]': [0, 1],
};

function readInterest(
  frame: Frame,
  { lead, tail }: Extract<Rule, { form: 'interest' }>,
  count: number,
  pinning: Pinning,
): Frame | string {
  const { line } = frame;
  // With or without a queue and its weight: an odd difference means that the account is missing.
  if (lead.mayLackAccount && tail === '[queue weight]' && count > 0) {
    pinning.pinned = (count - lead.count) % 2 !== 0;
  }
  const first = leadCount(lead, pinning);
  if (!tails[tail].includes(count - first)) return `${frame.op} with ${count} arguments`;
  readLead(frame, lead, pinning);
  if (tail === '[queue] sid') {
    if (count > first + 1) frame.queue = argument(line, first);
    frame.sid = argument(line, count - 1);
  } else if (count > first && tail !== '[max]') {
    frame.queue = argument(line, first);
    // The server counts a malformed weight as one member.
    if (tail === '[queue weight]') frame.weight = Math.max(1, sizeArgument(line, first + 1));
  }
  return frame;
}

function readJson(frame: Frame, from: number, pinning: Pinning): Frame | string {
  try {
    const json = JSON.parse(frame.line.slice(from)) as { route_account?: unknown } | null;
    frame.line = `${frame.op} ${JSON.stringify(redact(json))}`;
    if (typeof json?.route_account === 'string') {
      pinning.pinned = true;
      pinning.account = json.route_account;
    }
    return frame;
  } catch {
    // No JSON, or nested too deep to be any that a server sends.
    return `${frame.op} without JSON`;
  }
}
