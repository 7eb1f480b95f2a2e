import { apiCode } from '../../../lab/monitoring/jetstream-api.ts';
import { command, optional, outAll, outJson } from '../../command.ts';
import { duration, noPlace, onOff, text, whole } from '../../flags.ts';
import { ApiRefusal, type JetStream } from '../../jetstream.ts';
import { fromBase64, integer, shownBody, storedHeaders } from '../../messages.ts';
import { Problem, saying } from '../../problem.ts';
import { clock, goTime, showAge, showTime } from '../../units.ts';
import { json } from '../common-flags.ts';
import type { StoredMessage, StreamConfig } from '../api-types.ts';
import { all, pickStream, streamArg } from './pick.ts';

/** How many messages `stream view` shows at once, and how many at most. */
const [pageSize, largestPage] = [10, 25];

const isMissing = (error: unknown) =>
  error instanceof ApiRefusal && error.code === apiCode.messageNotFound;

/** The position to read from in a stream; see JetStream's `STREAM.MSG.GET`. */
interface Wanted {
  seq?: number;
  last_by_subj?: string;
  next_by_subj?: string;
  start_time?: string;
}

const readMessage = async (js: JetStream, stream: string, wanted: Wanted) =>
  (await js.ask<{ message: StoredMessage }>(`STREAM.MSG.GET.${stream}`, wanted)).message;

const translate = noPlace('A browser tab runs no commands: bodies are shown as they are stored.');

export const streamGet = command({
  name: 'stream get',
  help: 'Retrieves a specific message from a Stream',
  differs: 'There are no prompts: it needs a sequence or --last-for. --translate is left out.',
  args: { stream: streamArg, id: optional('Message Sequence to retrieve') },
  flags: {
    'last-for': text('Retrieves the message for a specific subject', {
      short: 'S',
      placeholder: 'SUBJECT',
    }),
    json,
    translate,
    all,
  },
  run: async (context, { stream, id }, { 'last-for': last, json, all }) => {
    const seq = id === undefined ? -1 : integer(id);
    const { name } = (await pickStream(context, stream, { all })).config;
    if (seq < 0 && !last) {
      throw new Problem(
        'invalid input: cannot prompt for user input without a terminal',
        `Name a sequence or a subject: nats stream get ${name} 1, or --last-for SUBJECT.`,
      );
    }
    const wanted: Wanted = seq < 0 ? { last_by_subj: last! } : seq === 0 ? {} : { seq };
    const js = await context.jetStream();
    const message = await readMessage(js, name, wanted).catch(
      saying(`could not retrieve ${name}#${seq}`),
    );
    if (json) return outJson(context, message);
    const { subject, seq: at, time, data = '' } = message;
    const received = `${goTime(time)} (${showAge(time)})`;
    outAll(context, [`Item: ${name}#${at} received ${received} on Subject ${subject}`, '']);
    const headers = storedHeaders(message.hdrs);
    if (headers.length) outAll(context, ['Headers:', ...headers.map((line) => `  ${line}`), '']);
    outAll(context, bodyLines(data));
  },
});

export const streamView = command({
  name: 'stream view',
  help: 'View messages in a stream',
  differs:
    'It shows one page, and tells how to see the next; the nats CLI asks whether to go on. --translate is left out.',
  examples: ['stream view ORDERS', 'stream view ORDERS 5 --id 10'],
  args: { stream: streamArg, size: optional('Page size <= 25') },
  flags: {
    id: whole('Start at a specific message Sequence', { placeholder: 'ID' }),
    since: duration('Delivers messages received since a duration like 1d3h5m2s'),
    raw: onOff('Show the raw data received'),
    translate,
    subject: text('Filter the stream using a subject', { placeholder: 'SUBJECT' }),
    all,
  },
  run: async (context, { stream, size }, { id, since, raw, subject, ...flags }) => {
    let page = size === undefined ? pageSize : integer(size);
    if (page > largestPage) {
      context.out(
        `${clock()} Page size is limited to ${largestPage}, setting to ${largestPage}...`,
      );
      page = largestPage;
    }
    const { config } = await pickStream(context, stream, flags);
    const { name } = config;
    checkPaged(config, since);
    const js = await context.jetStream();
    const filter = subject || '>';
    const start = new Date(Date.now() - (since ?? 0) / 1e6).toISOString();
    let wanted: Wanted = { seq: id && id > 0 ? id : 1, next_by_subj: filter };
    if (since) wanted = { start_time: start, next_by_subj: filter };
    for (let shown = 0; shown < page; shown++) {
      const found = await readMessage(js, name, wanted).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
      if (!found) return context.out(`${clock()} Reached apparent end of data`);
      outAll(context, view(found, raw));
      wanted = { seq: found.seq + 1, next_by_subj: filter };
    }
    const more = subject ? ` --subject '${subject}'` : '';
    context.err(`The next page: nats stream view ${name} ${page} --id ${wanted.seq}${more}`);
  },
});

/** @throws Problem in the CLI's words for a stream that it cannot page through */
function checkPaged({ retention, allow_direct: direct }: StreamConfig, since?: number): void {
  if (retention === 'limits') return;
  const kind = retention === 'workqueue' ? 'work queue' : 'interest';
  if (!direct) {
    throw new Problem(
      `${kind} retention streams can only be paged if direct access is allowed`,
      'The nats CLI reads such a stream without a consumer, since one would take its messages.',
    );
  }
  if (since) {
    throw new Problem('workqueue paging does not support time delta starting positions');
  }
}

function view({ seq, subject, time, hdrs, data = '' }: StoredMessage, raw: boolean): string[] {
  if (raw) return fromBase64(data).split('\n');
  const headers = storedHeaders(hdrs).map((line) =>
    line.startsWith('Nats-Stream-Source:') ? line.replaceAll('\f', '␊') : line,
  );
  return [
    `[${seq}] Subject: ${subject} Received: ${showTime(time)}`,
    ...(headers.length ? ['', ...headers.map((line) => `  ${line}`)] : []),
    ...bodyLines(data),
  ];
}

/** A body in base64 as lines, and two blank ones after it. */
function bodyLines(data: string): string[] {
  const text = shownBody(fromBase64(data));
  return [...text.replace(/\n$/, '').split('\n'), '', ...(text.endsWith('\n') ? [] : [''])];
}
