import { NatsError } from '../nats/nats-client.ts';
import { ApiProblem } from '../lab/monitoring/jetstream-api.ts';
import { errorText } from '../lab/error-text.ts';
import { Problem } from './problem.ts';

/** Says in the words of the `nats` CLI what an error of the NATS client means. */
export function clientWords(error: unknown): string {
  if (!(error instanceof NatsError)) return errorText(error);
  const refusal = error.api_error;
  if (refusal) return new ApiProblem(refusal).goWords;
  switch (error.code) {
    case '503':
      return 'nats: no responders available for request';
    case 'TIMEOUT':
      return 'nats: timeout';
    // A socket that failed before the server answered: nats.ws has no words for it.
    case 'UNKNOWN_ERROR':
    case 'CONNECTION_REFUSED':
    case 'CONNECTION_CLOSED':
    case 'DISCONNECT':
      return 'nats: no servers available for connection. Is the server running?';
    case 'AUTHORIZATION_VIOLATION':
      return 'nats: Authorization Violation. Log in with --creds, or with --user and --password.';
    default:
      return `nats: ${error.message}`;
  }
}

/**
 * Turns the rejection of a request into a problem with the CLI's words.
 * @param silence help for "no responders"
 * @throws Problem; the error itself if it is not the NATS client's
 */
export function unanswered(error: unknown, silence?: string): never {
  if (!(error instanceof NatsError)) throw error;
  const help = error.code === '503' && silence !== undefined ? [silence] : [];
  throw new Problem(clientWords(error), ...help);
}
