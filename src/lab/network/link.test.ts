import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ByteStream } from './bytes.ts';
import type { LinkState } from './host.ts';
import { Link } from './link.ts';
import type { WireEvent } from '../wire/event.ts';

/** Two ends of a pipe in memory. */
function pipe(): [ByteStream, ByteStream] {
  const make = () => {
    const waiting: ((chunk: Uint8Array | null) => void)[] = [];
    const chunks: (Uint8Array | null)[] = [];
    let closed = false;
    return {
      put: (chunk: Uint8Array | null) => {
        if (chunk === null) closed = true;
        const next = waiting.shift();
        if (next) next(chunk);
        else chunks.push(chunk);
      },
      take: () =>
        new Promise<Uint8Array | null>((resolve) => {
          if (chunks.length) resolve(chunks.shift()!);
          else if (closed) resolve(null);
          else waiting.push(resolve);
        }),
      isClosed: () => closed,
    };
  };
  const [there, back] = [make(), make()];
  const end = (out: typeof there, into: typeof there): ByteStream => ({
    read: () => into.take(),
    write: async (chunk) => {
      if (out.isClosed()) throw new Error('connection is closed');
      out.put(chunk);
    },
    close: () => {
      out.put(null);
      into.put(null);
    },
  });
  return [end(there, back), end(back, there)];
}

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (chunk: Uint8Array | null) => new TextDecoder().decode(chunk ?? undefined);

let link: Link;
let states: LinkState[];
let wire: Omit<WireEvent, 'seq'>[];
/** The two servers' own ends. */
let leaf: ByteStream;
let hub: ByteStream;

function connect(): void {
  const [nearLeaf, farLeaf] = pipe();
  const [nearHub, farHub] = pipe();
  leaf = nearLeaf;
  hub = nearHub;
  void link.join('leaf', farLeaf, async () => farHub);
}

beforeEach(() => {
  states = [];
  wire = [];
  link = new Link(
    { name: 'leaf-hub', kind: 'leaf', from: 'leaf', to: 'hub' },
    { state: (state) => states.push(state), wire: (events) => wire.push(...events) },
  );
  connect();
});

async function establish(): Promise<void> {
  await hub.write(encode('INFO {}\r\nLS+ a\r\n'));
  await leaf.read();
  await leaf.write(encode('CONNECT {}\r\nLS+ b\r\n'));
  await hub.read();
  // The link tells of it once the bytes have been passed on.
  await vi.waitFor(() => expect(states.at(-1)?.type).toBe('up'));
}

