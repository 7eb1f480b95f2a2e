import { Problem } from './problem.ts';

// The checks of the CLI's client and of the server, made before anything is sent: nats.ws makes none, and a
// space in a subject would end it on the wire.

const blank = /[ \t\r\n]/;

const invalid = (words: string, ...help: string[]) => new Problem(`nats: ${words}`, ...help);

/**
 * Checks a subject that is published to. Wildcards and empty tokens pass, as they do in the CLI: a server
 * takes them for letters, and delivers to none but a subscription that covers them.
 * @throws Problem with the words of the CLI
 */
export function checkSubject(subject: string): void {
  if (subject === '' || blank.test(subject)) throw invalid('invalid subject');
}

/**
 * Checks a subject that is subscribed to, and the name of its queue group.
 * @throws Problem with the words of the CLI, or of the server
 */
export function checkSubscription(subject: string, queue?: string): void {
  const tokens = subject.split('.');
  if (blank.test(subject) || tokens.includes('')) throw invalid('invalid subject');
  if (tokens.slice(0, -1).includes('>')) {
    throw invalid(
      'Invalid Subject',
      'A > stands for all that follows: it can only be the last token.',
    );
  }
  if (queue !== undefined && blank.test(queue)) throw invalid('invalid queue name');
}

/** Whether all subjects that one stands for are among those of another. */
export function isSubset(subject: string, of: string): boolean {
  const [tokens, wider] = [subject.split('.'), of.split('.')];
  for (const [i, token] of wider.entries()) {
    if (token === '>') return tokens.length > i;
    const own = tokens[i];
    if (own === undefined || own === '>') return false;
    if (token !== '*' && token !== own) return false;
  }
  return tokens.length === wider.length;
}
