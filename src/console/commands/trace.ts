import { headers as newHeaders } from '../../nats/nats-client.ts';
import { command, optional, outAll, required } from '../command.ts';
import { onOff, pairs } from '../flags.ts';
import { traceMessage } from '../message-trace.ts';
import { Problem } from '../problem.ts';
import { checkSubject } from '../subjects.ts';
import { traceReport } from '../trace-report.ts';

export const trace = command({
  name: 'trace',
  help: 'Trace message delivery within an NATS network',
  examples: ['trace orders.new oak', 'trace orders.new oak --deliver'],
  args: {
    subject: required('The subject to publish to'),
    payload: optional('The message body to send'),
  },
  flags: {
    deliver: onOff('Deliver the message to the final destination'),
    timestamp: onOff('Show event timestamps', { short: 'T' }),
    header: pairs('Adds headers to the trace message using K:V format', {
      short: 'H',
      placeholder: 'HEADER',
    }),
  },
  run: async (context, { subject, payload = '' }, { deliver, timestamp, header }) => {
    checkSubject(subject);
    const nats = await context.nats();
    const [major = 0, minor = 0] = (nats.info?.version ?? '').split('.').map(Number);
    if (major < 2 || (major === 2 && minor < 11)) {
      throw new Problem('tracing messages require NATS Server 2.11');
    }
    const headers = newHeaders();
    for (const [name, value] of Object.entries(header)) headers.set(name, value);
    const how = deliver ? 'with delivery to the final destination' : '';
    outAll(context, [`Tracing message route to subject ${subject} ${how}`, '']);
    const way = await traceMessage(nats, {
      subject,
      payload: new TextEncoder().encode(payload),
      headers,
      deliver,
      inboxPrefix: context.inboxPrefix,
      timeout: context.timeout,
      signal: context.signal,
      heard: (json) => context.trace?.(`>>> ${json}`),
    });
    if (!way) throw new Problem('nats: timeout');
    outAll(context, traceReport(way, timestamp));
  },
});
