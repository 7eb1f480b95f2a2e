import { verdict, type Check } from './check.ts';
import { patience, type LabClient } from '../monitoring/client.ts';
import { errorText } from '../error-text.ts';

const utf8 = new TextDecoder();

/** A request is answered by one responder, which is known by the text that it answers with. */
export const answeredBy =
  (client: LabClient, subject: string, responder: string): Check =>
  async () => {
    const seen = await client
      .request(subject, '', patience)
      .then(({ data }) => utf8.decode(data), errorText);
    return verdict(seen === responder, `${subject} is answered by ${responder}`, seen);
  };

/** A request finds nobody who would answer: the server says 503, and says so at once. */
export const unanswered =
  (client: LabClient, subject: string): Check =>
  async () => {
    const seen = await client
      .request(subject, '', patience)
      .then(({ data }) => `answered: ${utf8.decode(data)}`, errorText);
    return verdict(seen === '503', `${subject} has no responders (503)`, seen);
  };
