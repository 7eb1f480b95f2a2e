import type { Requester } from '../network/lab-client.ts';
import { ApiProblem, apiCode, askJetStream } from './jetstream-api.ts';
import { headersOf, type Headers } from '../wire/event.ts';

/** A message as its stream stores it. */
export interface Stored {
  seq: number;
  subject: string;
  /** When it was stored. */
  time: Date;
  headers: Headers['values'];
  payload: Uint8Array;
}

/** The stream, the subject and the range of sequences to search. */
export interface Search {
  stream: string;
  /** Absent for the JetStream that the client is connected to. */
  domain?: string;
  /** Wildcards as in a subscription. */
  subject: string;
  /** The first and the last sequence that may be among them. */
  first: number;
  last: number;
}

/** How long a message may take, in milliseconds. */
const timeout = 3000;

/** The stream is not there, for this client. */
export class StreamGone extends Error {}

/** A message as the API answers it; bytes are in Base64. */
interface ApiMessage {
  subject: string;
  seq: number;
  hdrs?: string;
  data?: string;
  time: string;
}

/**
 * Answers the newest messages of a stream, the newest first.
 * @throws StreamGone; Error with the server's own description; the client's error if there is no answer
 */
export async function newestOf(
  client: Requester,
  search: Search,
  count: number,
): Promise<Stored[]> {
  const next = (seq: number) => nextFrom(client, search, seq);
  let found: Stored[] = [];
  let last = search.last;
  // Go back from the newest in steps that double: the API does not tell where a subject was last seen.
  for (let step = count; last >= search.first && found.length < count; step *= 2) {
    const first = Math.max(search.first, last - step + 1);
    found = [...(await newestWithin(next, first, last, count - found.length)), ...found];
    last = first - 1;
  }
  return found.reverse();
}

type Next<T> = (seq: number) => Promise<T | undefined>;

/**
 * The newest of a range, the oldest of them first. The range is read upwards, as servers can; where
 * more are in it than wanted, only its upper half is read on.
 * @param next answers the first one from a sequence on
 */
export async function newestWithin<T extends { seq: number }>(
  next: Next<T>,
  first: number,
  last: number,
  count: number,
): Promise<T[]> {
  const found: T[] = [];
  let seq = first;
  while (seq <= last) {
    const message = await next(seq);
    if (!message || message.seq > last) return found;
    if (found.length === count) break;
    found.push(message);
    seq = message.seq + 1;
  }
  if (seq > last) return found;
  const middle = Math.ceil((seq + last) / 2);
  const upper = await newestWithin(next, middle, last, count);
  const lower =
    upper.length < count ? await newestWithin(next, seq, middle - 1, count - upper.length) : [];
  const missing = count - lower.length - upper.length;
  return [...(missing > 0 ? found.slice(-missing) : []), ...lower, ...upper];
}

async function nextFrom(
  client: Requester,
  { stream, domain, subject }: Search,
  seq: number,
): Promise<Stored | undefined> {
  return storedMessage(client, { stream, domain }, { seq, next_by_subj: subject }).catch(
    (error: unknown) => {
      if (error instanceof ApiProblem && error.code === apiCode.streamNotFound) {
        throw new StreamGone(error.message);
      }
      throw error;
    },
  );
}

/**
 * Answers one message of a stream; undefined if there is no such message.
 * @param asked as STREAM.MSG.GET has it, such as `{ last_by_subj: 'orders.7' }`
 * @throws ApiProblem if the server refuses; the client's error if there is no answer
 */
export async function storedMessage(
  client: Requester,
  { stream, domain }: { stream: string; domain?: string | undefined },
  asked: { seq?: number; next_by_subj?: string; last_by_subj?: string },
): Promise<Stored | undefined> {
  const options = { body: asked, domain, timeout };
  const answer = await askJetStream<{ message: ApiMessage }>(
    client,
    `STREAM.MSG.GET.${stream}`,
    options,
  ).catch((error: unknown) => {
    if (error instanceof ApiProblem && error.code === apiCode.messageNotFound) return undefined;
    throw error;
  });
  if (!answer) return undefined;
  const { message } = answer;
  const headers = bytesOf(message.hdrs);
  return {
    seq: message.seq,
    subject: message.subject,
    time: new Date(message.time),
    headers: headersOf({ headers, headerSize: headers.length }).values,
    payload: bytesOf(message.data),
  };
}

/** The value of a header of a message; undefined without it. */
export const headerOf = ({ headers }: Stored, name: string): string | undefined =>
  headers.find(([each]) => each === name)?.[1];

/** How often each subject of a stream that matches a filter is stored, asked of the client's own JetStream. */
export async function subjectsOf(
  client: Requester,
  stream: string,
  filter: string,
): Promise<Record<string, number>> {
  const { state } = await askJetStream<{ state: { subjects?: Record<string, number> } }>(
    client,
    `STREAM.INFO.${stream}`,
    { body: { subjects_filter: filter } },
  );
  return state.subjects ?? {};
}

const bytesOf = (base64 = '') => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
