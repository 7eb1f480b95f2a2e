import { apiCode } from '../../lab/monitoring/jetstream-api.ts';
import { command, optional, outAll, outJson, required } from '../command.ts';
import { onOff, text, whole } from '../flags.ts';
import { ApiRefusal } from '../jetstream.ts';
import { fromBase64, sequence, shownBody, storedHeaders } from '../messages.ts';
import { Problem } from '../problem.ts';
import { clock, showAge, showTime } from '../units.ts';
import { json } from './common-flags.ts';
import type { StoredMessage } from './api-types.ts';
import { errorText } from '../../lab/error-text.ts';

/** How many messages `stream view` shows at once. */
const pageSize = 25;

const isMissing = (error: unknown) =>
  error instanceof ApiRefusal && error.code === apiCode.messageNotFound;

/** The position to read from in a stream; see JetStream's `STREAM.MSG.GET`. */
interface Wanted {
  seq?: number;
  last_by_subj?: string;
  next_by_subj?: string;
}

export const streamGet = command({
  name: 'stream get',
  help: 'Retrieves a specific message from a Stream',
  args: {
    stream: required('Stream name', 'stream'),
    id: optional('Message Sequence to retrieve'),
  },
  flags: {
    'last-for': text('Retrieves the message for a specific subject', {
      short: 'S',
      placeholder: 'SUBJECT',
    }),
    json,
  },
  run: async (context, { stream, id }, { 'last-for': last, json }) => {
    if (id === undefined && last === undefined) {
      throw new Problem('a message sequence or --last-for is required');
    }
    const wanted: Wanted = last === undefined ? { seq: sequence(id!) } : { last_by_subj: last };
    const js = await context.jetStream();
    const { message } = await js
      .ask<{ message: StoredMessage }>(`STREAM.MSG.GET.${stream}`, wanted)
      .catch((error: unknown) => {
        if (!isMissing(error)) throw error;
        throw new Problem(`could not retrieve ${stream}#${id ?? last!}: ${errorText(error)}`);
      });
    if (json) return outJson(context, message);
    const { subject, seq, time, data = '' } = message;
    const received = time.replace('T', ' ').replace('Z', ' +0000 UTC');
    context.out(
      `Item: ${stream}#${seq} received ${received} (${showAge(time)}) on Subject ${subject}`,
    );
    const headers = storedHeaders(message.hdrs);
    if (headers.length) outAll(context, ['', 'Headers:', ...headers.map((line) => `  ${line}`)]);
    outAll(context, ['', ...shownBody(fromBase64(data)).split('\n'), '', '']);
  },
});

export const streamView = command({
  name: 'stream view',
  help: 'View messages in a stream',
  differs: `It shows one page, of ${pageSize} messages or as many as asked for, and tells how to see the next.`,
  examples: ['stream view ORDERS', 'stream view ORDERS 5 --id 10'],
  args: { stream: required('Stream name', 'stream'), size: optional('Page size <= 25') },
  flags: {
    id: whole('Start at a specific message Sequence', { placeholder: 'ID' }),
    raw: onOff('Show the raw data received'),
    subject: text('Filter the stream using a subject', { placeholder: 'SUBJECT' }),
  },
  run: async (context, { stream, size = String(pageSize) }, { id = 1, raw, subject = '>' }) => {
    const page = Math.min(sequence(size), pageSize);
    const js = await context.jetStream();
    let seq = id;
    for (let shown = 0; shown < page; shown++) {
      const wanted: Wanted = { seq, next_by_subj: subject };
      const found = await js
        .ask<{ message: StoredMessage }>(`STREAM.MSG.GET.${stream}`, wanted)
        .catch((error: unknown) => {
          if (!isMissing(error)) throw error;
        });
      if (!found) return context.out(`${clock()} Reached apparent end of data`);
      outAll(context, view(found.message, raw));
      seq = found.message.seq + 1;
    }
    context.err(`The next page: nats stream view ${stream} ${page} --id ${seq}`);
  },
});

function view({ seq, subject, time, hdrs, data = '' }: StoredMessage, raw: boolean): string[] {
  const body = shownBody(fromBase64(data)).split('\n');
  if (raw) return body;
  const headers = storedHeaders(hdrs);
  return [
    `[${seq}] Subject: ${subject} Received: ${showTime(time)}`,
    ...(headers.length ? ['', ...headers.map((line) => `  ${line}`)] : []),
    ...body,
    '',
    '',
  ];
}
