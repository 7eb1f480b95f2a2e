import type { LogLine } from '../network/host.ts';

/** Why a server did not let something pass. */
export type RefusalRule =
  /** JetStream without a domain, its key-value and its object API do not cross a leaf connection. */
  | 'blocking rule'
  /** A server does not send requests for its own domain to the other side. */
  | 'own domain'
  /** Denied by configuration: `deny_imports`, `deny_exports`, or the permissions of a user. */
  | 'permissions';

/** Something that a server refused to pass on, as it told its own log. */
export interface Refusal {
  server: string;
  /** Milliseconds since the Unix epoch. */
  at: number;
  /** A message that was not sent on, or interest that was not told. */
  what: 'message' | 'interest';
  subject: string;
  rule: RefusalRule;
  /** The id that the server has given to the leaf connection at which it was. */
  connection?: number;
}

/** Lines of leafnode.go and client.go of nats-server 2.15; those that begin with Not are debug lines. */
const lines: [pattern: RegExp, what: Refusal['what']][] = [
  [/Not permitted to deliver to "([^"]+)"/, 'message'],
  [/Publish Violation (?:on|- Subject) "([^"]+)"/, 'message'],
  [/Not permitted to (?:subscribe to|import service|import mapping) "([^"]+)"/, 'interest'],
  [/Permissions Violation for Subscription to "([^"]+)"/, 'interest'],
  [/Subscription Violation on "([^"]+)"/, 'interest'],
];

/**
 * Reads the refusal that a line of a server's log reports, if any. Most refusals are logged at level
 * debug. A message that only a wildcard on the other side asked for is held back without a word in the
 * log.
 * @param domain the JetStream domain of that server, if it has one
 */
export function refusalOf({ server, at, text }: LogLine, domain?: string): Refusal | undefined {
  for (const [pattern, what] of lines) {
    const subject = pattern.exec(text)?.[1];
    if (subject === undefined) continue;
    const [, id] = /\blid(?:_ws)?:(\d+)/.exec(text) ?? [];
    const connection = id === undefined ? {} : { connection: Number(id) };
    return { server, at, what, subject, rule: ruleFor(subject, domain), ...connection };
  }
  return undefined;
}

function ruleFor(subject: string, domain: string | undefined): RefusalRule {
  if (/^\$(JS\.API|KV|OBJ)\./.test(subject)) return 'blocking rule';
  if (domain !== undefined && subject.startsWith(`$JS.${domain}.API.`)) return 'own domain';
  return 'permissions';
}
