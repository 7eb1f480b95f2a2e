import { command, outAll } from '../../command.ts';
import { duration, onOff, text, whole, wholeOr } from '../../flags.ts';
import { allStreams } from '../../names.ts';
import { Problem } from '../../problem.ts';
import { isSubset } from '../../subjects.ts';
import type { StreamInfo } from '../api-types.ts';
import { all } from './pick.ts';
import { streamTable } from './stream.ts';

const flags = {
  'server-name': text('Display streams present on a regular expression matched server', {
    placeholder: 'REGEX',
  }),
  cluster: text('Display streams present on a regular expression matched cluster', {
    placeholder: 'REGEX',
  }),
  empty: onOff('Display streams with no messages'),
  idle: duration('Display streams with no new messages or consumer deliveries for a period'),
  created: duration('Display streams created longer ago than duration'),
  consumers: wholeOr(-1, 'Display streams with fewer consumers than threshold'),
  subject: text('Filters streams by those with interest matching a subject or wildcard', {
    placeholder: 'SUBJECT',
  }),
  replicas: whole('Display streams with fewer or equal replicas than the value', {
    placeholder: 'REPLICAS',
  }),
  sourced: onOff('Display that sources data from other streams'),
  mirrored: onOff('Display that mirrors data from other streams'),
  leader: text('Display only clustered streams with a specific leader', {
    placeholder: 'SERVER',
    names: 'server',
  }),
  names: onOff('Show just the stream names', { short: 'n' }),
  invert: onOff('Invert the check - before becomes after, with becomes without', {
    negatable: true,
  }),
  expression: text('Match streams using an expression language', { placeholder: 'EXPRESSION' }),
  'api-level': whole('Match streams that support at least the given api level', {
    placeholder: 'LEVEL',
  }),
  all,
};

export const streamFind = command({
  name: 'stream find',
  aliases: ['query'],
  help: 'Finds streams matching certain criteria',
  differs: 'It has no expression language, and refuses --expression.',
  examples: ['stream find --mirrored', 'stream find --empty --names'],
  args: {},
  flags,
  run: async (context, _, wanted) => {
    if (wanted.expression) {
      throw new Problem(
        'the expression language of --expression is not here',
        'The other flags match by one property each: try --help.',
      );
    }
    const streams = await allStreams(await context.jetStream());
    const tests = testsFor(wanted);
    // An inverted check of limits holds for their own value too, as in the CLI.
    const { invert } = wanted;
    const found = streams.filter((info) => tests.every((test) => test(info, invert)));
    if (wanted.names) return context.out(found.map(({ config }) => config.name).join('\n'));
    const title = wanted.subject ? `Streams matching ${wanted.subject}` : 'Streams';
    outAll(context, [...streamTable(title, found), '', '']);
  },
});

type Test = (info: StreamInfo, invert: boolean) => boolean;
type Wanted = { [K in keyof typeof flags]: (typeof flags)[K]['initial'] };

const plain =
  (test: (info: StreamInfo) => boolean): Test =>
  (info, invert) =>
    test(info) !== invert;

const atMost =
  (limit: number, value: (info: StreamInfo) => number): Test =>
  (info, invert) =>
    invert ? value(info) >= limit : value(info) <= limit;

const since = (moment: string) => (Date.now() - new Date(moment).getTime()) * 1e6;

function testsFor(wanted: Wanted): Test[] {
  const { idle, created, consumers, subject, replicas, leader, 'api-level': level } = wanted;
  const { 'server-name': server, cluster } = wanted;
  const given: (Test | undefined | false | 0 | '')[] = [
    created && plain((info) => since(info.created) >= created),
    idle && plain(({ state }) => since(state.last_ts) > idle),
    wanted.empty && plain(({ state }) => state.messages === 0),
    consumers >= 0 && atMost(consumers, ({ state }) => state.consumer_count),
    cluster && clusterTest(cluster),
    subject && subjectTest(subject),
    server && serverTest(server),
    replicas && atMost(replicas, ({ config }) => config.num_replicas),
    wanted.sourced && plain(({ config }) => !!config.sources?.length),
    wanted.mirrored && plain(({ config }) => !!config.mirror),
    leader && ((info, invert) => !!info.cluster && (info.cluster.leader === leader) !== invert),
    level && plain(({ config }) => Number(config.metadata?.['_nats.req.level'] ?? 0) >= level),
  ];
  return given.filter((test) => !!test);
}

function clusterTest(pattern: string): Test {
  const expression = regex(pattern);
  return (info, invert) => !!info.cluster && expression.test(info.cluster.name ?? '') !== invert;
}

function serverTest(pattern: string): Test {
  const expression = regex(pattern);
  return (info, invert) => {
    if (!info.cluster) return false;
    const { leader = '', replicas = [] } = info.cluster;
    const names = [leader, ...replicas.map(({ name }) => name)];
    return names.some((name) => expression.test(name)) !== invert;
  };
}

function subjectTest(filter: string): Test {
  return ({ config: { subjects = [] } }, invert) =>
    subjects.some((subject) => isSubset(subject, filter) !== invert);
}

function regex(pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch {
    throw new Problem(`error parsing regexp: \`${pattern}\``);
  }
}
