import { ApiProblem, apiPrefix, readAnswer } from '../lab/monitoring/jetstream-api.ts';
import type { NatsConnection } from '../nats/connect.ts';
import { NatsError, type MsgHdrs } from '../nats/nats-client.ts';
import { unanswered } from './console-errors.ts';
import { Problem } from './problem.ts';
import { clock, showDuration } from './units.ts';

/** Go's words for a request that had no answer in time. */
export const deadline = 'context deadline exceeded';

/** A refusal by a JetStream API, in the words of the `nats` CLI: the server's own, and its code. */
export class ApiRefusal extends Problem {
  /** JetStream's own code, such as 10059. */
  readonly code: number;
  /** The refusal in the words of the Go client, which the CLI's commands for buckets and objects print. */
  readonly goWords: string;

  constructor({ message, code, goWords }: ApiProblem) {
    super(`${message} (${code})`);
    this.code = code;
    this.goWords = goWords;
  }
}

interface Options {
  /** Absent for the JetStream that the connection's own server or account leads to. */
  domain: string | undefined;
  /** The beginning of API subjects in place of a domain's, such as that of an import. */
  apiPrefix?: string | undefined;
  /** Milliseconds. */
  timeout: number;
  /** Called with each line of requests and answers. */
  trace: ((line: string) => void) | undefined;
}

/** What a list has told of. */
export interface Listed<T> {
  found: T[];
  missing: string[];
}

interface Page extends Readonly<Record<string, unknown>> {
  total: number;
  limit: number;
  missing?: string[] | null;
}

const utf8 = new TextDecoder();

/** The JetStream API as commands ask it: with traces, and errors in the words of the `nats` CLI. */
export class JetStream {
  readonly connection: NatsConnection;
  readonly domain: string | undefined;
  readonly #options: Options;

  constructor(connection: NatsConnection, options: Options) {
    this.connection = connection;
    this.domain = options.domain;
    this.#options = options;
  }

  /** The beginning of API subjects, such as `$JS.leaf.API`. */
  get prefix(): string {
    return this.#options.apiPrefix ?? apiPrefix(this.domain);
  }

  /** nats.ws's options for the same API. */
  get options(): { domain?: string; apiPrefix?: string; timeout: number } {
    const { domain, apiPrefix: prefix, timeout } = this.#options;
    if (prefix !== undefined) return { timeout, apiPrefix: prefix };
    return { timeout, ...(domain !== undefined && { domain }) };
  }

  /**
   * Asks the API.
   * @param request such as `STREAM.INFO.ORDERS`
   * @throws ApiRefusal if the server refuses; Problem if there is no answer
   */
  async ask<T>(request: string, body?: object): Promise<T> {
    const { domain } = this;
    const { apiPrefix: prefix } = this.#options;
    const silence =
      prefix !== undefined
        ? `No server that can be reached wants ${prefix}.${request}.`
        : domain === undefined
          ? 'No JetStream can be reached from this server.'
          : `No JetStream that can be reached from this server has the domain ${domain}.`;
    return this.#request<T>(`${this.prefix}.${request}`, body ? JSON.stringify(body) : '', silence);
  }

  /** Publishes a message that a stream is to store, and answers the stream's acknowledgement. */
  async publish<T>(subject: string, payload: Uint8Array, headers?: MsgHdrs): Promise<T> {
    return this.#request<T>(
      subject,
      payload,
      `No stream that can be reached takes the subject ${subject}.`,
      headers,
    );
  }

  /** @param silence help for "no responders" */
  async #request<T>(
    subject: string,
    payload: string | Uint8Array,
    silence: string,
    headers?: MsgHdrs,
  ): Promise<T> {
    const { timeout, trace } = this.#options;
    trace?.(`${clock()} >>> ${subject}`);
    trace?.(`${clock()} ${typeof payload === 'string' ? payload : utf8.decode(payload)}`);
    const options = { timeout, ...(headers && { headers }) };
    const { data } = await this.connection
      .request(subject, payload, options)
      .catch((error: unknown) => {
        if (!(error instanceof NatsError) || error.code !== 'TIMEOUT') unanswered(error, silence);
        const waited = `No answer came within ${showDuration(timeout * 1e6)} (nats: timeout).`;
        throw new Problem(deadline, waited);
      });
    trace?.(`${clock()} <<< ${subject}`);
    trace?.(utf8.decode(data));
    trace?.('');
    return this.read(data) as T;
  }

  /**
   * Reads an answer of the API.
   * @throws ApiRefusal if the server refuses; Problem if it is no such answer
   */
  read(data: Uint8Array): object {
    try {
      return readAnswer(data);
    } catch (error) {
      if (error instanceof ApiProblem) throw new ApiRefusal(error);
      const help = `The answer was: ${utf8.decode(data)}`;
      throw new Problem('nats: invalid jetstream publish response', help);
    }
  }

  /** All items of an answer that comes in pages. */
  async all<T>(request: string, items: string, body?: object): Promise<T[]> {
    return (await this.list<T>(request, items, body)).found;
  }

  /** All items of an answer that comes in pages, and the names of those that no server answers for. */
  async list<T>(request: string, items: string, body: object = {}): Promise<Listed<T>> {
    const listed: Listed<T> = { found: [], missing: [] };
    for (let offset = 0; ;) {
      const page = await this.ask<Page>(request, { ...body, offset });
      listed.found.push(...((page[items] ?? []) as T[]));
      listed.missing.push(...(page.missing ?? []));
      // A page has fewer items than its limit where some are missing.
      offset += page.limit;
      if (!page.limit || offset >= page.total) return listed;
    }
  }
}
