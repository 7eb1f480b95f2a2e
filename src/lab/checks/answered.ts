import { errorText } from '../error-text.ts';
import { verdict, type Check } from './check.ts';

/** How long an answer may take, in milliseconds. */
const patience = { timeout: 2000 };

const utf8 = new TextDecoder();

/** A request at a server is answered by one responder, which is known by the text that it answers with. */
export const answeredBy =
  (server: string, subject: string, responder: string): Check =>
  async ({ connect }) => {
    const client = await connect(server);
    const seen = await client
      .request(subject, '', patience)
      .then(({ data }) => utf8.decode(data), errorText);
    return verdict(seen === responder, `${subject} is answered by ${responder}`, seen);
  };

/** A request at a server has no responders: the server answers 503 at once. */
export const unanswered =
  (server: string, subject: string): Check =>
  async ({ connect }) => {
    const client = await connect(server);
    const seen = await client
      .request(subject, '', patience)
      .then(({ data }) => `answered: ${utf8.decode(data)}`, errorText);
    return verdict(seen === '503', `${subject} has no responders (503)`, seen);
  };
