import { describe, expect, test } from 'vitest';
import { inOnePiece } from '../in-one-piece.ts';
import { maxHeaders } from './bodies.ts';
import { maxMessage } from './control-line.ts';
import type { Frame } from './event.ts';
import type { Protocol } from './grammar.ts';
import { FrameReader, maxGarbage, maxLine } from './reader.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function wire(...parts: (string | Uint8Array)[]): Uint8Array {
  return inOnePiece(parts.map((part) => (typeof part === 'string' ? encoder.encode(part) : part)));
}

function read(bytes: Uint8Array, protocol: Protocol = 'leaf', chunkSize = bytes.length || 1) {
  const reader = new FrameReader(protocol);
  const frames: Frame[] = [];
  for (let at = 0; at < bytes.length; at += chunkSize) {
    frames.push(...reader.push(bytes.slice(at, at + chunkSize)));
  }
  return { frames, reader };
}

const readText = (text: string, protocol?: Protocol) => read(wire(text), protocol).frames;

/** A frame with its bytes as text. */
function asText(frame: Frame) {
  const { headers, payload, ...rest } = frame;
  return {
    ...rest,
    ...(headers && { headers: decoder.decode(headers) }),
    ...(payload && { payload: decoder.decode(payload) }),
  };
}

/** The same without what most tests do not look at. */
const plain = (frame: Frame) => ({ ...asText(frame), line: undefined, wireSize: undefined });

/** To compare many frames many times. */
const summary = (frames: Frame[]) => JSON.stringify(frames.map(asText));

// From a leaf to its hub and back, as nats-server 2.15.2 sends it; shortened.
const exchange = [
  'CONNECT {"version":"2.15.2","server_id":"NAU23","domain":"leaf","name":"leaf","cluster":"leaf",',
  '"headers":true,"jetstream":true,"compress_mode":"off","remote_account":"$G","protocol":3}\r\n',
  'LS+ $LDS.1zd9MRfPIsqdFvX0poGMFu\r\nLS+ $JS.leaf.API.STREAM.>\r\nLS+ _INBOX.R539.*\r\n',
  'LS+ q.work workers 1\r\nPING\r\nPONG\r\n',
  'LMSG $JS.hub.API.INFO _INBOX.R539.ZUS 0\r\n\r\n',
  'HMSG orders.new _INBOX.R539.0JS 29 32\r\nNATS/1.0\r\nNats-Msg-Id: a1\r\n\r\none\r\n',
  'LMSG $JS.M.y0Bj $JS.ACK.SENSORS.JS_MIRROR_CLW.1.1.1.1795314524222990914.5@sensors.t 16\r\n',
  '21.5\r\nLMSG x 3\r\n\r\n',
  'LMSG q.work + _INBOX.R539.37M workers audit 3\r\njob\r\n',
  'LMSG q.work | workers audit 8\r\nno reply\r\n',
  'HMSG q.work + some.reply workers audit 12 14\r\nNATS/1.0\r\n\r\nhq\r\n',
  'HMSG $JS.M.y0Bj 75 75\r\nNATS/1.0 100 Idle Heartbeat\r\nNats-Last-Consumer: 6\r\n',
  'Nats-Last-Stream: 6\r\n\r\n\r\n',
  'LMSG plain.ünï 4\r\nutf8\r\nLS- q.work workers\r\nLS- plain.>\r\n',
  "-ERR 'Authorization Violation'\r\n",
].join('');

