import { deliveryOf } from './ack.ts';
import type { Delivery } from './ack.ts';
import { headersOf } from './event.ts';
import type { Frame, Headers, Op } from './event.ts';
import { replySays } from './reply.ts';
import { meaningOf } from './subjects.ts';
import type { Kind } from './subjects.ts';
import { bytes, clip } from './wire-words.ts';

export type { Kind };

/** The kind of a frame, and one sentence about it. */
export interface Classified {
  kind: Kind;
  text: string;
}

/** The longest sentence, in characters. */
const longest = 120;

const utf8 = new TextDecoder();

const interest = { kind: 'interest', begins: 'Interest: the sending side wants ' } as const;
const noInterest = {
  kind: 'no-interest',
  begins: 'Interest ends: ',
} as const;

const readers: Record<Op, (frame: Frame) => Classified> = {
  INFO: info,
  CONNECT: connect,
  PING: () => ({ kind: 'keepalive', text: 'Keepalive: are you still there?' }),
  PONG: () => ({ kind: 'keepalive', text: 'Keepalive: yes, still here.' }),
  '+OK': () => ({ kind: 'keepalive', text: 'The last operation was accepted.' }),
  '-ERR': ({ line }) => ({ kind: 'error', text: `Error: ${line.slice(5).trim()}` }),
  'LS+': (frame) => interestIn(frame, interest),
  'RS+': (frame) => interestIn(frame, interest),
  SUB: (frame) => interestIn(frame, interest),
  'A+': (frame) => interestIn(frame, interest),
  'LS-': (frame) => interestIn(frame, noInterest),
  'RS-': (frame) => interestIn(frame, noInterest),
  UNSUB: (frame) => interestIn(frame, noInterest),
  'A-': (frame) => interestIn(frame, noInterest),
  LMSG: message,
  RMSG: message,
  HMSG: message,
  MSG: message,
  PUB: message,
  HPUB: message,
  garbage: ({ reason = '' }) => ({ kind: 'garbage', text: `Not readable: ${reason}` }),
};

/** The frames that have been classified. Filters, rows and the map ask about the same ones. */
const known = new WeakMap<Frame, Classified>();

/** Says what a frame is about, for someone who is new to it. Works it out once for each frame. */
export function classify(frame: Frame): Classified {
  let classified = known.get(frame);
  if (!classified) {
    const { kind, text } = readers[frame.op](frame);
    known.set(frame, (classified = { kind, text: clip(text, longest) }));
  }
  return classified;
}

function info({ line }: Frame): Classified {
  const { server_name: name, version, domain, compression } = jsonOf(line);
  // The dialling end of a leaf link sends an INFO for the sake of compression alone.
  const text = name
    ? `server ${clip(name, 30)} (nats-server ${version}${inDomain(domain)}) says hello.`
    : `the sending side asks for compression ${clip(compression ?? '?', 20)}.`;
  return { kind: 'handshake', text: `Handshake: ${text}` };
}

function connect({ line }: Frame): Classified {
  const { name, domain, cluster, lang, server_id: serverId } = jsonOf(line);
  let who = `a client (${clip(lang ?? name ?? '?', 30)})`;
  if (serverId) who = `leaf node ${clip(name ?? '?', 30)}`;
  else if (cluster) who = `a server of cluster ${clip(cluster, 30)}`;
  return { kind: 'handshake', text: `Handshake: ${who} connects${inDomain(domain)}.` };
}

const inDomain = (domain?: string) => (domain ? `, JetStream domain ${clip(domain, 24)}` : '');

/** The text values in the JSON of an INFO or CONNECT. */
function jsonOf(line: string): Record<string, string | undefined> {
  try {
    const values = JSON.parse(line.slice(line.indexOf('{'))) as object;
    return Object.fromEntries(Object.entries(values).filter(([, v]) => typeof v === 'string'));
  } catch {
    return {};
  }
}

function interestIn(
  { subject, account, sid, queue, weight }: Frame,
  { kind, begins }: { kind: Kind; begins: string },
): Classified {
  if (subject === undefined) {
    const what = account === undefined ? `subscription ${sid}` : `account ${account}`;
    return { kind, text: `${begins}${clip(what, 40)}.` };
  }
  const meaning = meaningOf(subject);
  if (meaning?.kind === 'loop-probe') {
    return {
      kind: 'loop-probe',
      text:
        kind === 'interest'
          ? 'Loop probe: a server that gets its own probe back knows that its links form a loop.'
          : 'Loop probe taken back.',
    };
  }
  const means = meaning ? `, ${fill(meaning.means, meaning.names)}` : '';
  const members = weight ? ` (${weight} member${weight === 1 ? '' : 's'})` : '';
  const group = queue ? `, for queue group ${clip(queue, 20)}${members}` : '';
  return { kind, text: `${begins}${clip(subject, 32)}${means}${group}.` };
}

