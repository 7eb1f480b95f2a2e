/** The kind of a frame. */
export type Kind =
  | 'domain-api'
  | 'local-api'
  | 'kv-write'
  | 'object-data'
  | 'replication'
  | 'replication-control'
  | 'ack'
  | 'flow-control'
  | 'heartbeat'
  | 'reply'
  | 'advisory'
  | 'loop-probe'
  | 'system'
  /** Traffic that the servers of a cluster send each other, unasked. */
  | 'upkeep'
  | 'interest'
  | 'no-interest'
  | 'handshake'
  | 'keepalive'
  | 'error'
  | 'garbage'
  | 'message';

/** The meaning of a subject. */
export interface SubjectMeaning {
  kind: Kind;
  /** A sentence about a message on it, with `{name}` for what `names` holds. */
  says: string;
  /** The messages that a subscriber gets: ends "the sending side wants x, …". */
  means: string;
  names: Record<string, string>;
}

/** `:name` stands for one token, `*name` for all that follow, any other token for itself. */
type Row = [pattern: string, kind: Kind, says: string, means: string];

/** Requests of the JetStream API, behind its prefix. */
const apiRequests: [pattern: string, does: string][] = [
  ['INFO', 'report on the account'],
  ['STREAM.CREATE.:stream', 'create stream {stream}'],
  ['STREAM.UPDATE.:stream', 'change stream {stream}'],
  ['STREAM.DELETE.:stream', 'delete stream {stream}'],
  ['STREAM.INFO.:stream', 'report on stream {stream}'],
  ['STREAM.NAMES', 'name the streams'],
  ['STREAM.LIST', 'list the streams'],
  ['STREAM.PURGE.:stream', 'empty stream {stream}'],
  ['STREAM.MSG.GET.:stream', 'read a message of stream {stream}'],
  ['STREAM.MSG.DELETE.:stream', 'delete a message of stream {stream}'],
  ['STREAM.SNAPSHOT.:stream', 'back up stream {stream}'],
  ['STREAM.RESTORE.:stream', 'restore stream {stream}'],
  ['STREAM.LEADER.STEPDOWN.:stream', 'elect another leader of stream {stream}'],
  ['STREAM.PEER.REMOVE.:stream', 'move a replica of stream {stream}'],
  ['CONSUMER.CREATE.:stream', 'create a consumer on stream {stream}'],
  ['CONSUMER.CREATE.:stream.:consumer', 'create consumer {consumer} on stream {stream}'],
  ['CONSUMER.CREATE.:stream.:consumer.*filter', 'create consumer {consumer} on stream {stream}'],
  ['CONSUMER.DURABLE.CREATE.:stream.:consumer', 'create consumer {consumer} on stream {stream}'],
  ['CONSUMER.INFO.:stream.:consumer', 'report on consumer {consumer} of stream {stream}'],
  ['CONSUMER.NAMES.:stream', 'name the consumers of stream {stream}'],
  ['CONSUMER.LIST.:stream', 'list the consumers of stream {stream}'],
  ['CONSUMER.DELETE.:stream.:consumer', 'delete consumer {consumer} of stream {stream}'],
  ['CONSUMER.PAUSE.:stream.:consumer', 'pause consumer {consumer} of stream {stream}'],
  ['CONSUMER.RESET.:stream.:consumer', 'reset consumer {consumer} of stream {stream}'],
  ['CONSUMER.UNPIN.:stream.:consumer', 'unpin consumer {consumer} of stream {stream}'],
  ['CONSUMER.MSG.NEXT.:stream.:consumer', 'hand out messages of {stream} for consumer {consumer}'],
  [
    'CONSUMER.LEADER.STEPDOWN.:stream.:consumer',
    'elect another leader of consumer {consumer} of stream {stream}',
  ],
  ['DIRECT.GET.:stream.$KV.:bucket.*key', 'read key {key} of bucket {bucket}'],
  ['DIRECT.GET.:stream', 'read a message of stream {stream}'],
  ['DIRECT.GET.:stream.*subject', 'read the last {subject} of stream {stream}'],
  ['META.LEADER.STEPDOWN', 'elect another meta leader'],
  ['META.RESCUE', 'rescue the meta group'],
  ['SERVER.REMOVE', 'remove a server from the cluster'],
  ['ACCOUNT.PURGE.:account', 'delete all that account {account} has'],
];

/** Parts of the API that interest is announced in, behind its prefix. */
const subjectParts: [pattern: string, what: string][] = [
  ['>', 'the API'],
  ['STREAM.>', 'the stream API'],
  ['CONSUMER.>', 'the consumer API'],
  ['DIRECT.>', 'direct reads'],
  ['META.>', 'the meta API'],
  ['SERVER.>', 'the server API'],
  ['ACCOUNT.>', 'the account API'],
  ['$KV.>', 'key-value writes'],
  ['$OBJ.>', 'object store writes'],
];

function api(prefix: string, kind: Kind, request: string, whose: string): Row[] {
  return [
    ...subjectParts.map(([pattern, what]): Row => [
      `${prefix}.${pattern}`,
      kind,
      `${request}.`,
      `${what} of ${whose}`,
    ]),
    ...apiRequests.map(([pattern, does]): Row => [
      `${prefix}.${pattern}`,
      kind,
      `${request}: ${does}.`,
      `requests to ${whose}`,
    ]),
    [`${prefix}.*request`, kind, `${request}: {request}.`, `requests to ${whose}`],
  ];
}

