import type { Msg } from '../../nats/nats-client.ts';
import { command, outAll, rest, type CommandContext } from '../command.ts';
import { onOff, text, whole } from '../flags.ts';
import { bodyText, headerLines, shownBody } from '../messages.ts';
import { Problem } from '../problem.ts';
import { checkSubscription } from '../subjects.ts';
import { clock } from '../units.ts';
import { tellStatus } from './waiting.ts';

interface Look {
  raw: boolean;
  'headers-only': boolean;
  'subjects-only': boolean;
  timestamp: boolean;
}

export const subscribe = command({
  name: 'subscribe',
  aliases: ['sub'],
  help: 'Generic subscription client',
  differs: 'It reads subjects, not streams: see consumer next and stream view. Ctrl-C ends it.',
  examples: [`sub 'orders.>'`, `sub 'orders.>' --queue workers --count 2`],
  args: { subjects: rest('Subjects to subscribe to') },
  flags: {
    queue: text('Subscribe to a named queue group', { placeholder: 'QUEUE' }),
    raw: onOff('Show the raw data received', { short: 'r' }),
    count: whole('Quit after receiving this many messages', { placeholder: 'COUNT' }),
    'headers-only': onOff('Do not render any data, shows only headers'),
    'subjects-only': onOff("Prints only the messages' subjects"),
    timestamp: onOff('Show timestamps in output', { short: 't' }),
  },
  run: async (context, { subjects }, flags) => {
    if (!subjects.length) throw new Problem('subject is required', "For all of them: sub '>'");
    for (const subject of subjects) checkSubscription(subject, flags.queue);
    const nats = await context.nats();
    await new Promise<void>((resolve, reject) => {
      let received = 0;
      const callback = (error: Error | null, message: Msg) => {
        if (error) return reject(error);
        if (received === flags.count) return;
        received++;
        show(context, message, received, flags);
        if (received === flags.count) resolve();
      };
      const options = { callback, ...(flags.queue && { queue: flags.queue }) };
      for (const subject of subjects) nats.subscribe(subject, options);
      void tellStatus(nats, context.err);
      // Says that it subscribes only when the server has the subscription.
      nats.flush().then(() => {
        if (!flags.raw) context.out(`${clock()} Subscribing on ${subjects.join(', ')} `);
      }, reject);
    });
  },
});

function show(context: CommandContext, message: Msg, number: number, look: Look): void {
  const body = shownBody(bodyText(message.data));
  if (look.raw) return context.out(body);
  const time = look.timestamp ? ` @ ${stamp(new Date())}` : '';
  const reply = message.reply ? ` with reply "${message.reply}"` : '';
  context.out(`[#${number}]${time} Received on "${message.subject}"${reply}`);
  if (look['subjects-only']) return;
  const headers = headerLines(message.headers);
  outAll(context, headers);
  if (headers.length) context.out('');
  if (!look['headers-only']) outAll(context, [...body.split('\n'), '', '']);
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Nov 24 04:34:12.267`, as Go writes a moment; a browser knows no smaller part of a second. */
function stamp(date: Date): string {
  const day = String(date.getDate()).padStart(2);
  return `${months[date.getMonth()]!} ${day} ${clock()}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
