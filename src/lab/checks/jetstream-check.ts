import { errorText } from '../error-text.ts';
import { askJetStream } from '../monitoring/jetstream-api.ts';
import { verdict, type Check } from './check.ts';
import { projected, type Subset } from './subset.ts';

/** A stream by the server where it is asked for, and by its domain: without one, by what answers there. */
export interface StreamPlace {
  server: string;
  stream: string;
  domain?: string;
}

const where = ({ stream, domain }: StreamPlace) =>
  `stream ${stream}${domain === undefined ? '' : ` in the domain ${domain}`}`;

/** The answer of a JetStream API to a request contains a subset. */
const contains =
  ({ server, domain }: StreamPlace, request: string, subset: Subset, told: string): Check =>
  async ({ connect }) => {
    const wanted = JSON.stringify(subset);
    const seen = await askJetStream(await connect(server), request, { domain }).then(
      (answer) => JSON.stringify(projected(answer, subset)),
      errorText,
    );
    return verdict(seen === wanted, `${told}: ${wanted}`, seen);
  };

/** The information of a stream (`config`, `state`, `mirror`, `domain`…) contains a subset. */
export const streamInfo = (place: StreamPlace, subset: Subset): Check =>
  contains(place, `STREAM.INFO.${place.stream}`, subset, where(place));

/** The information of a consumer (`num_pending`, `ack_floor`…) contains a subset. */
export const consumerInfo = (place: StreamPlace & { consumer: string }, subset: Subset): Check =>
  contains(
    place,
    `CONSUMER.INFO.${place.stream}.${place.consumer}`,
    subset,
    `consumer ${place.consumer} of ${where(place)}`,
  );
