import { Report } from '../../report.ts';
import { showAge, showCount, showDuration, showTime } from '../../units.ts';

interface Identity {
  type: string;
  name: string;
  id: string;
  version: string;
  metadata?: Record<string, string>;
}

/** The answer to `$SRV.INFO`. */
export interface ServiceInfo extends Identity {
  description: string;
  endpoints: {
    name: string;
    subject: string;
    queue_group?: string;
    metadata?: Record<string, string> | null;
  }[];
}

/** The answer to `$SRV.STATS`. Durations are nanoseconds. */
export interface ServiceStats extends Identity {
  started: string;
  endpoints: {
    name: string;
    queue_group?: string;
    num_requests: number;
    num_errors: number;
    last_error?: string;
    processing_time: number;
    average_processing_time: number;
    data?: unknown;
  }[];
}

/**
 * The report of one instance of a service.
 * @param fits tells which endpoints are wanted
 */
export function serviceReport(
  info: ServiceInfo,
  stats: ServiceStats,
  fits: (endpoint: { name: string }) => boolean,
): string[] {
  const report = new Report('Service Information')
    .row('Service', `${info.name} (${info.id})`)
    .row('Description', info.description)
    .row('Version', info.version)
    .rowIf('Metadata', mapLines(info.metadata))
    .heading('Endpoints:')
    .indent(2);
  for (const { name, subject, queue_group: queue, metadata } of info.endpoints.filter(fits)) {
    report
      .gap()
      .row('Name', name)
      .row('Subject', subject)
      .rowIf('Queue Group', queue)
      .rowIf('Metadata', mapLines(metadata));
  }
  report.indent(0).heading(`Statistics for ${stats.endpoints.length} Endpoint(s):`);
  for (const each of stats.endpoints.filter(fits)) {
    const { name, queue_group: queue = '', num_requests: requests } = each;
    const [time, average] = [each.processing_time, each.average_processing_time].map(showDuration);
    report
      .indent(2)
      .heading(`${name || 'default'} Endpoint Statistics:`)
      .row('Requests', `${showCount(requests)} in group ${JSON.stringify(queue)}`)
      .row('Processing Time', `${time!} (average ${average!})`)
      .row('Started', `${showTime(stats.started)} (${showAge(stats.started)} ago)`)
      .row('Errors', showCount(each.num_errors))
      .rowIf('Last Error', each.last_error);
    if (each.data !== undefined && each.data !== null) {
      const data = JSON.stringify(each.data, undefined, 4).replaceAll('\n', '\n    ').split('\n');
      report.heading('Endpoint Specific Statistics:').line(`  ${data[0]!}`).indent(0);
      for (const line of data.slice(1)) report.line(line);
    }
    report.indent(0);
  }
  return report.lines();
}

/** Names with values, a line each, set so that the colons stand below each other. */
function mapLines(map: Record<string, string> | null | undefined): string[] {
  const entries = Object.entries(map ?? {}).sort();
  const longest = Math.max(0, ...entries.map(([key]) => key.length));
  return entries.map(([key, value]) => `${key.padStart(longest)}: ${value}`);
}
