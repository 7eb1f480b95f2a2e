import type { MetaCluster, Varz } from '../../../lab/network/monitor-pages.ts';
import { createInbox, headers as newHeaders } from '../../../nats/nats-client.ts';
import type { Command, CommandContext } from '../../command.ts';
import { clientWords } from '../../console-errors.ts';
import { durationOr, duration, list, onOff, text, whole, wholeOr } from '../../flags.ts';
import { checkSubject } from '../../subjects.ts';
import { showDuration } from '../../units.ts';
import { checkCommand, failing, seconds } from './check-command.ts';
import type { CheckResult } from './check-result.ts';
import { accountChecks } from './check-account.ts';
import { streamChecks } from './check-stream.ts';

const since = (start: number) => (performance.now() - start) / 1e3;
const goSeconds = (time: number) =>
  time < 1e-3 ? `${Math.round(time * 1e6)}µs` : `${Number((time * 1e3).toFixed(3))}ms`;

const connection = checkCommand({
  name: 'connection',
  aliases: ['conn'],
  suite: 'connections',
  help: 'Checks basic server connection',
  flags: {
    'connect-warn': durationOr('500ms', 'Warning threshold to allow for establishing connections'),
    'connect-critical': durationOr(
      '1s',
      'Critical threshold to allow for establishing connections',
    ),
    'rtt-warn': durationOr('500ms', 'Warning threshold to allow for server RTT'),
    'rtt-critical': durationOr('1s', 'Critical threshold to allow for server RTT'),
    'req-warn': durationOr('500ms', 'Warning threshold to allow for full round trip test'),
    'req-critical': durationOr('1s', 'Critical threshold to allow for full round trip test'),
  },
  item: () => 'Connection',
  run: async (result, flags, context) => {
    const url = `nats://${context.server}`;
    const timed = async (
      name: string,
      of: 'connect' | 'rtt' | 'req',
      help: string,
      act: () => Promise<unknown>,
    ) => {
      const start = performance.now();
      await act();
      const value = since(start);
      const warn = seconds(flags[`${of}-warn`]);
      const crit = seconds(flags[`${of}-critical`]);
      result.figure({ name, value, warn, crit, unit: 's', help });
      return {
        value,
        over: value >= crit ? crit : value >= warn ? warn : undefined,
        critical: value >= crit,
      };
    };
    const say = (
      { over, critical }: { over: number | undefined; critical: boolean },
      good: string,
      bad: (over: number) => string,
    ) => {
      if (over === undefined) return result.ok(good);
      if (critical) result.critical(bad(over));
      else result.warn(bad(over));
    };
    const connected = await timed('connect_time', 'connect', 'Time taken to connect to NATS', () =>
      context.nats().catch(failing('connection failed')),
    );
    say(
      connected,
      `connected to ${url} in ${goSeconds(connected.value)}`,
      (over) => `connected to ${url}, connect time exceeded ${over}`,
    );
    const nats = await context.nats();
    const rtt = await timed('rtt', 'rtt', 'The round-trip-time of the connection', () =>
      nats.flush().catch(failing('rtt failed')),
    );
    say(rtt, `rtt time ${goSeconds(rtt.value)}`, (over) => `rtt time exceeded ${over}`);
    const request = await timed(
      'request_time',
      'req',
      'Time taken for a full Request-Reply operation',
      () => toOneself(context),
    );
    const took = request.value.toFixed(6);
    say(request, `round trip took ${took}s`, () => `round trip request took ${took}`);
  },
});

/** Publishes to oneself, and waits for it. */
async function toOneself({ nats, inboxPrefix, timeout }: CommandContext): Promise<void> {
  const connection = await nats();
  const inbox = createInbox(inboxPrefix);
  await new Promise<void>((resolve, reject) => {
    const end = (act: () => void) => {
      clearTimeout(timer);
      subscription.unsubscribe();
      act();
    };
    const late = new Error(`did not receive from ${inbox}: nats: timeout`);
    const timer = setTimeout(() => end(() => reject(late)), timeout);
    const callback = (error: Error | null) => end(error ? () => reject(error) : resolve);
    const subscription = connection.subscribe(inbox, { callback });
    connection.publish(inbox, 'x'.repeat(100));
  });
}

