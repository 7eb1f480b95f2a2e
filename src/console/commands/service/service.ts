import type { Command } from '../../command.ts';
import {
  command,
  optional,
  outAll,
  outJson,
  required,
  type CommandContext,
} from '../../command.ts';
import { choice, idle, onOff, onUnless, text, wholeOr, type Flag } from '../../flags.ts';
import { Problem } from '../../problem.ts';
import { table } from '../../table.ts';
import { checkSubject } from '../../subjects.ts';
import { showCount, showDuration } from '../../units.ts';
import { header, translate } from '../common-flags.ts';
import { request } from '../message/request.ts';
import { serviceServe } from './serve.ts';
import { serviceReport, type ServiceInfo, type ServiceStats } from './report.ts';
import { requestAll } from '../server/system-request.ts';

const json = onOff('Show JSON output', { short: 'j' });
const none = 'no service instances found';

type Verb = 'INFO' | 'STATS' | 'PING';

/** The subject on which services answer: all of them, those of a name, or one. */
function subjectOf(verb: Verb, name = '', id = ''): string {
  const subject = ['$SRV', verb, name, name && id].filter(Boolean).join('.');
  checkSubject(subject);
  return subject;
}

/**
 * Asks services.
 * @param wait ends with so many answers
 * @throws Problem as the `nats` CLI has it, if there are none
 */
async function ask<T extends { type: string }>(
  context: CommandContext,
  subject: string,
  wait?: number,
  words = none,
): Promise<T[]> {
  const found = await requestAll<T>(context, subject, '{}', wait);
  if (!found) throw new Problem(words);
  return found;
}

const byName = (a: { name: string; id: string }, b: { name: string; id: string }) =>
  a.name < b.name || (a.name === b.name && a.id < b.id) ? -1 : 1;

async function infosOf(context: CommandContext, name?: string, id?: string, wait?: number) {
  const found = await ask<ServiceInfo>(context, subjectOf('INFO', name, id), wait);
  const known = found.filter(({ type }) => type === 'io.nats.micro.v1.info_response');
  return known.sort(byName);
}

const serviceList = command({
  name: 'service list',
  aliases: ['ls', 'l'],
  help: 'List known Services',
  args: { service: optional('List instances of a specific Service') },
  flags: { json },
  run: async (context, { service }, { json: asJson }) => {
    const infos = await infosOf(context, service);
    if (asJson) return outJson(context, infos);
    if (!infos.length) return context.out('No results received');
    let before: Partial<ServiceInfo> = {};
    const rows = infos.map((info) => {
      const fresh = (of: 'name' | 'version' | 'description') =>
        info[of] === before[of] ? '' : info[of];
      const row = [fresh('name'), fresh('version'), info.id, fresh('description')];
      before = info;
      return row;
    });
    const title = service ? `${service} Service Instances` : 'All Services';
    outAll(context, [...table(title, ['Name', 'Version', 'ID', 'Description'], rows), '']);
  },
});

const serviceArg = required('Service to show');
const idArg = optional('Show info for a specific ID');

const serviceInfo = command({
  name: 'service info',
  aliases: ['i'],
  help: 'Show Service information',
  args: { service: serviceArg, id: idArg },
  flags: {
    endpoint: text('Filter shown endpoints using a regular expression', {
      short: 'e',
      placeholder: 'ENDPOINT',
    }),
    json,
  },
  run: async (context, { service, id }, { endpoint = '', json: asJson }) => {
    const wanted = pattern(endpoint);
    const [info] = await infosOf(context, service, id, 1);
    if (!info) return context.out(asJson ? '{}' : 'No results received');
    const subject = subjectOf('STATS', info.name, info.id);
    const [stats] = await ask<ServiceStats>(context, subject, 1, 'no micro instances found');
    if (!stats) throw new Problem(`no statistics received for ${info.name} > ${info.id}`);
    const fits = ({ name }: { name: string }) => wanted.test(name);
    if (asJson) {
      return outJson(context, {
        info: { ...info, endpoints: info.endpoints.filter(fits) },
        stats: { ...stats, endpoints: stats.endpoints.filter(fits) },
      });
    }
    outAll(context, serviceReport(info, stats, fits));
  },
});

