import { createInbox, type Msg, type MsgHdrs } from '../../nats/nats-client.ts';
import { command, optional, outAll, required, type CommandContext } from '../command.ts';
import { durationOr, idle, onOff, onUnless, wholeOr } from '../flags.ts';
import { bodyText, headerLines, parseHeaders, shownBody } from '../messages.ts';
import { checkSubject } from '../subjects.ts';
import { fillTemplates, templateHelp } from '../templates.ts';
import { clock, showDuration } from '../units.ts';
import { header } from './common-flags.ts';

interface Question {
  subject: string;
  body: string;
  headers: MsgHdrs | undefined;
  /** How many replies are wanted; 0 for all that come in time. */
  replies: number;
  raw: boolean;
  /** Milliseconds that the next reply may take after one has come. */
  between: number;
}

export const request = command({
  name: 'request',
  aliases: ['req'],
  help: `Generic request-reply request utility\n\n${templateHelp}`,
  differs:
    'There is no STDIN: without a body an empty one is sent. It says so where no reply came in time.',
  examples: [`req time.now ''`, `req 'help.please' 'order {{Count}}' --replies 0 --timeout 1s`],
  args: { subject: required('Subject to send the request to'), body: optional('Message body') },
  flags: {
    raw: onOff('Show just the output received', { short: 'r' }),
    header,
    count: wholeOr(1, 'Publish multiple messages'),
    replies: wholeOr(1, 'Wait for multiple replies from services. 0 waits until timeout'),
    'reply-timeout': durationOr(
      '300ms',
      'Maximum time between replies when waiting for more than one',
    ),
    templates: onUnless('Enables template functions in the body and subject'),
    'force-stdin': idle('There is no STDIN here'),
  },
  run: async (context, { subject, body = '' }, flags) => {
    const headers = parseHeaders(flags.header);
    for (let i = 1; i <= flags.count; i++) {
      const fill = (each: string) => (flags.templates ? fillTemplates(each, { count: i }) : each);
      await ask(context, {
        subject: fill(subject),
        body: fill(body),
        headers,
        replies: flags.replies,
        raw: flags.raw,
        between: flags['reply-timeout'] / 1e6,
      });
    }
  },
});

/** Sends a request and prints its replies as they come, until there are as many as wanted. */
async function ask(
  context: CommandContext,
  { subject, body, headers, replies, raw, between }: Question,
) {
  const nats = await context.nats();
  const inbox = createInbox(context.inboxPrefix);
  const say = (line: string) => {
    if (!raw) context.out(`${clock()} ${line}`);
  };
  say(`Sending request on "${subject}"`);
  checkSubject(subject);
  await new Promise<void>((resolve, reject) => {
    let received = 0;
    const stop = () => {
      clearTimeout(timer);
      context.signal.removeEventListener('abort', stop);
    };
    const end = () => {
      stop();
      subscription.unsubscribe();
      if (received === 0)
        context.err(`No reply came within ${showDuration(context.timeout * 1e6)}.`);
      resolve();
    };
    let timer = setTimeout(end, context.timeout);
    context.signal.addEventListener('abort', stop);
    const callback = (error: Error | null, message: Msg) => {
      if (error) {
        stop();
        return reject(error);
      }
      received++;
      const none = message.headers?.code === 503;
      if (none) say('No responders are available');
      else show(context, message, raw, performance.now() - sent);
      if (none || received === replies) return end();
      if (replies > 1) {
        clearTimeout(timer);
        timer = setTimeout(end, between);
      }
    };
    const subscription = nats.subscribe(inbox, { callback });
    const sent = performance.now();
    nats.publish(subject, body, { reply: inbox, ...(headers && { headers }) });
  });
}

function show(context: CommandContext, message: Msg, raw: boolean, took: number): void {
  const body = shownBody(bodyText(message.data));
  if (raw) return context.out(body);
  context.out(`${clock()} Received with rtt ${showDuration(took * 1e6)}`);
  const headers = headerLines(message.headers);
  outAll(
    context,
    headers.map((line) => `${clock()} ${line}`),
  );
  if (headers.length) context.out('');
  outAll(context, [...body.split('\n'), '', '']);
}
