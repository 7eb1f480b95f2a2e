import type { Op } from './event.ts';

/** Which dialect a connection speaks. */
export type Protocol = 'leaf' | 'route' | 'client';

/**
 * How the arguments of an operation are laid out. `lead` names the ones that always come first.
 * - `word`: none. `text`: free text. `json`: JSON that may hold secrets.
 * - `interest`: `lead`, then what `tail` names; `tail` comes whole or, if optional, not at all.
 * - `message`: `lead`, then nothing, a reply, or (if `queues`) `+ reply queue…` or `| queue…`; then
 *   the size of the header block (if `sizes` is 2) and the size of header block and payload together.
 * - `opaque`: not NATS protocol at all, and what it is instead.
 */
type Shape =
  | { form: 'word' | 'text' | 'json' }
  | { form: 'interest'; lead: Lead; tail: Tail }
  | { form: 'message'; lead: Lead; sizes: 1 | 2; queues: boolean }
  | { form: 'opaque'; reason: string };

/** The positions of the leading arguments; -1 for one that the operation does not have. */
export interface Lead {
  origin: number;
  account: number;
  subject: number;
  sid: number;
  count: number;
  /** Whether a pinned route leaves the account out. */
  mayLackAccount: boolean;
}

export type Tail = '' | '[queue]' | '[queue weight]' | '[queue] sid' | '[max]';

/** An operation of a protocol: how it begins, and what follows. */
export type Rule = Shape & { op: Op; bytes: Uint8Array };

/** The rules of a protocol by the first byte of the operation, upper case. */
export type Grammar = readonly (readonly Rule[] | undefined)[];

const lead = (...names: ('origin' | 'account' | 'subject' | 'sid')[]): Lead => ({
  origin: names.indexOf('origin'),
  account: names.indexOf('account'),
  subject: names.indexOf('subject'),
  sid: names.indexOf('sid'),
  count: names.length,
  mayLackAccount: names.includes('account') && names.includes('subject'),
});
const interest = (tail: Tail, of: Lead): Shape => ({ form: 'interest', lead: of, tail });
const message = (sizes: 1 | 2, queues: boolean, of: Lead): Shape => ({
  form: 'message',
  lead: of,
  sizes,
  queues,
});

const common: [Op, Shape][] = [
  ['PING', { form: 'word' }],
  ['PONG', { form: 'word' }],
  ['+OK', { form: 'word' }],
  ['-ERR', { form: 'text' }],
  ['INFO', { form: 'json' }],
  ['CONNECT', { form: 'json' }],
];

// nats-server: leafnode.go (processLeafMsgArgs, processLeafSub), route.go (processRoutedMsgArgs,
// processRoutedOriginClusterMsgArgs, processRemoteSub, parseUnsubProto), client.go (processPub, parseSub).
const grammarRules: Record<Protocol, [Op, Shape][]> = {
  leaf: [
    ['LMSG', message(1, true, lead('subject'))],
    ['HMSG', message(2, true, lead('subject'))],
    ['LS+', interest('[queue weight]', lead('subject'))],
    ['LS-', interest('[queue]', lead('subject'))],
  ],
  route: [
    ['RMSG', message(1, true, lead('account', 'subject'))],
    ['HMSG', message(2, true, lead('account', 'subject'))],
    ['LMSG', message(2, true, lead('origin', 'account', 'subject'))],
    ['RS+', interest('[queue weight]', lead('account', 'subject'))],
    ['RS-', interest('[queue]', lead('account', 'subject'))],
    ['LS+', interest('[queue weight]', lead('origin', 'account', 'subject'))],
    ['LS-', interest('[queue]', lead('origin', 'account', 'subject'))],
    ['A+', interest('', lead('account'))],
    ['A-', interest('', lead('account'))],
  ],
  client: [
    ['PUB', message(1, false, lead('subject'))],
    ['HPUB', message(2, false, lead('subject'))],
    ['MSG', message(1, false, lead('subject', 'sid'))],
    ['HMSG', message(2, false, lead('subject', 'sid'))],
    ['SUB', interest('[queue] sid', lead('subject'))],
    ['UNSUB', interest('[max]', lead('sid'))],
  ],
};

/** The first bytes of a connection that cannot be read. */
const opaque: [string, string][] = [
  ['\xff\x06\0\0S2sTwO', 'the connection is compressed (S2); `compression: off` would show it'],
  ['\x16\x03', 'the connection is encrypted (TLS)'],
  ['GET ', 'the connection is a WebSocket'],
  ['HTTP/', 'the connection is a WebSocket'],
];

/** The rules of a protocol. */
export function grammarOf(protocol: Protocol): Grammar {
  const grammar = new Array<Rule[] | undefined>(256).fill(undefined);
  const add = (begins: string, op: Op, shape: Shape) => {
    const bytes = Uint8Array.from(begins, (c) => c.charCodeAt(0));
    (grammar[bytes[0]!] ??= []).push({ ...shape, op, bytes });
  };
  for (const [op, shape] of [...grammarRules[protocol], ...common]) add(op, op, shape);
  for (const [begins, reason] of opaque) add(begins, 'garbage', { form: 'opaque', reason });
  return grammar;
}

const upper = (byte: number) => (byte >= 97 && byte <= 122 ? byte - 32 : byte);
const endsWord = (byte: number) => byte === 32 || byte === 13 || byte === 10 || byte === 9;

/** The rule that the bytes begin with: null if none does, undefined if more bytes must decide. */
export function matchRule(
  grammar: Grammar,
  bytes: Uint8Array,
  start: number,
  end: number,
): Rule | null | undefined {
  const rules = grammar[upper(bytes[start]!)];
  if (!rules) return null;
  let open = false;
  for (const rule of rules) {
    const word = rule.bytes;
    const length = Math.min(word.length, end - start);
    let i = 1;
    while (i < length && upper(bytes[start + i]!) === upper(word[i]!)) i++;
    if (i < length) continue;
    if (i === word.length && rule.form === 'opaque') return rule;
    if (start + i === end) open = true;
    else if (endsWord(bytes[start + i]!)) return rule;
  }
  return open ? undefined : null;
}
