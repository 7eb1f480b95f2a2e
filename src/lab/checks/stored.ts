import type { LabHost } from '../network/host.ts';
import { listed, verdict, type Check } from './check.ts';
import { projected, type Subset } from './subset.ts';

/** A stream as `jsz` tells of it; see `StreamDetail` of nats-server. */
interface StreamDetail {
  name: string;
  state: { messages: number; last_seq: number };
  config?: object;
  mirror?: { name: string; lag: number };
  sources?: { name: string; lag: number }[];
}

/** The streams that a server stores, over all its accounts, read without a message on any link. */
async function streamsAt(host: Pick<LabHost, 'monitor'>, server: string): Promise<StreamDetail[]> {
  const options = { accounts: true, streams: true, config: true };
  const { account_details: accounts } = (await host.monitor(server, 'jsz', options)) as {
    account_details?: { stream_detail?: StreamDetail[] }[];
  };
  return (accounts ?? []).flatMap(({ stream_detail: streams }) => streams ?? []);
}

/**
 * A server stores a stream, and what the server tells of it has these values: a part of `jsz`'s own
 * shape, such as `{ state: { messages: 3 } }`.
 */
export const stored =
  (
    host: Pick<LabHost, 'monitor'>,
    { server, stream }: { server: string; stream: string },
    expected: Subset = {},
  ): Check =>
  async () => {
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
  (host: Pick<LabHost, 'monitor'>, { server, stream }: { server: string; stream: string }): Check =>
  async () => {
    const streams = await streamsAt(host, server);
    const found = streams.some(({ name }) => name === stream);
    return verdict(!found, `no stream ${stream} at ${server}`, `stream ${stream} at ${server}`);
  };

/** A server stores at least so many messages in a stream. */
export const messagesAt =
  (
    host: Pick<LabHost, 'monitor'>,
    { server, stream }: { server: string; stream: string },
    least: number,
  ): Check =>
  async () => {
    const found = (await streamsAt(host, server)).find(({ name }) => name === stream);
    const messages = found?.state.messages ?? 0;
    return verdict(
      messages >= least,
      `${least} messages or more in ${stream} at ${server}`,
      found ? `${messages}` : `no stream ${stream} at ${server}`,
    );
  };

interface Held {
  server: string;
  stream: string;
}

/** How many messages a server stores in a stream, and the sequence of the last; nothing without the stream. */
export async function held(
  host: Pick<LabHost, 'monitor'>,
  { server, stream }: Held,
): Promise<{ messages: number; last: number } | undefined> {
  const found = (await streamsAt(host, server)).find(({ name }) => name === stream);
  return found && { messages: found.state.messages, last: found.state.last_seq };
}

/** Two streams hold as many messages, and at least so many. */
export const asMany =
  (host: Pick<LabHost, 'monitor'>, one: Held, other: Held, least: number): Check =>
  async () => {
    const [a, b] = await Promise.all([held(host, one), held(host, other)]);
    const told = ({ server, stream }: Held, count: typeof a) =>
      count ? `${count.messages} in ${stream} at ${server}` : `no ${stream} at ${server}`;
    return verdict(
      a !== undefined && a.messages === b?.messages && a.messages >= least,
      `as many messages in both, ${least} or more`,
      `${told(one, a)}, ${told(other, b)}`,
    );
  };
