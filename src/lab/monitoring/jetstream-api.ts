import type { Requester } from '../network/lab-client.ts';

/** JetStream's own codes of errors that are told apart here. */
export const apiCode = {
  consumerNotFound: 10014,
  messageNotFound: 10037,
  nameInUse: 10058,
  streamNotFound: 10059,
  /** Of a stream of one replica and of more. */
  wrongLastSequence: [10071, 10164],
} as const;

/** A refusal by a JetStream API, with the server's own description as its message. */
export class ApiProblem extends Error {
  /** JetStream's own code, such as 10059. */
  readonly code: number;
  /** The refusal in the words of NATS' Go client. */
  readonly goWords: string;

  constructor({ description, code = 0, err_code = 0 }: ApiErrorBody) {
    super(description);
    this.code = err_code;
    const words = ownWords.get(err_code) ?? description;
    this.goWords = `nats: API error: code=${code} err_code=${err_code} description=${words}`;
  }
}

/** The Go client's own words for a refusal, by its code. */
const ownWords = new Map([
  [10058, 'stream name already in use'],
  [10039, 'jetstream not enabled for account'],
  [10076, 'jetstream not enabled'],
]);

interface ApiErrorBody {
  description: string;
  code?: number;
  err_code?: number;
}

/** How a JetStream API is asked. */
export interface AskOptions {
  /** The request, as the API's own JSON. */
  body?: object;
  /** Absent for the JetStream that the client's own server or account leads to. */
  domain?: string | undefined;
  /** How long the answer may take, in milliseconds. */
  timeout?: number;
}

/** Begins the subjects of the API of a domain, such as `$JS.leaf.API`. */
export const apiPrefix = (domain: string | undefined): string =>
  domain === undefined ? '$JS.API' : `$JS.${domain}.API`;

/**
 * Reads an answer of a JetStream API, or the acknowledgement of a stream.
 * @throws ApiProblem if it refuses; SyntaxError if the answer is not JetStream's
 */
export function readAnswer(data: Uint8Array): object {
  const answer = JSON.parse(new TextDecoder().decode(data)) as { error?: ApiErrorBody };
  if (answer.error) throw new ApiProblem(answer.error);
  return answer;
}

/**
 * Asks a JetStream API.
 * @param request such as `STREAM.INFO.ORDERS`
 * @throws ApiProblem if the server refuses; the client's error if there is no answer
 */
export async function askJetStream<T extends object>(
  client: Requester,
  request: string,
  { body, domain, timeout = 2000 }: AskOptions = {},
): Promise<T> {
  const payload = body ? JSON.stringify(body) : '';
  const { data } = await client.request(`${apiPrefix(domain)}.${request}`, payload, { timeout });
  return readAnswer(data) as T;
}
