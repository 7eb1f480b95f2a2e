import { headers as newHeaders, type Msg, type MsgHdrs } from '../../../nats/nats-client.ts';
import { command, optional, outAll, required } from '../../command.ts';
import { duration, onOff, text, whole } from '../../flags.ts';
import { bodyText, headerLines, parseHeaders } from '../../messages.ts';
import { checkSubscription } from '../../subjects.ts';
import { fillTemplates, templateHelp } from '../../templates.ts';
import { clock } from '../../units.ts';
import { header } from '../common-flags.ts';
import { goesOn, onInterrupt, pause, tellStatus } from './waiting.ts';

export const reply = command({
  name: 'reply',
  help: [
    `Generic service reply utility\n\n${templateHelp}`,
    '  {{Request}}        the request payload',
  ].join('\n'),
  differs:
    'There is no --command, since a page runs no programs. With --count it ends without an error.',
  examples: [`reply help.please 'Thanks for {{Request}}'`, `reply 'echo.>' --echo --count 2`],
  args: { subject: required('Subject to subscribe to'), body: optional('Reply body') },
  flags: {
    echo: onOff('Echo back what is received'),
    queue: text('Queue group name', { short: 'q', placeholder: 'NATS-RPLY-22' }),
    sleep: duration('Inject a random sleep delay between replies up to this duration max', {
      placeholder: 'MAX',
    }),
    header,
    count: whole('Quit after receiving this many messages', { placeholder: 'COUNT' }),
  },
  run: async (context, { subject, body = '' }, flags) => {
    const { queue = 'NATS-RPLY-22', header, count, sleep } = flags;
    const nats = await context.nats();
    const log = (line: string) => context.out(`${clock()} ${line}`);
    const leave = () => outAll(context, [`${clock()} `, 'Draining...', `${clock()} Exiting`]);
    if (!body && !flags.echo) log('No body or command supplied, enabling echo mode');
    const echo = flags.echo || !body;
    checkSubscription(subject, queue);

    let received = 0;
    const answer = async (message: Msg) => {
      const request = bodyText(message.data);
      log(`[#${received}] Received on subject ${JSON.stringify(message.subject)}:`);
      for (const each of headerLines(message.headers)) log(each);
      outAll(context, ['', ...request.split('\n')]);
      if (sleep) await pause((Math.random() * sleep) / 1e6, context.signal);
      const headers = parseHeaders(header, received) ?? newHeaders();
      if (echo) echoHeaders(headers, message.headers, received);
      const trouble = (words: string) => log(`Could not parse body template: ${words}`);
      const data = echo ? message.data : fillTemplates(body, { count: received, request }, trouble);
      const options = headers.keys().length ? { headers } : {};
      if (message.respond(data, options)) received++;
      else log('Could not publish reply: nats: message does not have a reply');
    };
    await new Promise<void>((resolve, reject) => {
      // One after the other, as in the CLI, also where an answer sleeps.
      let turn = Promise.resolve();
      const callback = (error: Error | null, message: Msg) => {
        if (error) return goesOn(error, context) ? undefined : reject(error);
        turn = turn
          .then(async () => {
            if (received === count) return;
            await answer(message);
            if (received !== count) return;
            await nats.flush();
            leave();
            resolve();
          })
          .catch(reject);
      };
      nats.subscribe(subject, { callback, queue });
      void tellStatus(nats, context);
      nats.flush().then(() => {
        log(`Listening on ${JSON.stringify(subject)} in group ${JSON.stringify(queue)}`);
        onInterrupt(context, leave);
      }, reject);
    });
  },
});

/** Adds the headers of a request to those of its echo, and the number of the echo. */
function echoHeaders(headers: MsgHdrs, of: MsgHdrs | undefined, count: number): void {
  for (const key of of?.keys() ?? []) {
    for (const value of of!.values(key)) headers.append(key, value);
  }
  headers.append('NATS-Reply-Counter', String(count));
}