describe('a link', () => {
  test('passes on what it cannot read as it is, and says so', async () => {
    const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 37) & 255);
    await leaf.write(noise);
    expect(await hub.read()).toEqual(noise);
    expect(wire.map(({ op }) => op)).toContain('garbage');
  });

  test('is up when both servers are past the handshake, and counts each way', async () => {
    await establish();
    expect(states).toEqual([{ type: 'up' }]);
    expect(link.totals).toEqual({ out: { frames: 2, bytes: 19 }, in: { frames: 2, bytes: 16 } });
    leaf.close();
    await vi.waitFor(() => expect(states.at(-1)).toEqual({ type: 'down' }));
    expect(await hub.read()).toBeNull();
  });

  test('carries to its end what a server sent before it ended, though the other way breaks first', async () => {
    const [nearLeaf, farLeaf] = pipe();
    const [nearHub, farHub] = pipe();
    let take: () => void = () => {};
    const taken = new Promise<void>((resolve) => (take = resolve));
    const busy = { ...farHub, write: (chunk: Uint8Array) => taken.then(() => farHub.write(chunk)) };
    const written = vi.spyOn(farLeaf, 'write');
    void link.join('leaf', farLeaf, async () => busy);
    await nearLeaf.write(encode('last words'));
    nearLeaf.close();
    await nearHub.write(encode('to nobody'));
    await vi.waitFor(() => expect(written.mock.settledResults[0]?.type).toBe('rejected'));
    take();
    expect(decode(await nearHub.read())).toBe('last words');
    expect(await nearHub.read()).toBeNull();
  });

  test('cut as refused closes both ends and turns a new connection away', async () => {
    await establish();
    link.cut('refused');
    expect(await hub.read()).toBeNull();
    expect(await leaf.read()).toBeNull();
    connect();
    expect(await leaf.read()).toBeNull();
    expect(states.at(-1)).toEqual({ type: 'cut', how: 'refused' });

    link.heal();
    connect();
    await establish();
    expect(states.at(-1)).toEqual({ type: 'up' });
  });

  test('cut as refused while a connection is being made turns that away too', async () => {
    const [nearLeaf, farLeaf] = pipe();
    const [nearHub, farHub] = pipe();
    let accept: () => void = () => {};
    const dialled = new Promise<ByteStream>((resolve) => {
      accept = () => resolve(farHub);
    });
    void link.join('leaf', farLeaf, () => dialled);
    link.cut('refused');
    accept();
    expect(await nearLeaf.read()).toBeNull();
    expect(await nearHub.read()).toBeNull();
  });

  test('that is not read carries the same bytes, and tells of a cut alone', async () => {
    const wires = vi.fn();
    link = new Link(
      link.spec,
      { state: (state) => states.push(state), wire: wires },
      { reading: false },
    );
    connect();
    const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 37) & 255);
    await leaf.write(encode('CONNECT {}\r\nLS+ b\r\n'));
    expect(decode(await hub.read())).toBe('CONNECT {}\r\nLS+ b\r\n');
    await hub.write(noise);
    expect(await leaf.read()).toEqual(noise);
    expect(link.totals).toEqual({ out: { frames: 0, bytes: 19 }, in: { frames: 0, bytes: 5000 } });
    expect(wires).not.toHaveBeenCalled();
    link.cut('silent');
    link.heal();
    expect(states.map(({ type }) => type)).toEqual(['cut', 'down']);
  });

  test('cut silently holds back what is sent until it is healed, and tells nobody', async () => {
    await establish();
    link.cut('silent');
    expect(states.at(-1)).toEqual({ type: 'cut', how: 'silent' });
    await leaf.write(encode('LS+ c\r\n'));
    await leaf.write(encode('LS+ d\r\n'));
    let arrived = '';
    const read = hub.read().then((chunk) => (arrived += decode(chunk)));
    await vi.waitFor(() => expect(wire.at(-1)).toMatchObject({ subject: 'd', held: true }));
    expect(arrived).toBe('');
    const before = link.totals.out.frames;
    link.heal();
    await read;
    await vi.waitFor(() => expect(link.totals.out.frames).toBe(before + 2));
    const crossed = wire.filter(({ held }) => !held).map(({ subject }) => subject);
    expect(crossed.slice(-2)).toEqual(['c', 'd']);
    expect(arrived + decode(await hub.read())).toBe('LS+ c\r\nLS+ d\r\n');
    expect(states.at(-1)).toEqual({ type: 'up' });
  });

  test('cut silently keeps who dials from the other server, until it is healed', async () => {
    link.cut('silent');
    const dialled = vi.fn();
    const dial = () => {
      const [near, far] = pipe();
      const [nearHub, farHub] = pipe();
      const target = async () => {
        dialled();
        return farHub;
      };
      return { leaf: near, hub: nearHub, joined: link.join('leaf', far, target) };
    };
    const [patient, impatient, talkative] = [dial(), dial(), dial()];
    impatient.leaf.close();
    await impatient.joined;
    await talkative.leaf.write(encode('CONNECT {}\r\n'));
    expect(dialled).not.toHaveBeenCalled();

    link.heal();
    await patient.hub.write(encode('INFO {}\r\n'));
    expect(decode(await patient.leaf.read())).toBe('INFO {}\r\n');
    expect(decode(await talkative.hub.read())).toBe('CONNECT {}\r\n');
    expect(dialled).toHaveBeenCalledTimes(2);
  });

  test('cut silently and then as refused turns away who has been waiting', async () => {
    link.cut('silent');
    const [near, far] = pipe();
    const target = vi.fn();
    const joined = link.join('leaf', far, target);
    link.cut('refused');
    expect(await near.read()).toBeNull();
    await joined;
    expect(target).not.toHaveBeenCalled();
  });

  test('made slow delivers later, in order, whatever the jitter', async () => {
    await establish();
    link.shape({ delay: 40, jitter: 30 });
    expect(states.at(-1)).toEqual({ type: 'up', weather: { delay: 40, jitter: 30 } });
    const from = performance.now();
    const lines = Array.from({ length: 20 }, (_, i) => `LS+ s.${i}\r\n`);
    for (const line of lines) await leaf.write(encode(line));
    let seen = '';
    while (seen.length < lines.join('').length) seen += decode(await hub.read());
    expect(seen).toBe(lines.join(''));
    expect(performance.now() - from).toBeGreaterThan(9);
  });

  test('with jitter takes sometimes more and sometimes less than its delay', async () => {
    await establish();
    vi.useFakeTimers();
    const chance = vi.spyOn(Math, 'random');
    try {
      link.shape({ delay: 100, jitter: 50 });
      for (const [random, due] of [
        [0, 50],
        [0.5, 100],
        [0.9, 140],
      ] as const) {
        chance.mockReturnValue(random);
        let arrived = '';
        void hub.read().then((chunk) => (arrived += decode(chunk)));
        await leaf.write(encode('LS+ s\r\n'));
        await vi.advanceTimersByTimeAsync(due - 1);
        expect(arrived).toBe('');
        await vi.advanceTimersByTimeAsync(1);
        expect(arrived).toBe('LS+ s\r\n');
      }
    } finally {
      chance.mockRestore();
      vi.useRealTimers();
    }
  });

  test('made narrow takes its time over what is large', async () => {
    await establish();
    link.shape({ bandwidth: 100_000 });
    const from = performance.now();
    await leaf.write(new Uint8Array(10_000));
    await hub.read();
    expect(performance.now() - from).toBeGreaterThan(90);
  });

  test('severed carries nothing any more, not even what was under way', async () => {
    await establish();
    link.shape({ delay: 20 });
    await leaf.write(encode('LS+ last.words\r\n'));
    link.sever();
    expect(await hub.read()).toBeNull();
  });
});
