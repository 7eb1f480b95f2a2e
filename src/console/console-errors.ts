import { NatsError } from '../nats/nats-client.ts';
import { ApiProblem } from '../lab/monitoring/jetstream-api.ts';
import { errorText } from '../lab/error-text.ts';
import type { Login } from '../lab/topology/topology.ts';
import { Problem } from './problem.ts';

const noServers = 'nats: no servers available for connection';
const refused = 'nats: Authorization Violation';

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
      return noServers;
    case 'AUTHORIZATION_VIOLATION':
      return refused;
    case 'AUTHENTICATION_EXPIRED':
      return 'nats: authentication expired';
    case 'ACCOUNT_EXPIRED':
      return 'nats: account authentication expired';
    case 'AUTHENTICATION_TIMEOUT':
      return 'nats: authentication timeout';
    case 'PERMISSIONS_VIOLATION':
      return `nats: permissions violation: ${error.message.replaceAll("'", '')}`;
    case 'MAX_PAYLOAD_EXCEEDED':
      return 'nats: maximum payload exceeded';
    default:
      return `nats: ${error.message}`;
  }
}

/**
 * Turns the rejection of a connection into a problem with the CLI's words.
 * @param login the one that the line names; absent for the lab's own
 * @throws Problem; the error itself if it is not the NATS client's
 */
export function notConnected(error: unknown, login: Login | undefined): never {
  if (!(error instanceof NatsError)) throw error;
  const words = clientWords(error);
  if (words === noServers) throw new Problem(words, 'Is the server running?');
  if (words === refused) throw new Problem(words, refusedLogin(login));
  throw new Problem(words);
}

function refusedLogin(login: Login | undefined): string {
  if (login === undefined) return 'Log in with --creds, or with --user and --password.';
  if ('creds' in login) return 'The server does not take these credentials.';
  return `The server knows no user ${login.user} with this password.`;
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
