import { describe, expect, test } from 'vitest';
import { classify } from './classify.ts';
import type { Protocol } from './grammar.ts';
import { FrameReader } from './reader.ts';

function classifyText(text: string, protocol: Protocol = 'leaf') {
  const [frame] = new FrameReader(protocol).push(new TextEncoder().encode(text));
  return classify(frame!);
}

/** A message as it stands on a leaf link. `args` is its subject, and its reply if any. */
function message(args: string, payload = '', headers = '') {
  const block = headers && `NATS/1.0${headers}\r\n\r\n`;
  const size = new TextEncoder().encode(payload).length;
  return classifyText(
    block
      ? `HMSG ${args} ${block.length} ${block.length + size}\r\n${block}${payload}\r\n`
      : `LMSG ${args} ${size}\r\n${payload}\r\n`,
  );
}

const inbox = '_INBOX.R539.0JS';
const delivery = '$JS.ACK.SENSORS.JS_MIRROR_CLW-L3G.1.1.1.1795314524222990914.5';

describe('requests', () => {
  test.each([
    ['$JS.leaf.API.STREAM.CREATE.ORDERS', 'domain-api', 'domain leaf: create stream ORDERS.'],
    ['$JS.hub.API.INFO', 'domain-api', 'domain hub: report on the account.'],
    ['$JS.hub.API.STREAM.UPDATE.S', 'domain-api', 'domain hub: change stream S.'],
    ['$JS.hub.API.STREAM.DELETE.S', 'domain-api', 'domain hub: delete stream S.'],
    ['$JS.hub.API.STREAM.INFO.S', 'domain-api', 'domain hub: report on stream S.'],
    ['$JS.hub.API.STREAM.NAMES', 'domain-api', 'domain hub: name the streams.'],
    ['$JS.hub.API.STREAM.LIST', 'domain-api', 'domain hub: list the streams.'],
    ['$JS.hub.API.STREAM.PURGE.S', 'domain-api', 'domain hub: empty stream S.'],
    ['$JS.hub.API.STREAM.MSG.GET.S', 'domain-api', 'domain hub: read a message of stream S.'],
    ['$JS.hub.API.STREAM.MSG.DELETE.S', 'domain-api', 'hub: delete a message of stream S.'],
    ['$JS.hub.API.CONSUMER.CREATE.S', 'domain-api', 'hub: create a consumer on stream S.'],
    ['$JS.hub.API.CONSUMER.CREATE.S.C.a.>', 'domain-api', 'create consumer C on stream S.'],
    ['$JS.hub.API.CONSUMER.DURABLE.CREATE.S.C', 'domain-api', 'create consumer C on stream S.'],
    ['$JS.hub.API.CONSUMER.INFO.S.C', 'domain-api', 'report on consumer C of stream S.'],
    ['$JS.hub.API.CONSUMER.NAMES.S', 'domain-api', 'name the consumers of stream S.'],
    ['$JS.hub.API.CONSUMER.LIST.S', 'domain-api', 'list the consumers of stream S.'],
    ['$JS.hub.API.CONSUMER.DELETE.S.C', 'domain-api', 'delete consumer C of stream S.'],
    ['$JS.hub.API.CONSUMER.MSG.NEXT.S.C', 'domain-api', 'hand out messages of S for consumer C.'],
    ['$JS.hub.API.DIRECT.GET.KV_B.$KV.B.a.b', 'domain-api', 'hub: read key a.b of bucket B.'],
    ['$JS.hub.API.DIRECT.GET.S', 'domain-api', 'read a message of stream S.'],
    ['$JS.hub.API.DIRECT.GET.S.a.b', 'domain-api', 'read the last a.b of stream S.'],
    ['$JS.hub.API.META.LEADER.STEPDOWN', 'domain-api', 'domain hub: elect another meta leader.'],
    ['$JS.hub.API.SOMETHING.NEW', 'domain-api', 'domain hub: SOMETHING.NEW.'],
    ['$JS.API.STREAM.INFO.S', 'local-api', 'the local JetStream: report on stream S.'],
    ['$JS.API.SOMETHING', 'local-api', 'Request to the local JetStream: SOMETHING.'],
  ])('%s', (subject, kind, ends) => {
    const { kind: found, text } = message(`${subject} ${inbox}`);
    expect(found).toBe(kind);
    expect(text).toMatch(/^Request to the /);
    expect(text.endsWith(ends), text).toBe(true);
  });
});

