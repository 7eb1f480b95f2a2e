import { createInbox, type Msg, type MsgHdrs } from '../../../nats/nats-client.ts';
import { command, optional, outAll, required, type CommandContext } from '../../command.ts';
import { choice, durationOr, idle, onOff, onUnless, wholeOr } from '../../flags.ts';
import { apart, bodyText, headerLines, parseHeaders } from '../../messages.ts';
import { checkSubject } from '../../subjects.ts';
import { fillTemplates, templateHelp } from '../../templates.ts';
import { clock, showCount, showDuration, showGoDuration } from '../../units.ts';
import { header, translate } from '../common-flags.ts';
import { tellEach } from './publish.ts';
import { emptyInput, noPrograms, onInterrupt, watchRefusals } from './waiting.ts';

interface Question {
  subject: string;
  body: string;
  headers: MsgHdrs | undefined;
  /** How many replies are wanted; 0 for all that come in time. */
  replies: number;
  /** What is printed: replies with their circumstances, replies alone, or nothing. */
  shows: 'all' | 'raw' | 'nothing';
  /** Milliseconds that the next reply may take after one has come, beyond what replies take on average. */
  between: number;
}

/** As many as the `nats` CLI stops at where no count is named. */
const endless = 32_767;

export const request = command({
  name: 'request',
  aliases: ['req'],
  help: `Generic request-reply request utility\n\n${templateHelp}`,
  differs:
    'There is no STDIN: without a body an empty one is sent. --translate is left out, since a page runs no programs. It says so where no reply came in time, and reports more than 20 requests in one line, not by a bar.',
  examples: [`req time.now ''`, `req 'help.please' 'order {{Count}}' --replies 0 --timeout 1s`],
  args: { subject: required('Subject to subscribe to'), body: optional('Message body') },
  flags: {
    wait: idle('Wait for a reply from a service', 'w'),
    raw: onOff('Show just the output received', { short: 'r' }),
    header,
    count: wholeOr(1, 'Publish multiple messages'),
    replies: wholeOr(1, 'Wait for multiple replies from services. 0 waits until timeout'),
    'reply-timeout': durationOr(
      '300ms',
      'Maximum time between replies when waiting for more than one',
    ),
    'wait-for-empty': onOff('Wait for multiple replies until a empty message is received'),
    translate,
    'force-stdin': idle('There is no STDIN here'),
    'send-on': {
      ...choice(['newline', 'eof'], `When to send data from stdin: 'eof' (default) or 'newline'`),
      idle: true,
    },
    templates: onUnless(
      'Enables template functions in the body and subject (does not affect headers)',
    ),
  },
  run: async (context, { subject, body }, flags) => {
    const { raw, templates } = flags;
    const count = flags.count < 1 ? endless : flags.count;
    const shows = raw ? 'raw' : count > tellEach ? 'nothing' : 'all';
    watchRefusals(await context.nats(), context);
    onInterrupt(context, () => context.err('nats: error: context canceled'));
    if (flags.translate !== undefined) context.err(noPrograms);
    if (body === undefined) emptyInput(context);
    if (body === undefined && flags['send-on'] === 'newline') return;
    for (let i = 1; i <= count; i++) {
      const fill = (each: string, what: string) =>
        templates
          ? fillTemplates(each, { count: i }, (words) =>
              context.out(`${clock()} Could not parse ${what} template: ${words}`),
            )
          : each;
      const answered = await ask(context, {
        body: fill(body ?? '', 'body'),
        subject: fill(subject, 'subject'),
        headers: parseHeaders(flags.header, i),
        replies: flags['wait-for-empty'] ? endless : flags.replies,
        shows,
        between: flags['reply-timeout'] / 1e6,
      });
      if (!answered) return;
    }
    if (shows === 'nothing')
      context.out(`${clock()} Sent ${showCount(count)} requests to "${subject}"`);
  },
});

/**
 * Sends a request and prints its replies as they come, until there are as many as wanted.
 * @returns whether there was anyone to reply
 */
async function ask(
  context: CommandContext,
  { subject, body, headers, replies, shows, between }: Question,
): Promise<boolean> {
  const nats = await context.nats();
  const inbox = createInbox(context.inboxPrefix);
  if (shows === 'all') context.out(`${clock()} Sending request on ${JSON.stringify(subject)}`);
  checkSubject(subject);
  return new Promise<boolean>((resolve, reject) => {
    let received = 0;
    /** The sum of the milliseconds that each reply has taken. */
    let taken = 0;
    const stop = () => {
      clearTimeout(timer);
      context.signal.removeEventListener('abort', stop);
    };
    const end = (answered: boolean) => {
      stop();
      subscription.unsubscribe();
      resolve(answered);
    };
    const timeUp = () => {
      if (received === 0 && shows !== 'nothing')
        context.err(`No reply came within ${showDuration(context.timeout * 1e6)}.`);
      end(true);
    };
    let timer = setTimeout(timeUp, context.timeout);
    context.signal.addEventListener('abort', stop);
    const callback = (error: Error | null, message: Msg) => {
      if (error) {
        stop();
        return reject(error);
      }
      if (message.headers?.code === 503) {
        context.out(`${clock()} No responders are available`);
        return end(false);
      }
      received++;
      const took = performance.now() - sent;
      show(context, message, shows, took);
      if (replies === 0) return;
      if (received === replies || !message.data.length) return end(true);
      taken += took;
      clearTimeout(timer);
      timer = setTimeout(timeUp, taken / received + between);
    };
    const subscription = nats.subscribe(inbox, { callback });
    const sent = performance.now();
    nats.publish(subject, body, { reply: inbox, ...(headers && { headers }) });
  });
}

function show(context: CommandContext, message: Msg, shows: Question['shows'], took: number): void {
  if (shows === 'nothing') return;
  const body = apart(bodyText(message.data));
  if (shows === 'raw') return outAll(context, body);
  const headers = headerLines(message.headers);
  const said = [`Received with rtt ${showGoDuration(Math.round(took * 1e6))}`, ...headers];
  outAll(
    context,
    [...said, ...(headers.length ? [''] : [])].map((line) => `${clock()} ${line}`),
  );
  outAll(context, body);
}
