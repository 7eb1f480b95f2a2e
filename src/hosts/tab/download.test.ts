import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { patience } from '../../../tests/support/pass.ts';
import type { Arrived } from '../../lab/network/host.ts';
import { Changed, Download, type FilePart } from './download.ts';

const file = randomBytes(200_000);
const half = 100_000;
let server: Server | undefined;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves each request in its turn; the last answer is that to all later ones. */
async function site(...answers: [...Answer[], Answer]): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  server = createServer((request, response) => {
    const { range = '', 'if-range': validator = '' } = request.headers;
    const answer = answers[Math.min(asked.length, answers.length - 1)]!;
    asked.push(`${range} ${validator as string}`.trim());
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/module`, asked };
}

afterEach(() => {
  vi.useRealTimers();
  server?.closeAllConnections();
  server?.close();
});

/** Begins the file, and breaks the connection at its half. */
const breaks =
  (headers: Record<string, string>): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-length': file.length, ...headers });
    response.write(file.subarray(0, half), () => response.destroy());
  };

/** Goes on with the file where it is asked to. */
const goesOn: Answer = ({ headers: { range = '' } }, response) => {
  const from = Number(/\d+/.exec(range)![0]);
  response.writeHead(206, {
    'content-range': `bytes ${from}-${file.length - 1}/${file.length}`,
    'content-length': file.length - from,
  });
  response.end(file.subarray(from));
};

const whole: Answer = (_, response) => {
  response.writeHead(200, { 'content-length': file.length }).end(file);
};

const etag = { etag: '"one"' };

async function read(download: Download, signal = new AbortController().signal) {
  const chunks: Uint8Array[] = [];
  const told: Arrived[] = [];
  for await (const chunk of download.bytes(signal, (arrived) => told.push(arrived)))
    chunks.push(chunk);
  return { bytes: Buffer.concat(chunks), told };
}

test('a line that breaks goes on by itself from its last byte, if the file is still the same', async () => {
  const { url, asked } = await site(breaks(etag), goesOn);
  const { bytes, told } = await read(new Download(url));
  expect(bytes.equals(file)).toBe(true);
  expect(asked[0]).toBe('');
  expect(asked[1]).toMatch(/^bytes=\d+- "one"$/);
  expect(told.at(-1)).toMatchObject({ received: file.length, total: file.length });
});

test('a line that breaks twice says at which byte, and the next call goes on from there', async () => {
  const again: Answer = (_, response) => response.destroy();
  const { url } = await site(breaks(etag), again, goesOn);
  const download = new Download(url);
  await expect(read(download)).rejects.toThrow(/^The line broke at byte [\d,]+ of 200,000\. /);
  expect((await read(download)).bytes.equals(file)).toBe(true);
});

test('a cancelled fetch goes on from where it was', async () => {
  const waits: Answer = (_, response) => {
    response.writeHead(200, { 'content-length': file.length, ...etag });
    response.write(file.subarray(0, half));
  };
  const { url, asked } = await site(waits, goesOn);
  const download = new Download(url);
  const cancel = new AbortController();
  const bytes = download.bytes(cancel.signal);
  await bytes.next();
  const next = bytes.next().then(() => bytes.next());
  cancel.abort(new Error('cancelled'));
  await expect(next).rejects.toThrow();
  expect((await read(download)).bytes.equals(file)).toBe(true);
  expect(asked[1]).toMatch(/^bytes=[1-9]\d*- "one"$/);
});

/** Keeps the parts of a download in a list. */
const keepIn = (kept: FilePart[]) => (part: FilePart) => {
  kept.push(part);
  return Promise.resolve(true);
};

/** What a download that is left in the middle has kept until then. */
async function left(url: string): Promise<FilePart[]> {
  const kept: FilePart[] = [];
  await expect(read(new Download(url, [], keepIn(kept)))).rejects.toThrow('The line');
  return kept;
}

test('a later visit goes on where an earlier one was left', async () => {
  const { url, asked } = await site(breaks(etag), (_, response) => response.destroy(), goesOn);
  const kept = await left(url);
  const twice = kept.flatMap((part) => [part, { ...part, bytes: part.bytes.subarray(0, 10) }]);
  const download = new Download(url, twice, keepIn(kept));
  const { bytes, told } = await read(download);
  expect(bytes.equals(file)).toBe(true);
  expect(Buffer.from(download.whole()).equals(file)).toBe(true);
  expect(asked.at(-1)).toMatch(/^bytes=[1-9]\d*- "one"$/);
  expect(told[0]!.received).toBeGreaterThan(0);
  // What comes at the end is for whoever keeps the whole.
  expect(kept.every(({ from, bytes }) => from + bytes.length <= half)).toBe(true);
});

test('a part that was not kept is kept with the next one', async () => {
  const third: Answer = ({ headers: { range } }, response) => {
    const from = Number(/\d+/.exec(range ?? '0')![0]);
    response.writeHead(range ? 206 : 200, {
      'content-range': `bytes ${from}-${file.length - 1}/${file.length}`,
      'content-length': file.length - from,
      ...etag,
    });
    response.write(file.subarray(from, from + 60_000), () => response.destroy());
  };
  const { url } = await site(third, third, (_, response) => response.destroy());
  const kept: FilePart[] = [];
  const keep = (part: FilePart) => Promise.resolve(kept.push(part) > 1);
  await expect(read(new Download(url, [], keep))).rejects.toThrow('The line');
  expect(kept[1]!.from).toBe(0);
  expect(kept[1]!.bytes.length).toBeGreaterThan(kept[0]!.bytes.length);
});

test('a line that brings some each time is gone on with until all is here', async () => {
  const some: Answer = ({ headers: { range } }, response) => {
    const from = Number(/\d+/.exec(range ?? '0')![0]);
    response.writeHead(range ? 206 : 200, {
      'content-range': `bytes ${from}-${Math.min(from + 69_999, file.length - 1)}/${file.length}`,
      'content-length': Math.min(70_000, file.length - from),
      ...etag,
    });
    response.end(file.subarray(from, from + 70_000));
  };
  // The site tells of no length at first, as where it sends what it makes.
  const chunked: Answer = (_, response) => {
    response.writeHead(200, etag);
    response.write(file.subarray(0, 70_000), () => response.destroy());
  };
  const { url, asked } = await site(chunked, some);
  const { bytes, told } = await read(new Download(url));
  expect(bytes.equals(file)).toBe(true);
  expect(asked).toHaveLength(3);
  expect(told.at(-1)!.total).toBe(file.length);
});

test('a page in place of the rest is named, and what has come stays', async () => {
  const { url, asked } = await site(
    breaks(etag),
    (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('Sign in'),
    goesOn,
  );
  const download = new Download(url);
  await expect(read(download)).rejects.toThrow('The network may want you to sign in first');
  expect((await read(download)).bytes.equals(file)).toBe(true);
  expect(asked.at(-1)).toMatch(/^bytes=[1-9]\d*- "one"$/);
});

test('a download that was left writes nothing into one that has begun anew', async () => {
  let goOn = () => {};
  const waits: Answer = (_, response) => {
    response.writeHead(200, { 'content-length': file.length, ...etag });
    response.write(file.subarray(0, half));
    goOn = () => response.end(file.subarray(half));
  };
  const { url } = await site(waits, whole);
  const download = new Download(url);
  const line = new AbortController();
  const old = download.bytes(line.signal);
  await old.next();
  const ended = expect(
    (async () => {
      while (!(await old.next()).done);
    })(),
  ).rejects.toThrow('left');
  line.abort(new Error('left'));
  download.forget();
  const { bytes } = await read(download);
  goOn();
  await ended;
  expect(bytes.equals(file)).toBe(true);
  expect(Buffer.from(download.whole()).equals(file)).toBe(true);
});

test('a later visit goes on from no part that another file, or a gap, is before', async () => {
  const { url, asked } = await site(goesOn);
  const part = (from: number, validator: string): FilePart => ({
    from,
    bytes: new Uint8Array(file.subarray(from, from + 1000)),
    total: file.length,
    validator,
  });
  const kept = [part(0, '"one"'), part(1000, '"two"'), part(1500, '"one"')];
  expect((await read(new Download(url, kept))).bytes.equals(file)).toBe(true);
  expect(asked).toEqual(['bytes=1000- "one"']);
});

for (const { when, first, then } of [
  { when: 'the site has another file now', first: etag, then: whole },
  {
    when: 'the site tells files apart by a weak ETag only',
    first: { etag: 'W/"one"' },
    then: whole,
  },
  {
    when: 'the site packs the file on its way',
    first: { ...etag, 'content-encoding': 'identity' },
    then: whole,
  },
]) {
  test(`two files are never put together: ${when}`, async () => {
    const { url, asked } = await site(breaks(first), then, whole);
    const download = new Download(url);
    await expect(read(download)).rejects.toThrow(Changed);
    download.forget();
    expect((await read(download)).bytes.equals(file)).toBe(true);
    expect(asked.at(-1)).toBe('');
  });
}

test('a page in place of the file is named, and not asked for again', async () => {
  const portal: Answer = (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Sign in</p>');
  const { url, asked } = await site(portal);
  await expect(read(new Download(url))).rejects.toThrow('may want you to sign in');
  expect(asked).toHaveLength(1);
});

test('a silent line is told of, and asked anew once it lasts', async () => {
  const silent: Answer = (_, response) => {
    response.writeHead(200, { 'content-length': file.length, ...etag });
    response.write(file.subarray(0, half));
  };
  const { url, asked } = await site(silent, goesOn);
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout'] });
  const told: Arrived[] = [];
  const chunks: Uint8Array[] = [];
  const done = (async () => {
    for await (const chunk of new Download(url).bytes(new AbortController().signal, (arrived) =>
      told.push(arrived),
    ))
      chunks.push(chunk);
  })();
  await vi.waitUntil(() => Buffer.concat(chunks).length === half);
  await vi.advanceTimersByTimeAsync(12_000);
  expect(told.at(-1)).toMatchObject({ received: half, total: file.length });
  expect(told.at(-1)!.silent).toBeGreaterThan(5);
  await vi.advanceTimersByTimeAsync(12_000);
  await done;
  expect(Buffer.concat(chunks).equals(file)).toBe(true);
  expect(asked[1]).toBe(`bytes=${half}- "one"`);
});

test('a line that stays silent is given up', async () => {
  const silent: Answer = ({ headers: { range } }, response) => {
    const from = range ? half : 0;
    response.writeHead(range ? 206 : 200, {
      'content-range': `bytes ${from}-${file.length - 1}/${file.length}`,
      'content-length': file.length - from,
      ...etag,
    });
    if (!range) response.write(file.subarray(0, half));
    response.flushHeaders();
  };
  const { url, asked } = await site(silent);
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout'] });
  const broken = expect(read(new Download(url))).rejects.toThrow('The line broke at byte 100,000');
  await vi.waitUntil(async () => {
    await vi.advanceTimersByTimeAsync(2000);
    return asked.length === 2;
  }, patience);
  await vi.advanceTimersByTimeAsync(30_000);
  await broken;
});