describe('messages', () => {
  test.each([
    ['$JS.hub.API.$KV.CFG.a', 'kv-write', 'Write key a of bucket CFG in domain hub.'],
    ['$KV.CFG.a.b', 'kv-write', 'Write key a.b of bucket CFG.'],
    ['$O.FILES.C.R539', 'object-data', 'Object data: a chunk of 0 bytes for bucket FILES.'],
    ['$O.FILES.M.Zg==', 'object-data', /description of an object in bucket FILES/],
    [`$JS.M.y0B ${delivery}@sensors.t`, 'replication', /to a mirror: message 1 .* 5 more to come/],
    [`$JS.S.y0B ${delivery}@sensors.t`, 'replication', /to a sourcing stream: .* \(sensors\.t\)/],
    // With a deliver subject of one's own only the consumer's name tells.
    [`sync.M.y0B ${delivery}@sensors.t`, 'replication', /^Delivery to a mirror: message 1 of/],
    // Before 2.14 only the subject tells.
    ['$JS.M.y0B $JS.ACK.O.g6ja.1.1.1.17.0@orders.new', 'replication', /\(orders\.new\), 0 more/],
    [`${inbox} $JS.ACK.ORDERS.C.1.1.1.17.0@orders.new`, 'reply', /^Delivery to consumer C: mess/],
    ['push.to.me $JS.ACK.ORDERS.C.2.7.9.17.0', 'message', /message 7 of stream ORDERS/],
    ['$JS.ACK.ORDERS.C.1.3.1.17.0', 'ack', /consumer C: message 3 of stream ORDERS is done\.$/],
    ['$JS.ACK.hub.szMp.ORDERS.C.1.3.1.17.0.x', 'ack', /message 3 of stream ORDERS is done\.$/],
    ['$JS.ACK.odd', 'ack', 'Acknowledgement to a consumer.'],
    ['$JS.FC.SENSORS.C.xy', 'flow-control', /caught up with consumer C of SENSORS/],
    ['$JS.FC.leaf.szMp.SENSORS.C.xy', 'flow-control', /caught up with consumer C of SENSORS/],
    ['$JS.EVENT.ADVISORY.API', 'advisory', 'Advisory of JetStream: API.'],
    ['$LDS.1zd9', 'loop-probe', 'Loop probe 1zd9.'],
    ['$SYS.REQ.SERVER.PING', 'system', 'Monitoring request: SERVER.PING.'],
    ['$SYS.ACCOUNT.A.CONNECT', 'upkeep', 'Message between servers: ACCOUNT.A.CONNECT.'],
    ['$NRG.V._meta_', 'upkeep', /Raft/],
    [inbox, 'reply', 'Reply without content.'],
    ['_INBOX_app.R539.0JS', 'reply', 'Reply without content.'],
    ['_R_.ab.cd', 'reply', 'Reply without content.'],
    ['orders.new', 'message', 'Message on orders.new, 0 bytes.'],
    [`orders.new ${inbox}`, 'message', /^Request on orders\.new, 0 bytes; the answer goes to _IN/],
    ['q.work | a b', 'message', 'Message on q.work, 0 bytes, for queue groups a, b.'],
  ])('%s', (args, kind, text) => {
    const found = message(args);
    expect(found.kind).toBe(kind);
    if (typeof text === 'string') expect(found.text).toBe(text);
    else expect(found.text).toMatch(text);
  });

  test('a key is deleted by a header', () => {
    const { text } = message('$JS.hub.API.$KV.CFG.a', '', '\r\nKV-Operation: DEL');
    expect(text).toBe('Delete key a of bucket CFG in domain hub.');
    // Each object has something of that name.
    const odd = message('$JS.hub.API.$KV.CFG.a', '', '\r\nKV-Operation: constructor');
    expect(odd.text).toBe('Write key a of bucket CFG in domain hub.');
  });

  test.each([
    ['+ACK', 'is done'],
    ['-NAK {"delay":1}', 'is to come again'],
    ['+WPI', 'is being worked on'],
    ['+TERM', 'is not to come again'],
    ['+NXT', 'is done, and the next is wanted'],
  ])('an acknowledgement of %s', (payload, says) => {
    expect(message('$JS.ACK.O.C.1.3.1.17.0', payload).text).toContain(`stream O ${says}.`);
  });

  test('a status of 100 is a heartbeat or flow control', () => {
    const heartbeat = ' 100 Idle Heartbeat\r\nNats-Last-Stream: 6';
    expect(message('$JS.M.y0B', '', heartbeat)).toEqual({
      kind: 'heartbeat',
      text: 'Idle heartbeat to a mirror: nothing new; the last message had number 6.',
    });
    expect(message('push $JS.FC.S.C.x', '', ' 100 FlowControl Request').kind).toBe('flow-control');
  });
});

