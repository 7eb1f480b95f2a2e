import { NatsError } from '../nats/nats-client.ts';
import { Problem } from './problem.ts';
import { errorText } from '../lab/error-text.ts';

/** What an error of the NATS client means, in the words of the `nats` CLI. */
export function clientWords(error: unknown): string {
  if (!(error instanceof NatsError)) return errorText(error);
  switch (error.code) {
    case '503':
      return 'nats: no responders available for request';
    case 'TIMEOUT':
      return 'nats: timeout';
    case 'CONNECTION_REFUSED':
    case 'CONNECTION_CLOSED':
    case 'DISCONNECT':
      return 'nats: no servers available for connection. Is the server running?';
    case 'AUTHORIZATION_VIOLATION':
      return 'nats: Authorization Violation. Log in with --user and --password.';
    default:
      return `nats: ${error.message}`;
  }
}

/**
 * Rejects with what a request came to.
 * @param nobody what it means that nobody was there to answer
 */
export function unanswered(error: unknown, nobody?: string): never {
  if (!(error instanceof NatsError)) throw error;
  const help = error.code === '503' && nobody !== undefined ? [nobody] : [];
  throw new Problem(clientWords(error), ...help);
}
