import { NatsError, type Msg } from '../../nats/nats-client.ts';
import { command, outAll, required, type CommandContext } from '../command.ts';
import { duration, onOff, onUnless, wholeOr } from '../flags.ts';
import { unanswered } from '../console-errors.ts';
import { bodyText, headerLines, shownBody } from '../messages.ts';
import { Problem } from '../problem.ts';
import { clock } from '../units.ts';
import type { ConsumerInfo } from './api-types.ts';

/** The CLI's words for a status that a consumer answers in place of a message. */
const statuses: Readonly<Record<number, string>> = {
  404: 'nats: no messages',
  408: 'nats: timeout',
};

/** How long a server's word that a pull has ended may be on its way, in milliseconds. */
const grace = 1000;

export const consumerNext = command({
  name: 'consumer next',
  help: 'Retrieves messages from Pull consumers without interactive prompts',
  examples: ['consumer next ORDERS billing --count 2'],
  args: {
    stream: required('Stream name', 'stream'),
    consumer: required('Consumer name', 'consumer'),
  },
  flags: {
    ack: onUnless('Acknowledge received message'),
    nak: onOff('Perform a Negative Acknowledgement on the message'),
    term: onOff('Terms the message'),
    raw: onOff('Show only the message', { short: 'r' }),
    wait: duration('Wait up to this period for a message'),
    count: wholeOr(1, 'Number of messages to try to fetch from the pull consumer'),
  },
  run: async (context, { stream, consumer }, flags) => {
    const js = await context.jetStream();
    const { config } = await js
      .ask<ConsumerInfo>(`CONSUMER.INFO.${stream}.${consumer}`)
      .catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error;
        throw new Problem(`could not load consumer "${consumer}": ${error.message}`);
      });
    if (config.deliver_subject !== undefined) {
      throw new Problem(
        `consumer ${stream} > ${consumer} is push based`,
        `It delivers to ${config.deliver_subject}: sub '${config.deliver_subject}'`,
      );
    }
    const timeout = flags.wait === undefined ? context.timeout : flags.wait / 1e6;
    const pull = JSON.stringify({ batch: 1, expires: Math.round(timeout * 1e6) });
    const acks = config.ack_policy !== 'none' && (flags.ack || flags.nak || flags.term);
    for (let i = 0; i < flags.count; i++) {
      const subject = `${js.prefix}.CONSUMER.MSG.NEXT.${stream}.${consumer}`;
      const message = await js.connection
        .request(subject, pull, {
          // The server ends the pull with a status. The grace time runs out only if the server is gone.
          timeout: timeout + grace,
          // The message arrives under its own subject, which a shared inbox could not match.
          noMux: true,
        })
        .catch((error: unknown) => unanswered(error));
      const code = message.headers?.code ?? 0;
      if (code) {
        const said = statuses[code] ?? `${code} ${message.headers!.description}`;
        throw new Problem(`no message received: ${said}`);
      }
      outAll(
        context,
        flags.raw ? [shownBody(bodyText(message.data))] : view(message, config.ack_policy),
      );
      if (acks) await settle(context, message, flags);
    }
  },
});

/**
 * Acknowledges, refuses or ends a message, and waits until the consumer has noted that, so that the next command
 * finds it done. As with the CLI, which does not wait, it is no error if the consumer is not reached.
 */
async function settle(
  context: CommandContext,
  { reply = '' }: Msg,
  { nak, term, raw }: { nak: boolean; term: boolean; raw: boolean },
): Promise<void> {
  const nats = await context.nats();
  const [word, said] = nak
    ? ['-NAK', 'Negatively Acknowledged message']
    : term
      ? ['+TERM', 'Terminated message']
      : ['+ACK', 'Acknowledged message'];
  await nats.request(reply, word, { timeout: context.timeout }).catch((error: unknown) => {
    if (!(error instanceof NatsError && error.code === '503')) unanswered(error);
  });
  if (!raw) outAll(context, [said, '']);
}

/**
 * A message of a consumer. Its reply subject tells its place: `$JS.ACK.<stream>.<consumer>.<tries>.
 * <stream sequence>.<consumer sequence>.<time>.<pending>`, with domain and account hash after `ACK` in newer forms.
 */
function view({ subject, reply = '', headers, data }: Msg, policy: string): string[] {
  const tokens = reply.split('.');
  const [tries, stream, own, , pending] = tokens.length > 9 ? tokens.slice(6) : tokens.slice(4);
  const place = `tries: ${tries} / cons seq: ${own} / str seq: ${stream} / pending: ${pending}`;
  const named = headerLines(headers);
  const body = shownBody(bodyText(data)).split('\n');
  return [
    `[${clock()}] subj: ${subject}${policy === 'none' && !reply ? '' : ` / ${place}`}`,
    '',
    ...(named.length
      ? ['Headers:', '', ...named.map((line) => `  ${line}`), '', 'Data:', '', '']
      : []),
    ...body,
    '',
  ];
}
