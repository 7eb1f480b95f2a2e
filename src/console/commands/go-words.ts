import type { PubAck } from '../../nats/nats-client.ts';
import { headers as newHeaders } from '../../nats/nats-client.ts';
import type { Command } from '../command.ts';
import { ApiRefusal, type JetStream } from '../jetstream.ts';
import { Problem } from '../problem.ts';

/**
 * A command whose refusals are in the words of the Go client: the `nats` CLI asks for buckets and objects by that
 * client, and for streams and consumers by another library with words of its own.
 */
export const inGoWords = (command: Command): Command => ({
  ...command,
  run: (...given) =>
    command.run(...given).catch((error: unknown) => {
      if (error instanceof ApiRefusal) throw new Problem(error.goWords, ...error.help);
      throw error;
    }),
});

/**
 * Publishes to the stream of a bucket or of a store.
 * @throws Problem with the Go client's words
 */
export async function store(
  js: JetStream,
  subject: string,
  value: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Promise<PubAck> {
  const hdrs = newHeaders();
  for (const [name, each] of Object.entries(headers)) hdrs.set(name, each);
  const wanted = hdrs.keys().length ? hdrs : undefined;
  return js.publish<PubAck>(subject, value, wanted).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    if (error instanceof ApiRefusal) throw new Problem(`nats: ${error.goWords}`, ...error.help);
    const silent = error.message === 'nats: no responders available for request';
    throw silent ? new Problem('nats: no response from stream', ...error.help) : error;
  });
}
