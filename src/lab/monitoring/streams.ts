import type { LabHost } from '../network/host.ts';

/** A stream as a server's `jsz` tells of it. */
export interface StreamSummary {
  name: string;
  messages: number;
  /** The stream that this one mirrors, maybe in another domain. */
  mirrorOf?: string;
}

/** The parts of `jsz` that are read here; see `JSInfo` of nats-server. */
interface Jsz {
  account_details?: {
    stream_detail?: {
      name: string;
      state: { messages: number };
      config?: { mirror?: { name: string } };
    }[];
  }[];
}

/** The streams that a server holds, over all its accounts, in the order of their names. */
export async function streamsOf(host: LabHost, server: string): Promise<StreamSummary[]> {
  const options = { accounts: true, streams: true, config: true };
  const { account_details: accounts = [] } = (await host.monitor(server, 'jsz', options)) as Jsz;
  return accounts
    .flatMap(({ stream_detail: streams = [] }) => streams)
    .map(({ name, state, config }) => {
      const mirrorOf = config?.mirror?.name;
      return { name, messages: state.messages, ...(mirrorOf && { mirrorOf }) };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}