/** The first row that fits counts. */
const subjectRows: Row[] = [
  [
    '$JS.ACK.:domain.:account.:stream.:consumer.*.*.*.*.>',
    'ack',
    'Acknowledgement to consumer {consumer} of stream {stream}.',
    'acknowledgements to a consumer, in their newer form',
  ],
  [
    '$JS.ACK.:stream.:consumer.*rest',
    'ack',
    'Acknowledgement to consumer {consumer} of stream {stream}.',
    'acknowledgements to consumer {consumer}',
  ],
  ['$JS.ACK.*rest', 'ack', 'Acknowledgement to a consumer.', 'acknowledgements to consumers'],
  [
    '$JS.FC.:domain.:account.:stream.:consumer.:n',
    'flow-control',
    'Flow control: the receiver has caught up with consumer {consumer} of {stream}.',
    'flow control of a consumer, in its newer form',
  ],
  [
    '$JS.FC.:stream.:consumer.:n',
    'flow-control',
    'Flow control: the receiver has caught up with consumer {consumer} of {stream}.',
    'flow control of a consumer',
  ],
  ['$JS.FC.*rest', 'flow-control', 'Flow control of a consumer.', 'flow control of consumers'],
  ['$JS.M.:id', 'replication', 'Delivery to a mirror.', 'deliveries to a mirror'],
  ['$JS.S.:id', 'replication', 'Delivery to a sourcing stream.', 'deliveries to a sourcing stream'],
  [
    '$JS.EVENT.ADVISORY.*what',
    'advisory',
    'Advisory of JetStream: {what}.',
    'advisories of JetStream',
  ],
  ['$JS.EVENT.*what', 'advisory', 'Event of JetStream: {what}.', 'events of JetStream'],
  ...api('$JS.API', 'local-api', 'Request to the local JetStream', 'the local JetStream'),
  [
    '$JS.:domain.API.$KV.>',
    'kv-write',
    'Write to a key-value bucket of domain {domain}.',
    'key-value writes in domain {domain}',
  ],
  [
    '$JS.:domain.API.$KV.:bucket.*key',
    'kv-write',
    '{operation} key {key} of bucket {bucket} in domain {domain}.',
    'writes to bucket {bucket} in domain {domain}',
  ],
  ...api(
    '$JS.:domain.API',
    'domain-api',
    'Request to the JetStream of domain {domain}',
    'domain {domain}',
  ),
  ['$KV.:bucket.>', 'kv-write', 'Write to bucket {bucket}.', 'writes to bucket {bucket}'],
  ['$KV.:bucket.*key', 'kv-write', '{operation} key {key} of bucket {bucket}.', 'key {key}'],
  ['$KV.*rest', 'kv-write', 'Write to a key-value bucket.', 'key-value writes'],
  [
    '$O.:bucket.C.*rest',
    'object-data',
    'Object data: a chunk of {bytes} for bucket {bucket}.',
    'chunks of the objects in bucket {bucket}',
  ],
  [
    '$O.:bucket.M.*rest',
    'object-data',
    'Object data: the description of an object in bucket {bucket}.',
    'descriptions of the objects in bucket {bucket}',
  ],
  ['$O.*rest', 'object-data', 'Object data.', 'object data'],
  [
    '$JSC.R.*id',
    'replication-control',
    'Reply for a mirror or sourcing stream.',
    'a reply for a mirror or sourcing stream',
  ],
  ['$JSC.*rest', 'upkeep', 'Bookkeeping of a JetStream cluster.', 'bookkeeping of JetStream'],
  ['$NRG.*rest', 'upkeep', 'Raft message within a cluster.', 'raft messages of a cluster'],
  ['$LDS.:id', 'loop-probe', 'Loop probe {id}.', 'loop probes'],
  ['$SYS.REQ.*what', 'system', 'Monitoring request: {what}.', 'monitoring requests'],
  ['$SYS.*what', 'upkeep', 'Message between servers: {what}.', 'messages between servers'],
  ['_INBOX.*id', 'reply', 'Reply.', 'replies to its own requests'],
  ['_R_.*id', 'reply', 'Reply.', 'replies across accounts'],
  ['_GR_.*id', 'reply', 'Reply.', 'replies across gateways'],
];

/** The rows by the first token of their pattern, which is always itself. */
const byFirst = new Map<string, { tokens: string[]; row: Row }[]>();
for (const row of subjectRows) {
  const tokens = row[0].split('.');
  const rows = byFirst.get(tokens[0]!);
  if (rows) rows.push({ tokens, row });
  else byFirst.set(tokens[0]!, [{ tokens, row }]);
}

/** Answers the meaning of a subject to NATS itself; undefined for a subject of applications. */
export function meaningOf(subject: string): SubjectMeaning | undefined {
  const dot = subject.indexOf('.');
  const token = dot < 0 ? subject : subject.slice(0, dot);
  // By custom, an application's own inbox prefix.
  const first = token.startsWith('_INBOX_') ? '_INBOX' : token;
  const rows = byFirst.get(first);
  if (!rows) return undefined;
  const tokens = subject.split('.');
  tokens[0] = first;
  for (const { tokens: pattern, row } of rows) {
    const names = match(pattern, tokens);
    if (names) return { kind: row[1], says: row[2], means: row[3], names };
  }
  return undefined;
}

function match(pattern: string[], tokens: string[]): Record<string, string> | undefined {
  const names: Record<string, string> = {};
  for (let i = 0; i < pattern.length; i++) {
    const want = pattern[i]!;
    const token = tokens[i];
    if (token === undefined) return undefined;
    if (want[0] === ':') {
      names[want.slice(1)] = token;
    } else if (want[0] === '*' && want.length > 1) {
      names[want.slice(1)] = tokens.slice(i).join('.');
      return names;
    } else if (want !== token) {
      return undefined;
    }
  }
  return pattern.length === tokens.length ? names : undefined;
}
