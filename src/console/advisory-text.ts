import { showCount, showDuration, showSize } from './units.ts';

/** A client, as events tell of it; see `ClientInfoV1` of jsm.go. */
interface EventClient {
  id?: number;
  host?: string;
  acc?: string;
  user?: string;
  name?: string;
  lang?: string;
  ver?: string;
  rtt?: number;
  jwt?: string;
  issuer_key?: string;
  name_tag?: string;
  tags?: string[];
  kind?: string;
  client_type?: string;
}

interface EventPeer {
  name: string;
  current: boolean;
  active: number;
}

interface Traffic {
  msgs: number;
  bytes: number;
}

/** An event of a server. Which fields it has depends on its type. */
export interface ServerEvent {
  type: string;
  id: string;
  timestamp: string;
  account?: string;
  domain?: string;
  cluster?: string;
  server?: string | { name: string; cluster?: string };
  server_id?: string;
  stream?: string;
  consumer?: string;
  subject?: string;
  request?: string;
  response?: string;
  action?: string;
  leader?: string;
  replicas?: EventPeer[];
  group?: string;
  pinned_id?: string;
  batch?: string;
  reason?: string;
  error?: string;
  paused?: boolean;
  pause_until?: string;
  dropped?: number;
  stream_seq?: number;
  consumer_seq?: number;
  deliveries?: number;
  ack_time?: number;
  start?: string;
  end?: string;
  bytes?: number;
  state?: { messages: number; bytes: number; first_seq: number; last_seq: number };
  client?: EventClient;
  sent?: Traffic;
  received?: Traffic;
  conns?: number;
  leafnodes?: number;
  slow_consumers?: number;
}

/** How the `nats` CLI tells of a type of event: in a line, and at length below a title. */
interface Telling {
  short: (event: ServerEvent) => string;
  title: (event: ServerEvent) => string;
  lines: (event: ServerEvent) => (string | false | undefined)[];
}

const day = (moment = '') => moment.slice(11, 19);
const exact = (moment = '') => moment.slice(11, 23).replace('Z', '');
const title = (word = '') => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
const count = (number: number | undefined) => showCount(number ?? 0);
const size = (bytes: number | undefined) => showSize(bytes ?? 0);
const nameOf = (server: ServerEvent['server']) =>
  typeof server === 'object' ? server.name : (server ?? '');
const padded = (text = '') => text.split('\n').map((line) => ' '.repeat(10) + line);
const consumerOf = ({ stream, consumer }: ServerEvent) => `${stream} > ${consumer}`;
const peersOf = ({ replicas }: ServerEvent) => `${replicas?.length ?? 0} peers`;

/** Labels whose values begin in the same column. */
const rows = (
  width: number,
  ...entries: (readonly [string, string | number | boolean | undefined])[]
): string[] => entries.map(([label, value]) => `${label.padStart(width)}: ${String(value ?? '')}`);

const peers = ({ replicas = [] }: ServerEvent): string[] => [
  '      Replicas:',
  ...replicas.flatMap(({ name, current, active }) => [
    '',
    ...rows(17, ['Name', name], ['Current', current], ['Active', showDuration(active)]),
  ]),
  '',
  '',
];

const clientLines = ({ client = {} }: ServerEvent, width = 26): string[] => [
  ...(client.user ? [...rows(width, ['User', `${client.user} Account: ${client.acc ?? ''}`])] : []),
  ...rows(width, ['Host', client.host], ['ID', client.id]),
  ...(client.name ? rows(width, ['Name', client.name]) : []),
  ...rows(width, ['Library Version', `${client.ver ?? ''}  Language: ${client.lang ?? 'Unknown'}`]),
];

const connectionLines = ({ client = {} }: ServerEvent): (string | false | undefined)[] => [
  '   Client:',
  ...rows(19, ['ID', client.id]),
  client.user && `               User: ${client.user}`,
  client.name && `               Name: ${client.name}`,
  ...rows(
    19,
    ['Account', client.acc],
    ['Library Version', `${client.ver ?? ''}  Language: ${client.lang ?? 'Unknown'}`],
  ),
  client.host && `               Host: ${client.host}`,
  ...(client.jwt
    ? rows(
        19,
        ['Issuer Key', client.issuer_key],
        ['Name Tag', client.name_tag],
        ['Tags', client.tags?.join(',')],
      )
    : []),
  client.kind && `        Client Kind: ${client.kind}`,
  client.client_type && `        Client Type: ${client.client_type}`,
];

const clusterOf = ({ server }: ServerEvent) =>
  typeof server === 'object' ? server.cluster : undefined;

const election = (what: string): Pick<Telling, 'title'> => ({ title: () => `${what} Election` });