describe('replies', () => {
  test.each([
    [
      '{"type":"io.nats.jetstream.api.v1.stream_create_response","config":{}}',
      'Reply of the JetStream API to stream create.',
    ],
    [
      '{"type":"io.nats.jetstream.api.v1.stream_info_response","error":{"code":404,"err_code":10059,"description":"stream not found"}}',
      'Reply to stream info: error 404, stream not found.',
    ],
    [
      '{"stream":"ORDERS", "domain":"hub", "seq":1}',
      'Reply to a publish: stored in stream ORDERS of domain hub as message 1.',
    ],
    [
      '{"stream":"ORDERS", "seq":1,"duplicate": true}',
      'Reply to a publish: stream ORDERS had it already, as message 1.',
    ],
    [
      '{"error":{"code":503,"err_code":10077,"description":"maximum messages exceeded"},"stream":"ORDERS","seq":0}',
      'Reply: error 503, maximum messages exceeded.',
    ],
    ['{"mine":true}', 'Reply of 13 bytes.'],
    ['x', 'Reply of 1 byte.'],
  ])('%s', (payload, text) => {
    expect(message(inbox, payload)).toEqual({ kind: 'reply', text });
  });

  test('with a status', () => {
    expect(message(inbox, '', ' 503').text).toBe(
      'Reply with status 503, no service on that subject.',
    );
    expect(message(inbox, '', ' 408 Request Timeout').text).toContain('408 Request Timeout');
    expect(message(inbox, '', ' constructor').text).toBe('Reply with status constructor.');
  });

  test('of a direct read', () => {
    const headers = '\r\nNats-Stream: KV_CFG\r\nNats-Subject: $KV.CFG.a\r\nNats-Sequence: 4';
    expect(message(inbox, 'b', headers).text).toBe(
      'Reply of 1 byte: message 4 of stream KV_CFG ($KV.CFG.a).',
    );
  });

  test('for a mirror', () => {
    const found = message('$JSC.R.i4oP', '{"type":"io.nats.jetstream.api.v1.x_response"}');
    expect(found).toEqual({
      kind: 'replication-control',
      text: 'For a mirror or sourcing stream: reply of the JetStream API to x.',
    });
  });
});

