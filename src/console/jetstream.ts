import type { NatsConnection } from '../nats/connect.ts';
import type { MsgHdrs } from '../nats/nats-client.ts';
import { unanswered } from './console-errors.ts';
import { Problem } from './problem.ts';
import { clock } from './units.ts';

/** What a server's JetStream API said no with. */
export class ApiProblem extends Problem {
  /** JetStream's own code, such as 10059. */
  readonly code: number;

  constructor({ description, err_code = 0 }: ApiErrorBody) {
    super(`${description} (${err_code})`);
    this.code = err_code;
  }
}

/** Codes of JetStream that commands have words of their own for. */
export const apiCode = { streamNotFound: 10059, messageNotFound: 10037, nameInUse: 10058 } as const;

interface ApiErrorBody {
  description: string;
  err_code?: number;
}

interface Options {
  /** Absent for the JetStream that the connection's own server or account leads to. */
  domain: string | undefined;
  /** Milliseconds. */
  timeout: number;
  /** Told each line of what is asked and answered. */
  trace: ((line: string) => void) | undefined;
}

const utf8 = new TextDecoder();

/** The JetStream API, asked by its subjects: what it answers is shown, whatever it is. */
export class JetStream {
  readonly connection: NatsConnection;
  readonly domain: string | undefined;
  readonly #options: Options;

  constructor(connection: NatsConnection, options: Options) {
    this.connection = connection;
    this.domain = options.domain;
    this.#options = options;
  }

  /** What API subjects begin with, such as `$JS.leaf.API`. */
  get prefix(): string {
    return apiPrefix(this.domain);
  }

  /** nats.ws's options for the same domain. */
  get options(): { domain?: string; timeout: number } {
    const { domain, timeout } = this.#options;
    return { timeout, ...(domain !== undefined && { domain }) };
  }

  /**
   * Asks the API.
   * @param request such as `STREAM.INFO.ORDERS`
   * @throws ApiProblem with the server's description; Problem if nobody answers
   */
  async ask<T>(request: string, body?: object): Promise<T> {
    const { domain } = this;
    const nobody =
      domain === undefined
        ? 'No JetStream can be reached from this server.'
        : `No JetStream that can be reached from this server has the domain ${domain}.`;
    return this.#request<T>(`${this.prefix}.${request}`, body ? JSON.stringify(body) : '', nobody);
  }

  /** Publishes what a stream is to store, and answers the stream's acknowledgement. */
  async publish<T>(subject: string, payload: Uint8Array, headers?: MsgHdrs): Promise<T> {
    return this.#request<T>(subject, payload, `No stream takes the subject ${subject}.`, headers);
  }

  async #request<T>(
    subject: string,
    payload: string | Uint8Array,
    nobody: string,
    headers?: MsgHdrs,
  ): Promise<T> {
    const { timeout, trace } = this.#options;
    trace?.(`${clock()} >>> ${subject}`);
    trace?.(typeof payload === 'string' ? payload : utf8.decode(payload));
    const options = { timeout, ...(headers && { headers }) };
    const answer = await this.connection
      .request(subject, payload, options)
      .catch((error: unknown) => unanswered(error, nobody));
    const text = utf8.decode(answer.data);
    trace?.(`${clock()} <<< ${subject}`);
    trace?.(text);
    trace?.('');
    const result = parsed(text) as T & { error?: ApiErrorBody };
    if (result.error) throw new ApiProblem(result.error);
    return result;
  }

  /** All items of an answer that comes in pages. */
  async all<T>(request: string, items: string, body: object = {}): Promise<T[]> {
    const found: T[] = [];
    for (;;) {
      const page = await this.ask<Record<string, unknown>>(request, {
        ...body,
        offset: found.length,
      });
      const more = (page[items] ?? []) as T[];
      found.push(...more);
      if (!more.length || found.length >= (page.total as number)) return found;
    }
  }
}

/** What the API of a domain is asked by, from another one. */
export const apiPrefix = (domain: string | undefined) =>
  domain === undefined ? '$JS.API' : `$JS.${domain}.API`;

/** @throws Problem where somebody else than JetStream has answered */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Problem('nats: invalid jetstream publish response', `The answer was: ${text}`);
  }
}
