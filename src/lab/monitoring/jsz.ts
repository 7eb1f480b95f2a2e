import type { Jsz, Monitor, StreamDetail } from '../network/monitor-pages.ts';

/** Asks for streams always in the same words, so that polls can share the answer. */
const everything = { accounts: true, streams: true, consumer: true, config: true };

/** A server's JetStream, with its streams and their consumers. */
export const jszOf = (host: Monitor, server: string): Promise<Jsz> =>
  host.monitor(server, 'jsz', everything);

/** A stream as one server holds it, in an account of it. */
export interface HeldStream extends StreamDetail {
  account: string;
}

/** The streams that a `jsz` lists, over all accounts. */
export const streamsIn = ({
  account_details: accounts,
}: Pick<Jsz, 'account_details'>): HeldStream[] =>
  (accounts ?? []).flatMap(({ name: account, stream_detail: streams }) =>
    (streams ?? []).map((stream) => ({ account, ...stream })),
  );

/** The streams that a server holds, over all its accounts, read without a message on any link. */
export const streamsAt = async (host: Monitor, server: string): Promise<HeldStream[]> =>
  streamsIn(await jszOf(host, server));

/** The stream of that name at a server, if it holds one. */
export const streamAt = async (
  host: Monitor,
  server: string,
  stream: string,
): Promise<HeldStream | undefined> =>
  (await streamsAt(host, server)).find(({ name }) => name === stream);
