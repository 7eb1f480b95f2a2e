import type { PubAck } from '../../nats/nats-client.ts';
import { command, optional, required } from '../command.ts';
import { duration, idle, onOff, onUnless, text, wholeOr } from '../flags.ts';
import { JetStream } from '../jetstream.ts';
import { parseHeaders } from '../messages.ts';
import { checkSubject } from '../subjects.ts';
import { fillTemplates, templateHelp } from '../templates.ts';
import { clock } from '../units.ts';
import { header } from './common-flags.ts';
import { pause } from './waiting.ts';

/** Up to this count each message is told in a line; above it, the `nats` CLI draws a bar. */
const tellEach = 20;

/** How many messages are sent between two round trips to the server. */
const batch = 250;

/** The shortest sleep that a browser's timer is good for, in milliseconds. */
const coarse = 4;

const ackWords = ({ stream, seq, domain, duplicate }: PubAck) =>
  `Stored in Stream: ${stream} Sequence: ${seq}` +
  (domain ? ` Domain: "${domain}"` : '') +
  (duplicate ? ' Duplicate: true' : '');

export const publish = command({
  name: 'publish',
  aliases: ['pub'],
  help: `Generic data publish utility\n\n${templateHelp}`,
  differs:
    'There is no STDIN: without a body an empty one is published. It reports more than 20 messages in one line, not by a bar.',
  examples: [
    `pub orders.new '{"item": "oak table"}'`,
    `pub -J orders.new 'order {{Count}}' --count 3`,
  ],
  args: { subject: required('Subject to publish to'), body: optional('Message body') },
  flags: {
    reply: text('Sets a custom reply to subject', { placeholder: 'SUBJECT' }),
    header,
    count: wholeOr(1, 'Publish multiple messages'),
    jetstream: onOff('Publish messages to JetStream', { short: 'J' }),
    quiet: onOff('Show just the output received', { short: 'q' }),
    sleep: duration('When publishing multiple messages, sleep between publishes'),
    templates: onUnless('Enables template functions in the body and subject'),
    'force-stdin': idle('There is no STDIN here'),
  },
  run: async (context, { subject, body = '' }, flags) => {
    const { count, quiet, templates } = flags;
    const nats = await context.nats();
    const headers = parseHeaders(flags.header);
    const jetStream = new JetStream(nats, {
      domain: undefined,
      timeout: context.timeout,
      trace: undefined,
    });
    const tell = (line: string) => {
      if (!quiet && count <= tellEach) context.out(`${clock()} ${line}`);
    };
    const start = performance.now();
    const step = (flags.sleep ?? 0) / 1e6;
    /** How long to sleep now. A browser's timers are too coarse for short sleeps: several are slept at once. */
    const rest = (done: number): number => {
      const ahead = start + done * step - performance.now();
      return step >= coarse ? step : ahead >= coarse ? ahead : 0;
    };
    for (let i = 1; i <= count; i++) {
      context.signal.throwIfAborted();
      const fill = (each: string) => (templates ? fillTemplates(each, { count: i }) : each);
      const [to, data] = [fill(subject), new TextEncoder().encode(fill(body))];
      checkSubject(to);
      if (flags.reply !== undefined) checkSubject(flags.reply);
      tell(`Published ${data.length} bytes to "${to}"`);
      if (flags.jetstream) tell(ackWords(await jetStream.publish<PubAck>(to, data, headers)));
      else {
        const options = { ...(headers && { headers }), ...(flags.reply && { reply: flags.reply }) };
        nats.publish(to, data, options);
        if (i % batch === 0) await nats.flush();
      }
      // Skips the await when there is no delay, so that publishes are batched.
      const sleep = i < count ? rest(i) : 0;
      if (sleep > 0) await pause(sleep, context.signal);
    }
    await nats.flush();
    if (!quiet && count > tellEach)
      context.out(`${clock()} Published ${count} messages to "${subject}"`);
  },
});
