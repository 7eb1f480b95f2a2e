import { useState } from 'react';
import { newestOf, StreamGone, type Stored } from '../../lab/monitoring/browse.ts';
import type { StreamView } from '../../lab/monitoring/places.ts';
import { explainError } from '../../nats/nats-errors.ts';
import { useLab } from '../Lab/context.ts';
import { useAttempt } from '../shared/useAttempt.ts';

/** Messages of a page. */
const pageLength = 20;

/** The messages to look for: a subject with wildcards, and the sequence to begin at; empty for the newest. */
export interface Wanted {
  subject: string;
  upTo: string;
}

/** Messages that have been read together. */
export interface Page {
  messages: Stored[];
  /** Whether a stream may hold older ones. */
  more: boolean;
}

/**
 * Reads pages of a stream with the page's client of the server that holds it. The page that was read last stays when
 * a further reading fails.
 */
export function useMessages(stream: StreamView, domain: string | undefined) {
  const { connect } = useLab();
  const { attempt, start } = useAttempt((error) => refusal(error, stream));
  const [page, setPage] = useState<Page>();
  const read = ({ subject, upTo }: Wanted) =>
    start(async () => {
      const last = upTo === '' ? stream.lastSeq : Math.min(Number(upTo), stream.lastSeq);
      const search = {
        stream: stream.name,
        ...(domain !== undefined && { domain }),
        subject: subject.trim() || '>',
        first: stream.firstSeq,
        last,
      };
      const messages = await newestOf(await connect(stream.server), search, pageLength);
      const more = messages.length === pageLength && messages.at(-1)!.seq > stream.firstSeq;
      setPage({ messages, more });
    });
  return { attempt, page, read };
}

function refusal(error: unknown, { account, server, name }: StreamView): string {
  if (error instanceof StreamGone) {
    return account === '$G'
      ? `${server} has no stream ${name} any more. Create it again to read on.`
      : `This page’s client at ${server} does not see account ${account}. Read it with a user of that account.`;
  }
  const remedy =
    error instanceof Error && error.message === '503'
      ? ` Wait until JetStream on ${server} is ready, then read again.`
      : ` Read again when ${server} runs.`;
  return explainError(error) + remedy;
}
