import {
  connection,
  eventsOf,
  ingressOf,
  type Egress,
  type Ingress,
  type ServerTrace,
  type TraceEvent,
} from './message-trace.ts';
import { Report } from './report.ts';

const arrows: Readonly<Record<number, string>> = {
  [connection.client]: '--C',
  [connection.jetStream]: '--J',
  [connection.router]: '-->',
  [connection.gateway]: '==>',
  [connection.leaf]: '~~>',
};

const kinds: Readonly<Record<number, string>> = {
  [connection.client]: 'Client',
  [connection.router]: 'Router',
  [connection.gateway]: 'Gateway',
  [connection.system]: 'System',
  [connection.leaf]: 'Leafnode',
  [connection.jetStream]: 'JetStream',
  [connection.account]: 'Account',
};

const ids: Readonly<Record<number, string>> = {
  [connection.client]: 'cid',
  [connection.router]: 'rid',
  [connection.gateway]: 'gid',
  [connection.leaf]: 'lid',
};

const quoted = (label: string, value: string | undefined) =>
  value ? ` ${label}:${JSON.stringify(value)}` : '';

/** A connection as the `nats` CLI names it, such as `Leafnode "hub" lid:5`. */
const named = ({ kind, cid, name }: Ingress | Egress) =>
  `${kinds[kind] ?? 'Unknown Kind'}${name ? ` ${JSON.stringify(name)}` : ''} ${ids[kind] ?? 'id'}:${cid}`;

/**
 * The way of a message as the `nats` CLI prints it.
 * @param times begins each line with the time since the message arrived at the first server
 */
export function traceReport(trace: ServerTrace, times: boolean): string[] {
  const egressCount = new Map<string, number>();
  const start = ingressOf(trace)?.ts ?? trace.server.time;
  const way = serverLines(trace, { start, times, egressCount });
  const legend = (['client', 'router', 'gateway', 'leaf', 'jetStream'] as const).map(
    (kind) => `${kinds[connection[kind]]}: ${arrows[connection[kind]]}`,
  );
  const stored = egressCount.get('JetStream') ?? 0;
  return [
    ...way,
    '',
    `Legend: ${legend.join(' ')} Error: --X`,
    '',
    ...(egressCount.size ? countLines(egressCount) : []),
    ...(stored > 1 ? [`WARNING: The message was received by ${stored} streams`] : []),
  ];
}

function countLines(egressCount: ReadonlyMap<string, number>): string[] {
  const report = new Report('Egress Count:');
  for (const [kind, count] of [...egressCount].sort(([, a], [, b]) => b - a))
    report.row(kind, count);
  return report.lines();
}

interface Printing {
  start: string | undefined;
  times: boolean;
  egressCount: Map<string, number>;
}

/** What one server did, and, indented, the servers to which it passed the message on. */
function serverLines(trace: ServerTrace, printing: Printing): string[] {
  const { egressCount } = printing;
  const count = (kind: number) => {
    const key = kinds[kind] ?? 'Unknown Kind';
    egressCount.set(key, (egressCount.get(key) ?? 0) + 1);
  };
  const at = (event: TraceEvent, lines: string[]) =>
    printing.times ? lines.map((line) => `[${since(printing.start, event.ts)}] ${line}`) : lines;
  const lines: string[] = [];
  const ingress = ingressOf(trace);
  if (ingress) {
    lines.push(
      ...(ingress.error && !trace.server.id
        ? [`  !!! Ingress Error: ${ingress.error}`]
        : at(ingress, ingressLines(ingress, trace))),
    );
  }
  const [mapping] = eventsOf(trace, 'sm');
  if (mapping) lines.push(...at(mapping, [`   ${quoted('Mapping subject', mapping.to)}`]));
  for (const event of eventsOf(trace, 'si')) {
    const { from, to, acc } = event;
    lines.push(
      ...at(event, [
        `    Service Import${quoted('from', from)}${quoted('to', to)}${quoted('account', acc)}`,
      ]),
    );
  }
  for (const event of eventsOf(trace, 'se')) {
    lines.push(
      ...at(event, [
        `    Stream Export${quoted('subject', event.to)}${quoted('account', event.acc)}`,
      ]),
    );
  }
  const [stream] = eventsOf(trace, 'js');
  if (stream) {
    const action = stream.nointerest ? 'no interest' : 'stored';
    const told = `${quoted('action', action)}${quoted('stream', stream.stream)}${quoted('subject', stream.subject)}`;
    count(connection.jetStream);
    lines.push(
      ...at(stream, [
        `${arrows[connection.jetStream]} JetStream${told}`,
        ...(stream.error ? [`--X Error: ${stream.error}`] : []),
      ]),
    );
  }
  const egresses = eventsOf(trace, 'eg');
  if (!egresses.length && ingress?.kind === connection.client && !ingress.error) {
    lines.push('--X No active interest');
  }
  for (const egress of egresses) {
    count(egress.kind);
    lines.push(...at(egress, egressLines(egress)));
    if (!egress.link) continue;
    const next = serverLines(egress.link, { ...printing, start: egress.ts });
    lines.push(...next.map((line) => `    ${line}`));
  }
  return lines;
}

function ingressLines(ingress: Ingress, { server }: ServerTrace): string[] {
  const { kind, error } = ingress;
  const clustered = kind === connection.client || kind === connection.gateway;
  const at = `${clustered ? quoted('cluster', server.cluster) : ''}${quoted('server', server.name)}`;
  return [
    `${named(ingress)}${at}${quoted('version', server.ver)}`,
    ...(error ? [`--X Error: ${error}`] : []),
  ];
}

function egressLines(egress: Egress): string[] {
  const { kind, acc, sub, queue, error } = egress;
  const to = `${quoted('account', acc)}${quoted('subject', sub)}${quoted('queue', queue)}`;
  return [
    `${arrows[kind] ?? ''} ${named(egress)}${to}`,
    ...(error ? [`  --X Error: ${error}`] : []),
  ];
}

/** The time between two moments as Go writes it, down to microseconds; the clocks of two servers may differ. */
function since(start: string | undefined, end: string | undefined): string {
  const passed = Math.round(micros(end) - micros(start));
  if (passed < 0 || Number.isNaN(passed)) return 'Skew';
  if (passed === 0) return '0s';
  if (passed < 1e3) return `${passed}µs`;
  return passed < 1e6 ? `${passed / 1e3}ms` : `${passed / 1e6}s`;
}

/** A `Date` would drop all below a millisecond. */
function micros(moment = ''): number {
  const [, seconds = '', fraction = ''] = /^([^.Z]+)(\.\d+)?/.exec(moment) ?? [];
  return Date.parse(`${seconds}Z`) * 1e3 + Number(`0${fraction}`) * 1e6;
}