function message(frame: Frame): Classified {
  const { subject = '', reply } = frame;
  const headers = headersOf(frame);
  if (headers.status?.startsWith('100')) return control(subject, headers);
  const meaning = meaningOf(subject);
  const delivery = deliveryOf(reply);
  if (delivery) return delivered(subject, delivery, meaning?.kind);
  if (!meaning) return { kind: 'message', text: plain(frame) };
  const { kind, says, names } = meaning;
  if (kind === 'ack') return { kind, text: acknowledged(frame) ?? fill(says, names) };
  if (kind === 'reply') return { kind, text: replySays(frame, headers) };
  if (kind === 'replication-control') {
    const about = replySays(frame, headers);
    return {
      kind,
      text: `For a mirror or sourcing stream: ${about[0]!.toLowerCase()}${about.slice(1)}`,
    };
  }
  return { kind, text: fill(says, { ...names, ...facts(frame, headers) }) };
}

/** A status of 100: not a message to the subscriber, but word from its consumer. */
function control(subject: string, { status, values }: Headers): Classified {
  if (status !== '100 Idle Heartbeat') {
    return {
      kind: 'flow-control',
      text: 'Flow control: the consumer sends no more until the receiver has answered.',
    };
  }
  const last = values.find(([name]) => name === 'Nats-Last-Stream')?.[1];
  const of = last ? `; the last message had number ${last}` : '';
  return { kind: 'heartbeat', text: `Idle heartbeat${toWhom(subject)}: nothing new${of}.` };
}

function toWhom(subject: string): string {
  if (subject.startsWith('$JS.M.')) return ' to a mirror';
  return subject.startsWith('$JS.S.') ? ' to a sourcing stream' : '';
}

/** From 2.14 the consumers of mirrors and sources have names of this form. */
const replicates = /^JS_(MIRROR|SRC)_/;

function delivered(
  travelsOn: string,
  { stream, consumer, streamSeq, pending, subject = travelsOn }: Delivery,
  kind: Kind | undefined,
): Classified {
  const what = `message ${streamSeq} of stream ${clip(stream, 24)}`;
  const role = replicates.exec(consumer)?.[1];
  if (role || kind === 'replication') {
    const to = toWhom(travelsOn) || (role === 'MIRROR' ? ' to a mirror' : ' to a sourcing stream');
    const rest = `(${clip(subject, 24)}), ${pending} more to come`;
    return { kind: 'replication', text: `Delivery${to}: ${what} ${rest}.` };
  }
  return {
    kind: kind === 'reply' ? 'reply' : 'message',
    text: `Delivery to consumer ${clip(consumer, 24)}: ${what} (${clip(subject, 24)}).`,
  };
}

/** The meaning of each acknowledgement for its message; an empty one is `+ACK`. */
const acks: ReadonlyMap<string, string> = new Map([
  ['', 'is done'],
  ['+ACK', 'is done'],
  ['-NAK', 'is to come again'],
  ['+WPI', 'is being worked on'],
  ['+TERM', 'is not to come again'],
  ['+NXT', 'is done, and the next is wanted'],
]);

function acknowledged({ subject, payload }: Frame): string | undefined {
  const delivery = deliveryOf(subject);
  if (!delivery) return undefined;
  const word = utf8.decode(payload?.subarray(0, 5)).split(/[\s{]/)[0]!;
  const { stream, consumer, streamSeq } = delivery;
  const what = `message ${streamSeq} of stream ${clip(stream, 24)} ${acks.get(word) ?? 'is answered'}`;
  return `Acknowledgement to consumer ${clip(consumer, 24)}: ${what}.`;
}

const kvOperations: ReadonlyMap<string, string> = new Map([
  ['DEL', 'Delete'],
  ['PURGE', 'Purge'],
]);

function facts({ payloadSize }: Frame, { values }: Headers): Record<string, string> {
  const operation = values.find(([name]) => name === 'KV-Operation')?.[1] ?? '';
  return { bytes: bytes(payloadSize), operation: kvOperations.get(operation) ?? 'Write' };
}

function plain({ subject = '', reply, queues, payloadSize }: Frame): string {
  const groups = queues?.length
    ? `, for queue group${queues.length === 1 ? '' : 's'} ${clip(queues.join(', '), 20)}`
    : '';
  const answer = reply ? `; the answer goes to ${clip(reply, 20)}` : '';
  const what = reply ? 'Request' : 'Message';
  return `${what} on ${clip(subject, 32)}, ${bytes(payloadSize)}${groups}${answer}.`;
}

/** Puts names into a template, each no longer than fits a sentence. */
function fill(template: string, names: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => clip(names[name] ?? '', 24));
}
