import type { Msg } from '../../../nats/nats-client.ts';
import { command, required } from '../../command.ts';
import { clientWords } from '../../console-errors.ts';
import { duration, wholeOr } from '../../flags.ts';
import { parseHeaders } from '../../messages.ts';
import { Problem } from '../../problem.ts';
import { checkSubject, checkSubscription } from '../../subjects.ts';
import { clock, showGoDuration, showSize } from '../../units.ts';
import { header } from '../common-flags.ts';
import {
  benchDiffers,
  benchFlags,
  connectAll,
  multiFlags,
  oneByOne,
  paceFlags,
  payload,
  runBench,
  subjectsOf,
  usual,
} from './run.ts';
import { pause } from '../message/waiting.ts';

const subjectArg = required('Subject to use for the benchmark');

/** How many messages are sent between two round trips to the server. */
const batch = 1000;

const benchPub = command({
  name: 'bench pub',
  help: 'Publish Core NATS messages',
  differs: benchDiffers,
  examples: ['bench pub test --msgs 20000', 'bench pub test --clients 4 --size 1KB'],
  args: { subject: subjectArg },
  flags: { ...benchFlags(usual.core), ...paceFlags, ...multiFlags, payload, header },
  run: async (context, { subject }, flags) => {
    checkSubject(subject);
    const subjects = subjectsOf(subject, flags);
    const headers = parseHeaders(flags.header);
    await runBench(context, {
      label: 'Core NATS publisher',
      doing: 'publishing',
      facts: { subject: subjects.pattern, ...subjects.facts },
      flags,
      work: async (worker) => {
        const { nats, offset, payload: body } = worker;
        const options = headers && { headers };
        const sample = await oneByOne(worker, (i) => {
          nats.publish(subjects.at(offset + i), body, options);
          return (i + 1) % batch === 0 ? nats.flush() : undefined;
        });
        await nats.flush();
        return { ...sample, end: performance.now() };
      },
    });
  },
});

const benchSub = command({
  name: 'bench sub',
  help: 'Subscribe to Core NATS messages',
  differs: `${benchDiffers} It ends when each client has its messages, or at Ctrl-C.`,
  args: { subject: subjectArg },
  flags: { ...benchFlags(usual.core), multisubject: multiFlags.multisubject },
  run: async (context, { subject }, flags) => {
    const pattern = flags.multisubject ? `${subject}.*` : subject;
    checkSubscription(pattern);
    await runBench(context, {
      label: 'Core NATS subscriber',
      doing: 'expecting',
      facts: { subject: pattern, 'multi-subject': flags.multisubject },
      flags,
      each: true,
      work: ({ nats, count }) =>
        new Promise((resolve, reject) => {
          let received = 0;
          let start = 0;
          const callback = (error: Error | null) => {
            if (error) return reject(error);
            received++;
            if (received === 1) start = performance.now();
            if (received < count) return;
            subscription.unsubscribe();
            resolve({ start, end: performance.now(), latencies: [] });
          };
          const subscription = nats.subscribe(pattern, { callback });
        }),
    });
  },
});

const sleepHelp =
  'Sleep for the specified interval between requests or before replying to the request';

const benchRequest = command({
  name: 'bench service request',
  help: 'Send a request and wait for a reply',
  differs: benchDiffers,
  args: { subject: subjectArg },
  flags: {
    ...benchFlags(usual.others),
    ...paceFlags,
    sleep: { ...paceFlags.sleep, help: sleepHelp },
    payload: { ...payload, help: 'File containing the payload to send' },
    header,
  },
  run: async (context, { subject }, flags) => {
    checkSubject(subject);
    const headers = parseHeaders(flags.header);
    const { timeout } = context;
    await runBench(context, {
      label: 'Core NATS service requester',
      doing: 'requesting',
      facts: { subject },
      flags,
      work: (worker) =>
        oneByOne(worker, () =>
          worker.nats
            .request(subject, worker.payload, { timeout, ...(headers && { headers }) })
            .catch((error: unknown) => {
              throw new Problem(`requesting: requesting: ${clientWords(error)}`);
            }),
        ),
    });
  },
});

const benchServe = command({
  name: 'bench service serve',
  help: 'Service requests',
  differs: `${benchDiffers} It serves until Ctrl-C.`,
  args: { subject: subjectArg },
  flags: {
    ...benchFlags(usual.others),
    clients: wholeOr(1, 'Number of concurrent clients'),
    sleep: duration(sleepHelp),
  },
  run: async (context, { subject }, { clients, msgs, size = '128B', sleep = 0 }) => {
    checkSubscription(subject);
    const label = 'Core NATS service server';
    const log = (line: string) => context.out(`${clock()} ${line}`);
    const facts = `clients=${clients}, msg-size=${size === '128B' ? showSize(128) : size}, msgs=${msgs.toLocaleString('en-US')}, sleep=${showGoDuration(sleep)}, subject=${subject}`;
    log(`Starting ${label} benchmark [${facts}]`);
    const connections = await connectAll(context, clients);
    await Promise.all(
      connections.map(async (nats, i) => {
        log(`[${i + 1}] Starting ${label}, hit control-c to stop`);
        const service = await nats.services.add({ name: 'nats-bench-service', version: '1.0.0' });
        const respond = (message: Pick<Msg, 'respond'>) => message.respond('ok');
        service.addEndpoint('default', {
          subject,
          handler: (error, message) => {
            if (error) return;
            if (sleep) void pause(sleep / 1e6, context.signal).then(() => respond(message));
            else respond(message);
          },
        });
        await service.stopped;
      }),
    );
  },
});

/** Benchmarks of subjects and services. */
export const coreBenches = [benchPub, benchSub, benchRequest, benchServe];