/** @throws Problem unless it is a regular expression */
function pattern(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch (error) {
    throw new Problem(`error parsing regexp: ${(error as Error).message}`);
  }
}

const serviceStats = command({
  name: 'service stats',
  help: 'Report Service statistics',
  args: { service: serviceArg, id: idArg },
  flags: { json },
  run: async (context, { service, id }, { json: asJson }) => {
    const found = await ask<ServiceStats>(context, subjectOf('STATS', service, id));
    if (!found.length) return context.out('No responses received');
    const stats = found
      .filter(({ type }) => type === 'io.nats.micro.v1.stats_response')
      .sort(byName);
    if (asJson) return outJson(context, stats);
    const endpoints = stats.flatMap(({ endpoints }) => endpoints);
    const sum = (of: 'num_requests' | 'num_errors' | 'processing_time') =>
      endpoints.reduce((total, each) => total + each[of], 0);
    const [requests, errors, time] = [
      sum('num_requests'),
      sum('num_errors'),
      sum('processing_time'),
    ];
    const rows = stats.flatMap(({ id: of, endpoints }) =>
      endpoints.map((each, i) => [
        i ? '' : of,
        each.name,
        showCount(each.num_requests),
        each.queue_group ?? '',
        showCount(each.num_errors),
        showDuration(each.processing_time),
        showDuration(each.average_processing_time),
      ]),
    );
    const head = [
      'ID',
      'Endpoint',
      'Requests',
      'Queue Group',
      'Errors',
      'Processing Time',
      'Average Time',
    ];
    const totals = [
      '',
      '',
      showCount(requests),
      '',
      showCount(errors),
      showDuration(time),
      showDuration(time ? time / (requests + errors) : 0),
    ];
    outAll(context, [...table(`${service} Service Statistics`, head, rows, totals), '']);
  },
});

const servicePing = command({
  name: 'service ping',
  help: 'Sends a ping to all Services',
  args: { service: optional('Service to show') },
  flags: {},
  run: async (context, { service }) => {
    const start = performance.now();
    const take = ({ name, id }: { name: string; id: string }) => {
      const rtt = showDuration((performance.now() - start) * 1e6);
      context.out(`${`${name} ${id}`.padEnd(50)} rtt=${rtt}`);
    };
    // Like the CLI it listens to the end: none knows how many services there are.
    await requestAll(context, subjectOf('PING', service), '', Infinity, take);
  },
});

const serviceRequest = command({
  name: 'service request',
  aliases: ['req'],
  help: 'Send a request to a service endpoint',
  differs:
    'There is no STDIN: without a payload an empty one is sent. A page runs no programs, so --translate is left out.',
  args: {
    service: required('Service name'),
    endpoint: required('Endpoint name'),
    payload: optional('Request payload'),
  },
  flags: {
    header: { ...header, help: 'Headers in K:V form' },
    raw: onOff('Show only the reply body', { short: 'r' }),
    count: wholeOr(1, 'Send the request N times'),
    translate,
    templates: onUnless('Enables template functions in body and subject'),
    'force-stdin': idle('Force reading payload from stdin'),
    'send-on': {
      ...choice(['newline', 'eof'], `When to send data from stdin: 'eof' (default) or 'newline'`),
      idle: true,
    },
  },
  run: async (context, { service, endpoint, payload = '' }, flags) => {
    const [info] = await infosOf(context, service, '', 1);
    if (!info) throw new Problem(`no instances of service "${service}" found`);
    const known = info.endpoints.map(({ name }) => name);
    const at = info.endpoints.find(({ name }) => name === endpoint);
    if (!known.length) throw new Problem(`service "${info.name}" has no endpoints`);
    if (!at) {
      const all = known.join(', ');
      throw new Problem(`service "${info.name}" has no endpoint "${endpoint}" (available: ${all})`);
    }
    const values: Record<string, unknown> = {};
    const own: Record<string, Flag<unknown>> = request.flags;
    for (const [name, { initial }] of Object.entries(own)) values[name] = initial;
    const args = { subject: at.subject, body: payload };
    await request.run(context, args as never, { ...values, ...flags } as never);
  },
});

/** The commands for services. */
export const services: readonly Command[] = [
  serviceList,
  serviceInfo,
  serviceStats,
  servicePing,
  serviceRequest,
  serviceServe,
];