const request = checkCommand({
  name: 'request',
  aliases: ['req'],
  help: 'Checks a request-reply service',
  needs: ['subject'],
  flags: {
    subject: text('The subject to send the request to', { placeholder: 'SUBJECT' }),
    payload: text('Payload to send in the request', { placeholder: 'PAYLOAD' }),
    headers: list('Headers to publish in the request', { placeholder: 'KEY=VALUE' }),
    'match-headers': list('Headers to publish in the request', { placeholder: 'KEY=VALUE' }),
    'match-payload': text('Regular expression the response should match', { placeholder: 'REGEX' }),
    'response-critical': duration('Critical threshold for response time'),
    'response-warn': duration('Warning threshold for response time'),
  },
  item: ({ subject = '' }) => subject,
  run: async (result, flags, context) => {
    const { subject = '', payload = '', headers: given } = flags;
    const nats = await context.nats().catch(failing('could not load info'));
    const headers = newHeaders();
    for (const [key, value] of given.map(keyAndValue)) headers.append(key, value);
    const [warn, crit] = [seconds(flags['response-warn']), seconds(flags['response-critical'])];
    const start = performance.now();
    const options = { timeout: context.timeout, ...(given.length && { headers }) };
    const asked = async () => {
      checkSubject(subject);
      return nats.request(subject, payload, options);
    };
    const answer = await asked().catch((error: unknown) => error as Error);
    const took = since(start);
    const value = Math.round(took * 1e3) / 1e3;
    const help = 'How long the request took';
    result.figure({ name: 'time', value, warn, crit, unit: 's', help });
    if (answer instanceof Error) {
      return result.critical(`could not send request: ${clientWords(answer)}`);
    }
    const data = answer.string();
    const match = flags['match-payload'];
    if (match !== undefined && !new RegExp(match).test(data)) {
      result.critical('response does not match regexp');
    }
    for (const [key, value] of flags['match-headers'].map(keyAndValue)) {
      const held = answer.headers?.get(key) ?? '';
      if (held !== value) result.critical(`invalid header "${key}" = "${held}"`);
    }
    const words = `response took ${showDuration(value * 1e9)}`;
    if (crit > 0 && took > crit) result.critical(words);
    else if (warn > 0 && took > warn) result.warn(words);
    result.okIfGood('Valid response');
  },
});

const keyAndValue = (text: string): readonly [string, string] => {
  const [key = '', ...value] = text.split(/[=:]/);
  return [key, value.join('=')];
};

const meta = checkCommand({
  name: 'meta',
  aliases: ['raft'],
  help: 'Check JetStream cluster state',
  needs: ['seen-critical', 'lag-critical', 'expect'],
  flags: {
    expect: whole('Number of servers to expect', { placeholder: 'SERVERS' }),
    'lag-critical': whole('Critical threshold to allow for lag', { placeholder: 'OPS' }),
    'seen-critical': duration('Critical threshold for how long ago a peer should have been seen'),
  },
  item: () => 'JetStream Meta Cluster',
  run: async (result, flags, context, servers) => {
    const { expect = 0, 'lag-critical': lag = 0, 'seen-critical': seen = 0 } = flags;
    const { domain } = context;
    const answers = await servers.ask('jsz', {}, { domain });
    const clusters = answers.flatMap(({ data }) => data.meta_cluster ?? []);
    if (!clusters.length) return result.critical('no cluster information');
    const led = answers.find(({ server, data }) => data.meta_cluster?.leader === server.name);
    if (!led) return result.critical('No leader');
    checkMeta(result, led.data.meta_cluster!, { expect, lag, seen });
  },
});

function checkMeta(
  result: CheckResult,
  { leader = '', replicas }: MetaCluster,
  { expect, lag, seen }: { expect: number; lag: number; seen: number },
): void {
  const others = replicas ?? [];
  const peers = others.length + 1;
  const help = 'Configured RAFT peers';
  result.figure({ name: 'peers', value: peers, warn: expect, crit: expect, help });
  if (expect > 0 && peers !== expect) result.critical(`${peers} peers of expected ${expect}`);
  const count = (is: (peer: (typeof others)[number]) => boolean | undefined) =>
    others.filter((peer) => is(peer)).length;
  const offline = count((peer) => peer.offline);
  const notCurrent = count((peer) => !peer.current);
  const inactive = count((peer) => seen > 0 && peer.active > seen);
  const lagged = count((peer) => lag > 0 && (peer.lag ?? 0) > lag);
  result.figure(
    { name: 'peer_offline', value: offline, help: 'Offline RAFT peers' },
    { name: 'peer_not_current', value: notCurrent, help: 'RAFT peers that are not current' },
    { name: 'peer_inactive', value: inactive, help: 'Inactive RAFT peers' },
    {
      name: 'peer_lagged',
      value: lagged,
      help: 'RAFT peers that are lagged more than configured threshold',
    },
  );
  if (notCurrent) result.critical(`${notCurrent} not current`);
  if (inactive) result.critical(`${inactive} inactive more than ${showDuration(seen)}`);
  if (offline) result.critical(`${offline} offline`);
  if (lagged) result.critical(`${lagged} lagged more than ${lag} ops`);
  result.okIfGood(`${peers} peers led by ${leader}`);
}

const amount = (help: string) => wholeOr(0, help);

