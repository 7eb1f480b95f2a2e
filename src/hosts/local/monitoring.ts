import { get } from 'node:http';
import type { MonitorPage, Pages } from '../../lab/network/monitor-pages.ts';

/** Names of options as query parameters, where those differ from the server's API. */
const names: Partial<Record<MonitorPage, Record<string, string>>> = {
  connz: { subscriptions: 'subs' },
  routez: { subscriptions: 'subs' },
  leafz: { subscriptions: 'subs', account: 'acc' },
  subsz: { subscriptions: 'subs', account: 'acc' },
  accountz: { account: 'acc' },
  jsz: {
    account: 'acc',
    consumer: 'consumers',
    direct_consumer: 'direct-consumers',
    leader_only: 'leader-only',
    stream_leader_only: 'stream-leader-only',
  },
};
const connectionStates = ['open', 'closed', 'any'];

/** The pages that are asked for by their names. */
export const monitorPages = Object.keys({
  varz: true,
  connz: true,
  routez: true,
  leafz: true,
  subsz: true,
  jsz: true,
  accountz: true,
  healthz: true,
} satisfies Record<MonitorPage, true>) as MonitorPage[];

/**
 * The query of a monitoring page for the options of the server's API for that page, such as
 * `?subs=1` for `{ subscriptions: true }` of leafz.
 */
export function monitorQuery(page: MonitorPage, options: object = {}): string {
  const query = new URLSearchParams();
  for (const [option, value] of Object.entries(options) as [
    string,
    string | number | boolean | undefined,
  ][]) {
    if (value === false || value === undefined) continue;
    if (option === 'subscriptions_detail') query.set('subs', 'detail');
    else if (option === 'subscriptions' && query.has('subs')) continue;
    else if (page === 'connz' && option === 'state' && typeof value === 'number') {
      query.set('state', connectionStates[value] ?? String(value));
    } else query.set(names[page]?.[option] ?? option, value === true ? '1' : String(value));
  }
  return query.size ? `?${query.toString()}` : '';
}

/** The options of the server's API for a monitoring page that a query of its address asks for: the way back. */
export function monitorOptions(page: MonitorPage, query: URLSearchParams): object {
  const options: Record<string, string | number | boolean> = {};
  const named = Object.entries(names[page] ?? {});
  for (const [parameter, value] of query) {
    const option = named.find(([, name]) => name === parameter)?.[0] ?? parameter;
    if (option === 'subscriptions' && value === 'detail') options.subscriptions_detail = true;
    if (page === 'connz' && option === 'state')
      options.state = Math.max(0, connectionStates.indexOf(value));
    else if (/^(1|true|detail)$/.test(value) && !numbers.includes(option)) options[option] = true;
    else if (/^(0|false)$/.test(value) && !numbers.includes(option)) options[option] = false;
    else options[option] = numbers.includes(option) ? Number(value) || 0 : value;
  }
  return options;
}

/** Options that are numbers, whatever their value. */
const numbers = ['limit', 'offset', 'cid'];

/** Reads a page of a server's monitoring. Rejects with the server's words. */
export async function readMonitor<P extends MonitorPage>(
  base: string,
  page: P,
  options?: object,
): Promise<Pages[P]> {
  const { status, body } = await read(`${base}${page}${monitorQuery(page, options)}`);
  // healthz says with its status how things are, and elsewhere has it among its values.
  if (page === 'healthz' && body.startsWith('{')) {
    return { ...(JSON.parse(body) as Pages[P]), status_code: status };
  }
  if (status !== 200) throw new Error(body);
  return JSON.parse(body) as Pages[P];
}

function read(url: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    // A connection for each, since one that is kept would hold up who waits for a server to end.
    const request = get(url, { agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}
