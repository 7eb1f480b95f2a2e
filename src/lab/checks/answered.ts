import { verdict, type Check } from './check.ts';
import type { Requester } from '../network/lab-client.ts';
import { errorText } from '../error-text.ts';

/** How long an answer may take, in milliseconds. */
const patience = { timeout: 2000 };

const utf8 = new TextDecoder();

/** A request is answered by one responder, which is known by the text that it answers with. */
export const answeredBy =
  (client: Requester, subject: string, responder: string): Check =>
  async () => {
    const seen = await client
      .request(subject, '', patience)
      .then(({ data }) => utf8.decode(data), errorText);
    return verdict(seen === responder, `${subject} is answered by ${responder}`, seen);
  };

/** A request finds nobody who would answer: the server says 503, and says so at once. */
export const unanswered =
  (client: Requester, subject: string): Check =>
  async () => {
    const seen = await client
      .request(subject, '', patience)
      .then(({ data }) => `answered: ${utf8.decode(data)}`, errorText);
    return verdict(seen === '503', `${subject} has no responders (503)`, seen);
  };