describe('the leaf protocol', () => {
  const frames = readText(exchange);

  test('is read without garbage, and every byte belongs to a frame', () => {
    const { reader } = read(wire(exchange));
    expect(frames.map(({ op }) => op).join(' ')).toBe(
      'CONNECT LS+ LS+ LS+ LS+ PING PONG LMSG HMSG LMSG LMSG LMSG HMSG HMSG LMSG LS- LS- -ERR',
    );
    expect(frames.reduce((sum, { wireSize }) => sum + wireSize, 0)).toBe(wire(exchange).length);
    expect(reader.skipped).toBe(0);
  });

  test('interest, plain and of a queue group', () => {
    expect(frames[2]).toMatchObject({ line: 'LS+ $JS.leaf.API.STREAM.>', wireSize: 27 });
    expect(plain(frames[4]!)).toEqual({
      op: 'LS+',
      subject: 'q.work',
      queue: 'workers',
      weight: 1,
      headerSize: 0,
      payloadSize: 0,
    });
    expect(frames[15]).toMatchObject({ op: 'LS-', subject: 'q.work', queue: 'workers' });
    expect(frames[16]).toMatchObject({ op: 'LS-', subject: 'plain.>' });
  });

  test('a request without content', () => {
    expect(plain(frames[7]!)).toEqual({
      op: 'LMSG',
      subject: '$JS.hub.API.INFO',
      reply: '_INBOX.R539.ZUS',
      headerSize: 0,
      payloadSize: 0,
      payload: '',
    });
  });

  test('a message with headers', () => {
    expect(plain(frames[8]!)).toEqual({
      op: 'HMSG',
      subject: 'orders.new',
      reply: '_INBOX.R539.0JS',
      headerSize: 29,
      headers: 'NATS/1.0\r\nNats-Msg-Id: a1\r\n\r\n',
      payloadSize: 3,
      payload: 'one',
    });
  });

  test('a payload that looks like the protocol itself', () => {
    expect(plain(frames[9]!).payload).toBe('21.5\r\nLMSG x 3\r\n');
  });

  test('queue groups, with and without a reply', () => {
    expect(frames[10]).toMatchObject({ reply: '_INBOX.R539.37M', queues: ['workers', 'audit'] });
    expect(frames[11]).toMatchObject({ queues: ['workers', 'audit'], payloadSize: 8 });
    expect(frames[11]).not.toHaveProperty('reply');
    expect(frames[12]).toMatchObject({ reply: 'some.reply', headerSize: 12, payloadSize: 2 });
  });

  test('a subject beyond ASCII', () => {
    expect(frames[14]).toMatchObject({ subject: 'plain.ünï', wireSize: 26 });
  });

  test('is the same wherever it is cut in two', () => {
    const bytes = wire(exchange);
    for (let cut = 1; cut < bytes.length; cut++) {
      const reader = new FrameReader('leaf');
      const parts = [...reader.push(bytes.slice(0, cut)), ...reader.push(bytes.slice(cut))];
      expect(summary(parts), `cut after ${cut} bytes`).toBe(summary(frames));
    }
  });

  test('is the same in chunks of any size', () => {
    const bytes = wire(exchange);
    for (let size = 1; size < bytes.length; size++) {
      const parts = read(bytes, 'leaf', size).frames;
      expect(summary(parts), `in chunks of ${size}`).toBe(summary(frames));
    }
  });

  test('is read with lower case, tabs and bare line feeds, as the server reads it', () => {
    const bytes = wire('ping\nls+\tfoo\tbar 2\nlmsg  foo   2 \r\nhi\r\n');
    for (const size of [bytes.length, 1]) {
      expect(read(bytes, 'leaf', size).frames).toMatchObject([
        { op: 'PING' },
        { op: 'LS+', subject: 'foo', queue: 'bar', weight: 2 },
        { op: 'LMSG', subject: 'foo', payloadSize: 2 },
      ]);
    }
  });
});