const delivery = (
  short: string,
  long: string,
  more: (event: ServerEvent) => string[],
): Telling => ({
  short: (e) =>
    `[${short}] ${e.stream} (${e.stream_seq}) > ${e.consumer}: ${e.deliveries} deliveries`,
  title: () => long,
  lines: (e) => [
    ...rows(
      18,
      ['Consumer', consumerOf(e)],
      ['Stream Sequence', e.stream_seq],
      ['Deliveries', e.deliveries],
    ),
    ...more(e),
  ],
});

const terminated = delivery('JS Delivery Terminated', 'Delivery Terminated', (e) => [
  ...(e.reason ? rows(18, ['Reason', e.reason]) : []),
  '',
]);

const tellings: Readonly<Record<string, Telling>> = {
  'jetstream.advisory.v1.api_audit': {
    short: (e) =>
      `[JS API] ${e.subject}${e.client?.user ? ` ${e.client.user} @` : ''}${e.client?.acc ? ` ${e.client.acc}` : ''}`,
    title: () => 'JetStream API Access',
    lines: (e) => [
      ...rows(12, ['Server', nameOf(e.server)], ['Subject', e.subject]),
      '      Client:',
      ...clientLines(e),
      '',
      '    Request:',
      '',
      ...(e.request ? padded(e.request) : ['          Empty Request']),
      '',
      '    Response:',
      '',
      ...padded(e.response),
    ],
  },
  'jetstream.advisory.v1.api_limit_reached': {
    short: (e) =>
      `[JS API Limit] ${nameOf(e.server)} ${e.domain ? `in domain ${e.domain} ` : ''}discarded ${count(e.dropped)} messages`,
    title: () => 'API Limit Reached',
    lines: (e) => rows(18, ['Dropped', e.dropped], ['Domain', e.domain]),
  },
  'jetstream.advisory.v1.consumer_action': {
    short: (e) => `[Consumer ${title(e.action)}] ${consumerOf(e)}`,
    title: (e) => `Consumer ${title(e.action)} Action`,
    lines: (e) => rows(14, ['Stream', e.stream], ['Consumer', e.consumer]),
  },
  'jetstream.advisory.v1.consumer_group_pinned': {
    short: (e) =>
      `[PINNED] Consumer ${consumerOf(e)} pinned client ${e.pinned_id} for group ${e.group}`,
    title: () => 'Grouped Consumer Pinned a Client',
    lines: (e) =>
      rows(
        14,
        ['Stream', e.stream],
        ['Consumer', e.consumer],
        ['Group', e.group],
        ['Domain', e.domain],
        ['Pinned Client', e.pinned_id],
      ),
  },
  'jetstream.advisory.v1.consumer_group_unpinned': {
    short: (e) =>
      `[UNPINNED] Consumer ${consumerOf(e)} unpinned client for group ${e.group}: ${e.reason}`,
    title: () => 'Grouped Consumer Un-Pinned a Client',
    lines: (e) =>
      rows(
        14,
        ['Stream', e.stream],
        ['Consumer', e.consumer],
        ['Group', e.group],
        ['Domain', e.domain],
        ['Reason', e.reason],
      ),
  },
  'jetstream.advisory.v1.consumer_leader_elected': {
    ...election('Consumer Leader'),
    short: (e) => `[RAFT] Consumer ${consumerOf(e)} elected ${e.leader} of ${peersOf(e)}`,
    lines: (e) => [
      ...rows(14, ['Stream', e.stream], ['Consumer', e.consumer], ['Leader', e.leader]),
      ...peers(e),
    ],
  },
  'jetstream.advisory.v1.consumer_pause': {
    short: (e) =>
      `[Consumer Pause] Consumer: ${consumerOf(e)} Paused: ${e.paused}${e.paused ? ` until ${e.pause_until}` : ''}`,
    title: () => 'Consumer Pause',
    lines: (e) => [
      ...rows(14, ['Stream', e.stream], ['Consumer', e.consumer], ['Paused', e.paused]),
      ...(e.paused ? rows(14, ['Until', e.pause_until]) : []),
      ...(e.domain ? rows(14, ['Domain', e.domain]) : []),
      '',
    ],
  },
  'jetstream.advisory.v1.consumer_quorum_lost': {
    short: (e) => `[RAFT] Consumer ${consumerOf(e)} lost quorum of ${peersOf(e)}`,
    title: () => 'Consumer Quorum Lost',
    lines: (e) => [...rows(14, ['Stream', e.stream], ['Consumer', e.consumer]), ...peers(e)],
  },
  'jetstream.advisory.v1.domain_leader_elected': {
    ...election('Domain Leader'),
    short: (e) =>
      `[RAFT] Domain leader elected ${e.leader} in cluster ${e.cluster} leader of ${peersOf(e)}`,
    lines: (e) => [
      ...rows(14, ['Leader', e.leader], ['Cluster', e.cluster]),
      ...(e.domain ? rows(14, ['Domain', e.domain]) : []),
      ...peers(e),
    ],
  },
  'jetstream.advisory.v1.max_deliver': delivery(
    'JS Max Deliveries',
    'Delivery Attempts Exceeded',
    () => [],
  ),
  'jetstream.advisory.v1.nak': delivery('JS Delivery NAKed', 'Delivery NAKed', (e) =>
    rows(18, ['Domain', e.domain]),
  ),
  'jetstream.advisory.v1.terminated': {
    ...terminated,
    short: (e) => `${terminated.short(e)}${e.reason ? `: ${e.reason}` : ''}`,
  },
  'jetstream.advisory.v1.restore_complete': {
    short: (e) =>
      `[Restore Complete] ${e.stream} restored ${size(e.bytes)} bytes started ${day(e.start)} ended ${day(e.end)}`,
    title: () => 'Stream Restore Completed',
    lines: (e) => [
      // The CLI shows the start for the end too.
      ...rows(
        14,
        ['Stream', e.stream],
        ['Start', exact(e.start)],
        ['End', exact(e.start)],
        ['Bytes', size(e.bytes)],
      ),
      '        Client:',
      ...clientLines(e),
      '',
    ],
  },
  'jetstream.advisory.v1.restore_create': {
    short: (e) => `[Restore Create] ${e.stream}`,
    title: () => 'Stream Restore Created',
    lines: (e) => [...rows(14, ['Stream', e.stream]), '        Client:', ...clientLines(e), ''],
  },
  'jetstream.advisory.v1.server_out_of_space': {
    short: (e) =>
      `[Out of Space] ${nameOf(e.server)} (${e.server_id})${e.cluster ? ` in cluster ${e.cluster}` : ''} ran out of disk space`,
    title: () => 'Out of Disk Space',
    lines: (e) => [
      ...rows(14, ['Server', `${nameOf(e.server)} - ${e.server_id}`], ['Cluster', e.cluster]),
      ...(e.stream ? rows(14, ['Stream', e.stream]) : []),
      '',
    ],
  },
  'jetstream.advisory.v1.server_removed': {
    short: (e) =>
      `[Server Removed] ${nameOf(e.server)} (${e.server_id})${e.cluster ? ` in cluster ${e.cluster}` : ''} was removed`,
    title: () => 'Server Removed',
    lines: (e) => [
      ...rows(14, ['Server', `${nameOf(e.server)} - ${e.server_id}`], ['Cluster', e.cluster]),
      ...(e.domain ? rows(14, ['Domain', e.domain]) : []),
      '',
    ],
  },
  'jetstream.advisory.v1.snapshot_complete': {
    short: (e) =>
      `[Snapshot ${e.error ? 'Failed' : 'Complete'}] ${e.stream} started ${day(e.start)} ended ${day(e.end)}${e.error ? `: ${e.error}` : ''}`,
    title: (e) => `Stream Snapshot ${e.error ? 'Failed' : 'Completed'}`,
    lines: (e) => [
      ...rows(14, ['Stream', e.stream]),
      ...(e.error ? rows(14, ['Error', e.error]) : []),
      ...rows(14, ['Start', exact(e.start)], ['End', exact(e.end)]),
      '        Client:',
      ...clientLines(e, 25),
      '',
    ],
  },
  'jetstream.advisory.v1.snapshot_create': {
    short: (e) =>
      `[Snapshot Create] ${e.stream} ${count(e.state?.messages)} messages ${size(e.state?.bytes)}`,
    title: () => 'Stream Snapshot Created',
    lines: (e) => [
      ...rows(
        14,
        ['Stream', e.stream],
        ['Messages', count(e.state?.messages)],
        ['Bytes', size(e.state?.bytes)],
        ['Sequences', `${count(e.state?.first_seq)} - ${count(e.state?.last_seq)}`],
      ),
      '        Client:',
      ...clientLines(e),
      '',
    ],
  },
  'jetstream.advisory.v1.stream_action': {
    short: (e) => `[Stream ${title(e.action)}] ${e.stream}`,
    title: (e) => `Stream ${title(e.action)} Action`,
    lines: (e) => rows(14, ['Stream', e.stream]),
  },
  'jetstream.advisory.v1.stream_batch_abandoned': {
    short: (e) =>
      `[Batch Abandoned]${e.stream} ${e.domain ? `in domain ${e.domain} ` : ''} abandoned batch ${e.batch}: ${e.reason}`,
    title: () => 'Publish Batch Abandoned',
    lines: (e) =>
      rows(
        18,
        ['Account', e.account],
        ['Domain', e.domain],
        ['Stream', e.stream],
        ['Batch', e.batch],
        ['Reason', e.reason],
      ),
  },
  'jetstream.advisory.v1.stream_leader_elected': {
    ...election('Stream Leader'),
    short: (e) => `[RAFT] Stream ${e.stream} elected ${e.leader} of ${peersOf(e)}`,
    lines: (e) => [...rows(14, ['Stream', e.stream], ['Leader', e.leader]), ...peers(e)],
  },
  'jetstream.advisory.v1.stream_quorum_lost': {
    short: (e) => `[RAFT] Stream ${e.stream} lost quorum of ${peersOf(e)}`,
    title: () => 'Stream Quorum Lost',
    lines: (e) => [...rows(14, ['Stream', e.stream]), ...peers(e)],
  },
  'jetstream.metric.v1.consumer_ack': {
    short: (e) =>
      `[JS Ack] ${e.stream} (${e.stream_seq}) > ${e.consumer} (${e.consumer_seq}): ${e.deliveries} deliveries in ${e.ack_time}`,
    title: () => 'Acknowledgment Sample',
    lines: (e) =>
      rows(
        22,
        ['Consumer', consumerOf(e)],
        ['Stream Sequence', e.stream_seq],
        ['Consumer Sequence', e.consumer_seq],
        ['Deliveries', e.deliveries],
        ['Delay', e.ack_time],
      ),
  },
  'server.advisory.v1.account_connections': {
    short: (e) =>
      `[Account] ${e.account} Server: ${nameOf(e.server)} Connections: ${e.conns} Leaf Nodes: ${e.leafnodes} Slow: ${count(e.slow_consumers)} Sent: ${count(e.sent?.msgs)} / ${size(e.sent?.bytes)} Received: ${count(e.received?.msgs)} / ${size(e.received?.bytes)}`,
    title: () => 'Account Status',
    lines: (e) => [
      ...rows(13, ['Account', e.account], ['Server', nameOf(e.server)]),
      ...(clusterOf(e) ? rows(13, ['Cluster', clusterOf(e)]) : []),
      ...rows(13, ['Connections', e.conns], ['Leaf Nodes', e.leafnodes]),
      '',
      '   Stats:',
      ...rows(
        20,
        ['Received', `${count(e.received?.msgs)} messages (${size(e.received?.bytes)})`],
        ['Published', `${count(e.sent?.msgs)} messages (${size(e.sent?.bytes)})`],
        ['Slow Consumers', count(e.slow_consumers)],
      ),
    ],
  },
  'server.advisory.v1.client_connect': {
    short: (e) =>
      `[Connection] ${e.client?.user ? `user: ${e.client.user}` : ''} cid: ${e.client?.id} in account ${e.client?.acc}`,
    title: () => 'Client Connection',
    lines: (e) => [
      ...rows(9, ['Server', nameOf(e.server)]),
      ...(clusterOf(e) ? rows(9, ['Cluster', clusterOf(e)]) : []),
      '',
      ...connectionLines(e),
      '',
    ],
  },
  'server.advisory.v1.client_disconnect': {
    short: (e) =>
      `[Disconnection] ${e.client?.user ? `user: ${e.client.user}` : ''} cid: ${e.client?.id} in account ${e.client?.acc}: ${e.reason}`,
    title: () => 'Client Disconnection',
    lines: (e) => [
      ...(e.reason ? rows(10, ['Reason', e.reason]) : []),
      ...rows(10, ['Server', nameOf(e.server)]),
      ...(clusterOf(e) ? rows(10, ['Cluster', clusterOf(e)]) : []),
      '',
      ...connectionLines(e),
      '',
      '   Stats:',
      ...rows(
        21,
        ['RTT', showDuration(e.client?.rtt ?? 0)],
        ['Client Received', `${e.received?.msgs ?? 0} messages (${size(e.received?.bytes)})`],
        ['Client Published', `${e.sent?.msgs ?? 0} messages (${size(e.sent?.bytes)})`],
      ),
    ],
  },
};

/**
 * An event in the words of the `nats` CLI.
 * @returns nothing for a type that it does not know
 */
export function eventLines(event: ServerEvent, short: boolean): string[] | undefined {
  const type = event.type.replace(/^io\.nats\./, '');
  const telling = Object.hasOwn(tellings, type) ? tellings[type] : undefined;
  if (!telling) return undefined;
  const time = day(event.timestamp);
  if (short) return [`${time} ${telling.short(event)}`];
  const lines = telling.lines(event).filter((line) => typeof line === 'string');
  return ['', `[${time}] [${event.id}] ${telling.title(event)}`, '', ...lines];
}
