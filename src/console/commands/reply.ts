import { headers as newHeaders, type Msg } from '../../nats/nats-client.ts';
import { command, optional, outAll, required } from '../command.ts';
import { onOff, text, whole } from '../flags.ts';
import { bodyText, headerLines, parseHeaders } from '../messages.ts';
import { Problem } from '../problem.ts';
import { checkSubscription } from '../subjects.ts';
import { fillTemplates, templateHelp } from '../templates.ts';
import { clock } from '../units.ts';
import { header } from './common-flags.ts';
import { tellStatus } from './waiting.ts';

export const reply = command({
  name: 'reply',
  help: [
    `Generic service reply utility\n\n${templateHelp}`,
    '  {{Request}}        the request payload',
    "  {{1}}              what the subject's first wildcard stands for",
  ].join('\n'),
  differs: 'There is no --command. A body is a text. Ctrl-C ends it.',
  examples: [`reply help.please 'Thanks for {{Request}}'`, `reply 'echo.>' --echo --count 2`],
  args: { subject: required('Subject to subscribe to'), body: optional('Reply body') },
  flags: {
    echo: onOff('Echo back what is received'),
    queue: text('Queue group name (NATS-RPLY-22)', { short: 'q', placeholder: 'QUEUE' }),
    header,
    count: whole('Quit after receiving this many messages', { placeholder: 'COUNT' }),
  },
  run: async (context, { subject, body }, { echo, queue = 'NATS-RPLY-22', header, count }) => {
    if (body === undefined && !echo) throw new Problem('body or --echo is required');
    checkSubscription(subject, queue);
    const nats = await context.nats();
    const log = (line: string) => context.out(`${clock()} ${line}`);
    await new Promise<void>((resolve, reject) => {
      let received = 0;
      const callback = (error: Error | null, message: Msg) => {
        if (error) return reject(error);
        if (received === count) return;
        const request = bodyText(message.data);
        log(`[#${received}] Received on subject "${message.subject}":`);
        for (const each of headerLines(message.headers)) log(each);
        outAll(context, ['', request]);
        const headers = parseHeaders(header) ?? newHeaders();
        if (echo) headers.set('NATS-Reply-Counter', String(received));
        const facts = { body: request, tokens: taken(subject, message.subject) };
        const answer = echo
          ? message.data
          : fillTemplates(body ?? '', { count: received, request: facts });
        message.respond(answer, headers.keys().length ? { headers } : {});
        received++;
        if (received === count) nats.flush().then(resolve, reject);
      };
      nats.subscribe(subject, { callback, queue });
      void tellStatus(nats, context.err);
      nats.flush().then(() => log(`Listening on "${subject}" in group "${queue}"`), reject);
    });
  },
});

/** The tokens of a subject that stand where a pattern has wildcards. */
function taken(pattern: string, subject: string): string[] {
  const tokens = subject.split('.');
  return pattern.split('.').flatMap((token, i) => {
    if (token === '>') return tokens.slice(i);
    return token === '*' ? tokens.slice(i, i + 1) : [];
  });
}