describe('the route protocol', () => {
  test('carries the account, and the origin of what comes from a leaf node', () => {
    const frames = readText(
      'RS+ $G r.>\r\nRS+ $G rq g 1\r\nLS+ cl $G lq w 1\r\nLS- cl $G lq w\r\nRS- $G rq g\r\n' +
        'RMSG $G r.1 1\r\nx\r\nRMSG $G rq + foo g 1\r\nx\r\nHMSG $G r.h 12 13\r\nNATS/1.0\r\n\r\nx\r\n' +
        'LMSG cl $G r.leaf 0 8\r\nfromleaf\r\nLMSG cl $G rq + rr g 12 13\r\nNATS/1.0\r\n\r\nx\r\n' +
        'A- ACC\r\n',
      'route',
    );
    expect(frames).toMatchObject([
      { op: 'RS+', account: '$G', subject: 'r.>' },
      { op: 'RS+', account: '$G', subject: 'rq', queue: 'g', weight: 1 },
      { op: 'LS+', origin: 'cl', account: '$G', subject: 'lq', queue: 'w', weight: 1 },
      { op: 'LS-', origin: 'cl', account: '$G', subject: 'lq', queue: 'w' },
      { op: 'RS-', account: '$G', subject: 'rq', queue: 'g' },
      { op: 'RMSG', account: '$G', subject: 'r.1', payloadSize: 1 },
      { op: 'RMSG', account: '$G', subject: 'rq', reply: 'foo', queues: ['g'] },
      { op: 'HMSG', account: '$G', subject: 'r.h', headerSize: 12, payloadSize: 1 },
      { op: 'LMSG', origin: 'cl', account: '$G', subject: 'r.leaf', headerSize: 0, payloadSize: 8 },
      { op: 'LMSG', origin: 'cl', subject: 'rq', reply: 'rr', queues: ['g'], headerSize: 12 },
      { op: 'A-', account: 'ACC' },
    ]);
  });

  test('leaves the account out on a route pinned to it, as its INFO says', () => {
    const frames = readText(
      'INFO {"server_name":"ca","route_account":"$SYS"}\r\nRS+ $SYS.REQ.>\r\n' +
        'RMSG $NRG.V._meta_ $NRG.R.BqL 1\r\nx\r\nRS- $SYS.REQ.> q\r\n',
      'route',
    );
    expect(frames.slice(1)).toMatchObject([
      { account: '$SYS', subject: '$SYS.REQ.>' },
      { account: '$SYS', subject: '$NRG.V._meta_', reply: '$NRG.R.BqL' },
      { account: '$SYS', subject: '$SYS.REQ.>', queue: 'q' },
    ]);
  });

  test('shows a pinned route by its first interest, where the INFO does not tell', () => {
    const frames = readText('RS+ a.> q 1\r\nRMSG a.b c 1\r\nx\r\n', 'route');
    expect(frames).toMatchObject([
      { subject: 'a.>', queue: 'q', weight: 1 },
      { subject: 'a.b', reply: 'c' },
    ]);
    expect(frames[1]).not.toHaveProperty('account');
  });
});

test('the client protocol, both directions', () => {
  const frames = readText(
    'SUB foo 1\r\nSUB q.work workers 2\r\nUNSUB 1 5\r\nUNSUB 2\r\nPUB foo 5\r\nhello\r\n' +
      'PUB foo reply 0\r\n\r\nHPUB foo 12 13\r\nNATS/1.0\r\n\r\nx\r\nMSG foo 1 2\r\nhi\r\n' +
      'MSG foo 1 reply 2\r\nhi\r\nHMSG foo 1 reply 12 12\r\nNATS/1.0\r\n\r\n\r\n+OK\r\n',
    'client',
  );
  expect(frames).toMatchObject([
    { op: 'SUB', subject: 'foo', sid: '1' },
    { op: 'SUB', subject: 'q.work', queue: 'workers', sid: '2' },
    { op: 'UNSUB', sid: '1' },
    { op: 'UNSUB', sid: '2' },
    { op: 'PUB', subject: 'foo', payloadSize: 5 },
    { op: 'PUB', subject: 'foo', reply: 'reply', payloadSize: 0 },
    { op: 'HPUB', subject: 'foo', headerSize: 12, payloadSize: 1 },
    { op: 'MSG', subject: 'foo', sid: '1', payloadSize: 2 },
    { op: 'MSG', subject: 'foo', sid: '1', reply: 'reply' },
    { op: 'HMSG', subject: 'foo', sid: '1', reply: 'reply', headerSize: 12, payloadSize: 0 },
    { op: '+OK' },
  ]);
});