describe('interest', () => {
  test.each([
    ['$JS.leaf.API.>', '$JS.leaf.API.>, the API of domain leaf.'],
    ['$JS.leaf.API.STREAM.>', '$JS.leaf.API.STREAM.>, the stream API of domain leaf.'],
    ['$JS.leaf.API.$KV.>', '$JS.leaf.API.$KV.>, key-value writes in domain leaf.'],
    ['$JS.API.>', '$JS.API.>, the API of the local JetStream.'],
    ['$KV.CFG.>', '$KV.CFG.>, writes to bucket CFG.'],
    ['$O.F.C.>', '$O.F.C.>, chunks of the objects in bucket F.'],
    ['$JS.M.y0Bj', '$JS.M.y0Bj, deliveries to a mirror.'],
    ['$JSC.R.i4oP', '$JSC.R.i4oP, a reply for a mirror or sourcing stream.'],
    ['$JS.ACK.O.C.*.*.*.*.*', '$JS.ACK.O.C.*.*.*.*.*, acknowledgements to consumer C.'],
    ['$JS.FC.S.C.*', '$JS.FC.S.C.*, flow control of a consumer.'],
    ['_INBOX.R539.*', '_INBOX.R539.*, replies to its own requests.'],
    ['$SYS.REQ.USER.INFO', '$SYS.REQ.USER.INFO, monitoring requests.'],
    ['orders.>', 'orders.>.'],
    ['q.work workers 2', 'q.work, for queue group workers (2 members).'],
  ])('LS+ %s', (args, ends) => {
    expect(classifyText(`LS+ ${args}\r\n`)).toEqual({
      kind: 'interest',
      text: `Interest: the sending side wants ${ends}`,
    });
  });

  test('that ends', () => {
    expect(classifyText('LS- q.work workers\r\n')).toEqual({
      kind: 'no-interest',
      text: 'Interest ends: q.work, for queue group workers.',
    });
    expect(classifyText('UNSUB 7\r\n', 'client')).toEqual({
      kind: 'no-interest',
      text: 'Interest ends: subscription 7.',
    });
  });

  test('in a loop probe is the probe', () => {
    expect(classifyText('LS+ $LDS.1zd9\r\n').kind).toBe('loop-probe');
  });
});

test.each([
  [
    'INFO {"server_name":"hub","version":"2.15.2","domain":"hub"}',
    'handshake',
    'Handshake: server hub (nats-server 2.15.2, JetStream domain hub) says hello.',
  ],
  [
    'INFO {"server_name":"","compression":"s2_auto"}',
    'handshake',
    'Handshake: the sending side asks for compression s2_auto.',
  ],
  [
    'CONNECT {"server_id":"NAU","name":"leaf","domain":"leaf"}',
    'handshake',
    'Handshake: leaf node leaf connects, JetStream domain leaf.',
  ],
  [
    'CONNECT {"lang":"nats.ws","version":"1.30.3"}',
    'handshake',
    'Handshake: a client (nats.ws) connects.',
  ],
  [
    'CONNECT {"name":"NAD","cluster":"C"}',
    'handshake',
    'Handshake: a server of cluster C connects.',
  ],
  ['PING', 'keepalive', 'Keepalive: are you still there?'],
  ['PONG', 'keepalive', 'Keepalive: yes, still here.'],
  ["-ERR 'Authorization Violation'", 'error', "Error: 'Authorization Violation'"],
  ['LMSG a -1', 'garbage', 'Not readable: LMSG with a size that is no number'],
])('%s', (line, kind, text) => {
  expect(classifyText(`${line}\r\n`)).toEqual({ kind, text });
});

test('however long the names, a sentence stays short', () => {
  const long = 'n'.repeat(200);
  const texts = [
    message(`$JS.${long}.API.CONSUMER.CREATE.${long}.${long} ${inbox}`),
    message(`$JS.${long}.API.$KV.${long}.${long}`),
    message(`${long} | ${long} ${long}`),
    message(`${long} ${long}`),
    message(`$JS.M.x $JS.ACK.${long}.${long}.1.1.1.17.0@${long}`),
    message(`$JS.ACK.${long}.${long}.1.1.1.17.0`),
    message(inbox, `{"stream":"${long}","seq":1,"domain":"${long}"}`),
    message(inbox, `{"error":{"code":500,"description":"${long}"}}`),
    classifyText(`LS+ $JS.${long}.API.> ${long} 3\r\n`),
    classifyText(`INFO {"server_name":"${long}","version":"2.15.2","domain":"${long}"}\r\n`),
    classifyText(`-ERR '${long}'\r\n`),
  ].map(({ text }) => text);
  for (const text of texts) expect(text.length, text).toBeLessThanOrEqual(120);
});

test('a frame that is asked about again is not worked out again', () => {
  const [frame] = new FrameReader('leaf').push(new TextEncoder().encode('PING\r\n'));
  expect(classify(frame!)).toBe(classify(frame!));
});
