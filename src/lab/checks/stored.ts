import { streamAt, streamsAt } from '../monitoring/jsz.ts';
import type { Monitor } from '../network/monitor-pages.ts';
import { listed, verdict, type Check } from './check.ts';
import { projected, type Subset } from './subset.ts';

/** A stream by the server that holds it. */
export interface StreamAt {
  server: string;
  stream: string;
}

/**
 * A server stores a stream, and what the server tells of it has these values: a part of `jsz`'s own
 * shape, such as `{ state: { messages: 3 } }`.
 */
export const stored =
  ({ server, stream }: StreamAt, expected: Subset = {}): Check =>
  async ({ host }) => {
    const streams = await streamsAt(host, server);
    const found = streams.find(({ name }) => name === stream);
    const wanted = `stream ${stream} at ${server}`;
    if (!found) {
      const names = listed(streams.map(({ name }) => name));
      return { type: 'fail', expected: wanted, seen: `streams at ${server}: ${names}` };
    }
    const seen = JSON.stringify(projected(found, expected));
    const value = JSON.stringify(expected);
    return verdict(seen === value, `${wanted} with ${value}`, seen);
  };

/** A server stores no such stream. */
export const notStored =
  ({ server, stream }: StreamAt): Check =>
  async ({ host }) => {
    const streams = await streamsAt(host, server);
    const found = streams.some(({ name }) => name === stream);
    return verdict(!found, `no stream ${stream} at ${server}`, `stream ${stream} at ${server}`);
  };

/** A server stores at least `least` messages in a stream. */
export const messagesAt =
  ({ server, stream }: StreamAt, least: number): Check =>
  async ({ host }) => {
    const found = await streamAt(host, server, stream);
    const messages = found?.state.messages ?? 0;
    return verdict(
      messages >= least,
      `${least} messages or more in ${stream} at ${server}`,
      found ? `${messages}` : `no stream ${stream} at ${server}`,
    );
  };

/** How many messages a server stores in a stream; undefined without the stream. */
export const messagesIn = async (host: Monitor, { server, stream }: StreamAt) =>
  (await streamAt(host, server, stream))?.state.messages;

/** Two streams hold equally many messages, and at least `least`. */
export const asMany =
  (one: StreamAt, other: StreamAt, least: number): Check =>
  async ({ host }) => {
    const [a, b] = await Promise.all([messagesIn(host, one), messagesIn(host, other)]);
    const told = ({ server, stream }: StreamAt, messages: typeof a) =>
      messages === undefined
        ? `no ${stream} at ${server}`
        : `${messages} in ${stream} at ${server}`;
    return verdict(
      a !== undefined && a === b && a >= least,
      `as many messages in both, ${least} or more`,
      `${told(one, a)}, ${told(other, b)}`,
    );
  };
