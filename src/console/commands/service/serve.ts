import { headers as newHeaders } from '../../../nats/nats-client.ts';
import { command, outAll, required } from '../../command.ts';
import { pairs } from '../../flags.ts';
import { Problem } from '../../problem.ts';
import { Report } from '../../report.ts';
import { clock, showTime } from '../../units.ts';
import { tellStatus } from '../message/waiting.ts';

export const serviceServe = command({
  name: 'service serve',
  help: 'Runs a demo Service',
  differs: 'A page has no process id: in its place is the number of the client. Ctrl-C ends it.',
  args: { name: required('A name for the service to run on') },
  flags: {
    header: pairs('Headers to add to responses using K:V format', {
      short: 'H',
      placeholder: 'HEADER',
    }),
  },
  run: async (context, { name }, { header }) => {
    if (!/^[a-zA-Z0-9_-]+$/.test(name)) {
      throw new Problem(
        'validation: service name: name should not be empty and should consist of alphanumerical characters, dashes and underscores',
      );
    }
    const nats = await context.nats();
    const url = `nats://${context.server}`;
    const handler = String(nats.info?.client_id ?? 0);
    let payload = 0;
    const service = await nats.services.add({
      name,
      version: '1.0.0',
      description: `NATS CLI Demo Service (${name})`,
      metadata: { '_nats.client.created.library': 'leafwise' },
      statsHandler: () => Promise.resolve({ total_payload: payload }),
    });
    service.addGroup(name).addEndpoint('echo', (error, message) => {
      if (error) return;
      payload += message.data.length;
      context.out(`${clock()} Handling request on subject ${message.subject}`);
      const headers = newHeaders();
      const append = (key: string, value: string) => headers.append(key, value);
      append('ConnectedUrl', url);
      append('Handler', handler);
      append('Subject', message.subject);
      append('Timestamp', showTime(new Date()));
      if (nats.info?.cluster) append('ConnectedCluster', nats.info.cluster);
      for (const [key, value] of Object.entries(header)) append(key, value);
      for (const key of message.headers?.keys() ?? []) {
        for (const value of message.headers?.values(key) ?? []) append(key, value);
      }
      message.respond(message.data, { headers });
    });
    void tellStatus(nats, context);
    const report = new Report(
      `NATS CLI Service ${name} handler ${handler} waiting for requests on ${url}`,
    )
      .heading('Listening Subjects:')
      .row(`${name}.echo`, 'Echo Service');
    const custom = Object.entries(header);
    if (custom.length) report.heading('Custom Response Headers:');
    for (const [key, value] of custom) report.row(key, value);
    outAll(context, report.heading('Requests Log:').lines());
    await service.stopped;
  },
});