describe('secrets', () => {
  const connect = (fields: object) => readText(`CONNECT ${JSON.stringify(fields)}\r\n`)[0]!;

  test('of a CONNECT are hidden, whatever the case of their names', () => {
    const fields = {
      user: 'u',
      pass: 's3cret',
      jwt: 's3cret',
      sig: 's3cret',
      proxy_sig: 's3cret',
      nkey: 's3cret',
      Auth_Token: 's3cret',
      nested: { PASS: ['s3cret'] },
    };
    const { line } = connect(fields);
    expect(line).not.toContain('s3cret');
    expect(line).toContain('"user":"u"');
  });

  test('sent as a user name without a password are hidden', () => {
    // CONNECT of a leaf node that dials nats-leaf://t0ken@hub.
    expect(connect({ user: 't0ken', auth_token: 't0ken' }).line).not.toContain('t0ken');
  });

  test('do not show in a CONNECT that cannot be read', () => {
    const frames = readText('CONNECT {"pass":"s3cret"\r\nPING\r\n');
    expect(JSON.stringify(frames)).not.toContain('s3cret');
    expect(frames.map(({ op }) => op)).toEqual(['garbage', 'PING']);
  });
});

describe('a large message', () => {
  const payload = Uint8Array.from({ length: 1_000_000 }, (_, i) => (i * 7) % 256);
  const bytes = wire('LMSG big 1000000\r\n', payload, '\r\nPING\r\n');

  test.each([bytes.length, 65_536, 1021])('keeps only its beginning, in chunks of %i', (size) => {
    const { frames } = read(bytes, 'leaf', size);
    expect(frames.map(({ op }) => op)).toEqual(['LMSG', 'PING']);
    expect(frames[0]).toMatchObject({ payloadSize: 1_000_000, wireSize: 1_000_020 });
    expect(frames[0]!.payload).toEqual(payload.slice(0, 1024));
    expect(frames[0]!.payload!.buffer.byteLength).toBe(1024);
  });

  test('keeps as much as asked for', () => {
    const [frame] = new FrameReader('leaf', { previewBytes: 4 }).push(
      wire('LMSG a 6\r\nabcdef\r\n'),
    );
    expect(plain(frame!)).toMatchObject({ payload: 'abcd', payloadSize: 6 });
  });

  test('keeps a header block up to its bound', () => {
    const headers = `NATS/1.0\r\nX: ${'y'.repeat(9000)}\r\n\r\n`;
    const text = `HMSG a ${headers.length} ${headers.length + 2}\r\n${headers}hi\r\n`;
    for (const size of [text.length, 1000, 1]) {
      const { frames } = read(wire(text), 'leaf', size);
      expect(frames[0]).toMatchObject({ headerSize: headers.length, payloadSize: 2 });
      expect(plain(frames[0]!)).toMatchObject({
        headers: headers.slice(0, maxHeaders),
        payload: 'hi',
      });
    }
  });

  test('that never ends costs no memory, nor does it yield anything', () => {
    const reader = new FrameReader('leaf');
    reader.push(wire(`LMSG big ${maxMessage}\r\n`));
    const chunk = new Uint8Array(1 << 20);
    for (let i = 0; i < 63; i++) expect(reader.push(chunk)).toEqual([]);
  });
});

test('frames keep no hold of the chunk they came in', () => {
  const chunk = wire('LMSG a 2\r\nhi\r\n', 'HMSG b 12 14\r\nNATS/1.0\r\n\r\nho\r\n');
  const frames = new FrameReader('leaf').push(chunk);
  chunk.fill(0);
  expect(frames.map(plain)).toMatchObject([
    { payload: 'hi' },
    { headers: 'NATS/1.0\r\n\r\n', payload: 'ho' },
  ]);
  expect(frames[0]!.payload!.buffer.byteLength).toBe(2 + 12 + 2);
});

test('a Buffer of Node is read as what it is, and yields no Buffer', () => {
  const [frame] = new FrameReader('leaf').push(Buffer.from('xxLMSG a 2\r\nhi\r\n').subarray(2));
  expect(frame!.payload!.constructor).toBe(Uint8Array);
  expect(plain(frame!).payload).toBe('hi');
});