const server = checkCommand({
  name: 'server',
  help: 'Checks a NATS Server health',
  needs: ['name'],
  flags: {
    name: text('Server name to require in the result', { placeholder: 'NAME', names: 'server' }),
    'cpu-warn': amount('Warning threshold for CPU usage, in percent'),
    'cpu-critical': amount('Critical threshold for CPU usage, in percent'),
    'mem-warn': amount('Warning threshold for Memory usage, in bytes'),
    'mem-critical': amount('Critical threshold Memory CPU usage, in bytes'),
    'conn-warn': amount('Warning threshold for connections, supports inversion'),
    'conn-critical': amount('Critical threshold for connections, supports inversion'),
    'subs-warn': amount('Warning threshold for number of active subscriptions, supports inversion'),
    'subs-critical': amount(
      'Critical threshold for number of active subscriptions, supports inversion',
    ),
    'uptime-warn': duration('Warning threshold for server uptime as duration'),
    'uptime-critical': duration('Critical threshold for server uptime as duration'),
    'auth-required': onOff('Checks that authentication is enabled'),
    'tls-required': onOff('Checks that TLS is required'),
    'js-required': onOff('Checks that JetStream is enabled'),
  },
  item: ({ name = '' }) => name,
  run: async (result, flags, _, servers) => {
    const { name } = flags;
    const [answer] = await servers.ask('varz', {}, { name, wait: 1 }).catch(failing('varz failed'));
    if (!answer) return result.critical('varz failed: nats: timeout');
    const varz = answer.data as Varz & { auth_required?: boolean; tls_required?: boolean };
    const demand = (wanted: boolean, is: boolean | undefined, good: string, bad: string) => {
      if (wanted) (is ? result.ok.bind(result) : result.critical.bind(result))(is ? good : bad);
    };
    const jetstream = varz.jetstream?.config !== undefined;
    demand(flags['js-required'], jetstream, 'JetStream enabled', 'JetStream not enabled');
    demand(flags['tls-required'], varz.tls_required, 'TLS required', 'TLS not required');
    demand(
      flags['auth-required'],
      varz.auth_required,
      'Authentication required',
      'Authentication not required',
    );
    const up = (Date.parse(varz.now) - Date.parse(varz.start)) / 1e3;
    const [upWarn, upCrit] = [seconds(flags['uptime-warn']), seconds(flags['uptime-critical'])];
    if (upWarn > 0 || upCrit > 0) {
      if (upCrit > upWarn) return result.critical('Up invalid thresholds');
      const words = `Up ${showDuration(up * 1e9)}`;
      if (up <= upCrit) result.critical(words);
      else if (up <= upWarn) result.warn(words);
      else result.ok(words);
    }
    const help = 'NATS Server uptime in seconds';
    result.figure({ name: 'uptime', value: up, warn: upWarn, crit: upCrit, unit: 's', help });
    const usage = usageOf(varz).map((each) => ({
      ...each,
      warn: flags[`${each.flag}-warn`],
      crit: flags[`${each.flag}-critical`],
    }));
    for (const { name, value, warn, crit, unit, help } of usage) {
      result.figure({ name, value, warn, crit, unit, help });
    }
    for (const { title, value, warn, crit, inverts } of usage) {
      if (!warn && !crit) continue;
      const over = (limit: number) => (crit < warn ? value <= limit : value >= limit);
      const words = `${title} ${value.toFixed(2)}`;
      if (!inverts && crit < warn) result.critical(`${title} invalid thresholds`);
      else if (over(crit)) result.critical(words);
      else if (over(warn)) result.warn(words);
      else result.ok(words);
    }
  },
});

/** What a server uses, by the flags that limit it. Below a smaller critical limit some checks invert. */
const usageOf = ({ cpu, mem, connections, subscriptions }: Varz) =>
  [
    {
      name: 'cpu',
      flag: 'cpu',
      title: 'CPU',
      value: cpu,
      unit: '%',
      inverts: false,
      help: 'NATS Server CPU usage in percentage',
    },
    {
      name: 'mem',
      flag: 'mem',
      title: 'Memory',
      value: mem,
      unit: '',
      inverts: false,
      help: 'NATS Server memory usage in bytes',
    },
    {
      name: 'connections',
      flag: 'conn',
      title: 'Connections',
      value: connections,
      unit: '',
      inverts: true,
      help: 'Active connections',
    },
    {
      name: 'subscriptions',
      flag: 'subs',
      title: 'Subscriptions',
      value: subscriptions,
      unit: '',
      inverts: true,
      help: 'Active subscriptions',
    },
  ] as const;

/** `server check` and its checks. */
export const serverChecks: readonly Command[] = [
  connection,
  ...streamChecks,
  ...accountChecks,
  meta,
  request,
  server,
];
