import { verdict, type Check } from './check.ts';
import { askJetStream } from '../monitoring/jetstream-api.ts';
import type { Requester } from '../network/lab-client.ts';
import { projected, type Subset } from './subset.ts';
import { errorText } from '../error-text.ts';

/** A stream by the domain whose API is asked; without one, by what answers where the client is. */
export interface StreamPlace {
  stream: string;
  domain?: string;
}

const where = ({ stream, domain }: StreamPlace) =>
  `stream ${stream}${domain === undefined ? '' : ` in the domain ${domain}`}`;

async function contains(ask: Promise<object>, subset: Subset, what: string): ReturnType<Check> {
  const wanted = JSON.stringify(subset);
  const seen = await ask.then((answer) => JSON.stringify(projected(answer, subset)), errorText);
  return verdict(seen === wanted, `${what}: ${wanted}`, seen);
}

/** The information of a stream (`config`, `state`, `mirror`, `domain`…) contains a subset. */
export const streamInfo =
  (client: Requester, place: StreamPlace, subset: Subset): Check =>
  () =>
    contains(
      askJetStream(client, `STREAM.INFO.${place.stream}`, { domain: place.domain }),
      subset,
      where(place),
    );

/** A stream holds so many messages. */
export const messagesOnStream = (client: Requester, place: StreamPlace, messages: number): Check =>
  streamInfo(client, place, { state: { messages } });

/** The information of a consumer (`num_pending`, `ack_floor`…) contains a subset. */
export const consumerInfo =
  (client: Requester, place: StreamPlace & { consumer: string }, subset: Subset): Check =>
  () =>
    contains(
      askJetStream(client, `CONSUMER.INFO.${place.stream}.${place.consumer}`, {
        domain: place.domain,
      }),
      subset,
      `consumer ${place.consumer} of ${where(place)}`,
    );
