import { errorText } from '../lab/error-text.ts';

/** Explains a rejection of the NATS client to a reader. Other errors speak for themselves. */
export function explainError(error: unknown): string {
  const message = errorText(error);
  switch (message) {
    case '503':
      return '503, no responders: no server that this request could reach wants its subject.';
    case 'TIMEOUT':
      return 'No answer in time: somebody wants the subject but did not answer.';
    case 'CONNECTION_CLOSED':
    case 'CONNECTION_REFUSED':
      return 'The server does not take the connection. Is it running?';
    default:
      return message;
  }
}