test('frames survive a structured clone', () => {
  const frames = readText(exchange);
  expect(structuredClone(frames)).toEqual(frames);
});

describe('garbage', () => {
  test.each([
    ['a size that is negative', 'LMSG a -1\r\n', 'LMSG with a size that is no number'],
    ['a size of ten digits', 'LMSG a 1000000000\r\n', 'LMSG with a size that is no number'],
    ['a size that is absurd', 'LMSG a 67108865\r\n', 'LMSG of 67108865 bytes, more than a server'],
    ['a size that is no number', 'LMSG a b\r\n', 'LMSG with a size that is no number'],
    ['too few arguments', 'LMSG a\r\n', 'LMSG with too few arguments'],
    ['no arguments', 'LS+ \r\n', 'LS+ with 0 arguments'],
    ['a queue without a weight', 'LS+ a q\r\n', 'LS+ with 2 arguments'],
    ['too many arguments', 'LS- a b c\r\n', 'LS- with 3 arguments'],
    ['headers larger than the message', 'HMSG a 5 4\r\n', 'HMSG with a header larger than'],
    ['no sign before the queues', 'LMSG a b c d 5\r\n', 'LMSG without + or |'],
    ['an operation of another protocol', 'RS+ $G a\r\n', 'bytes that are no NATS protocol'],
    ['an INFO without JSON', 'INFO hello\r\n', 'INFO without JSON'],
    ['no operation at all', 'hello\r\n', 'the connection may be compressed or encrypted'],
    ['an operation that only begins like one', 'PINGS\r\n', 'bytes that are no NATS protocol'],
    ['an empty line', '\r\n', 'bytes that are no NATS protocol'],
  ])('%s', (_, text, reason) => {
    for (const size of [text.length + 6, 1]) {
      const { frames, reader } = read(wire(text, 'PING\r\n'), 'leaf', size);
      expect(frames).toMatchObject([{ op: 'garbage' }, { op: 'PING' }]);
      expect(frames[0]!.reason).toContain(reason);
      expect(frames[0]!.wireSize + reader.skipped).toBe(text.length);
    }
  });

  test('a payload without a line end; reading goes on at the next line that makes sense', () => {
    const bytes = wire('PING\r\nLMSG a 2\r\nhello\r\nno PING\r\nLMSG b 1\r\nx\r\n');
    const { frames, reader } = read(bytes);
    expect(frames).toMatchObject([
      { op: 'PING' },
      {
        op: 'garbage',
        line: 'LMSG a 2',
        reason: 'LMSG whose 2 bytes are not followed by a line end',
      },
      { op: 'LMSG', subject: 'b' },
    ]);
    const framed = frames.reduce((sum, { wireSize }) => sum + wireSize, 0);
    expect(framed + reader.skipped).toBe(bytes.length);
  });

  test('JSON nested beyond all reason', () => {
    const deep = `INFO ${'['.repeat(30_000)}${']'.repeat(30_000)}\r\nPING\r\n`;
    expect(readText(deep)).toMatchObject([{ reason: 'INFO without JSON' }, { op: 'PING' }]);
  });

  test('in the search for sense, neither a bare line feed nor binary noise counts', () => {
    const bytes = wire('what\nPING\nLS+ a\n\r\n', Uint8Array.of(0x16, 3, 1), '\r\nPONG\r\n');
    for (const size of [bytes.length, 1]) {
      const { frames } = read(bytes, 'leaf', size);
      expect(frames.map(({ op }) => op)).toEqual(['garbage', 'PONG']);
    }
  });

  test('a control line of a megabyte is given up at its bound', () => {
    const bytes = wire('LS+ ', 'x'.repeat(1 << 20), '\r\nPING\r\n');
    for (const size of [bytes.length, 65_536, 1000]) {
      const { frames, reader } = read(bytes, 'leaf', size);
      expect(frames).toMatchObject([{ op: 'garbage', wireSize: maxLine + 1 }, { op: 'PING' }]);
      expect(reader.skipped).toBe(bytes.length - 6 - (maxLine + 1));
    }
  });

  test('a control line at its bound is read, one beyond is not', () => {
    const line = (length: number) => `LS+ ${'x'.repeat(length - 4)}`;
    expect(readText(`${line(maxLine)}\n`)).toMatchObject([{ op: 'LS+' }]);
    expect(readText(`${line(maxLine + 1)}\n`)).toMatchObject([{ op: 'garbage' }]);
  });

  test('a connection that is compressed says so once', () => {
    // As after the INFO of a leaf link with compression: s2_auto.
    const bytes = wire(
      'INFO {"compression":"s2_auto"}\r\n',
      Uint8Array.of(0xff, 6, 0, 0),
      'S2sTwO',
      noise(1, 100_000),
    );
    for (const size of [bytes.length, 1000, 1]) {
      const { frames, reader } = read(bytes, 'leaf', size);
      expect(frames).toMatchObject([{ op: 'INFO' }, { op: 'garbage' }]);
      expect(frames[1]!.reason).toBe(
        'the connection is compressed (S2); `compression: off` would show it',
      );
      expect(reader.skipped).toBe(bytes.length - frames[0]!.wireSize);
    }
  });

  test('a WebSocket and TLS are named', () => {
    expect(readText('GET /leafnode HTTP/1.1\r\n\r\n')[0]!.reason).toContain('WebSocket');
    expect(read(wire(Uint8Array.of(0x16, 3, 1, 2))).frames[0]!.reason).toContain('TLS');
  });

  test('there is only so much of it on one connection', () => {
    const { frames } = read(wire('LMSG a b\r\nPING\r\n'.repeat(1000)));
    const garbage = frames.filter(({ op }) => op === 'garbage');
    expect(garbage).toHaveLength(maxGarbage);
    expect(garbage.at(-1)!.reason).toContain('not read any further');
    expect(frames.at(-1)).toBe(garbage.at(-1));
  });

  test('of any kind is passed over, the same in chunks of any size', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const bytes = mangled(seed);
      const { frames, reader } = read(bytes);
      for (const size of [1, 2, 3, 7, 64]) {
        const again = read(bytes, 'leaf', size);
        expect(summary(again.frames), `seed ${seed}, chunks of ${size}`).toBe(summary(frames));
        expect(again.reader.skipped).toBe(reader.skipped);
      }
      const accounted = frames.reduce((sum, { wireSize }) => sum + wireSize, reader.skipped);
      expect(accounted).toBeLessThanOrEqual(bytes.length);
      expect(frames.filter(({ op }) => op === 'garbage').length).toBeLessThanOrEqual(maxGarbage);
    }
  });

  /** A real exchange with bytes changed, gone and put in. */
  function mangled(seed: number): Uint8Array {
    const random = randomOf(seed);
    const bytes = [...wire(exchange)];
    for (let i = 0; i < 1 + (seed % 5); i++) {
      const at = Math.floor(random() * bytes.length);
      const kind = seed % 3;
      const count = Math.floor(random() * 40);
      if (kind === 0) bytes[at] = Math.floor(random() * 256);
      if (kind === 1) bytes.splice(at, count);
      if (kind === 2) bytes.splice(at, 0, ...noise(seed + i, count));
    }
    return Uint8Array.from(bytes);
  }
});

test('many small messages in large chunks all come through', () => {
  const line = `LMSG orders.new 128\r\n${'x'.repeat(128)}\r\n`;
  const { frames } = read(wire(line.repeat(50_000)), 'leaf', 32_768);
  expect(frames).toHaveLength(50_000);
  expect(frames.every(({ op, payload }) => op === 'LMSG' && payload!.length === 128)).toBe(true);
});

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function noise(seed: number, length: number): Uint8Array {
  const random = randomOf(seed);
  return Uint8Array.from({ length }, () => Math.floor(random() * 256));
}
