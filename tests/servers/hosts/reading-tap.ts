import type { ByteStream } from '../../../src/lab/network/bytes.ts';
import type { Runtime } from '../../../src/lab/network/server-runtime.ts';

/** Chunks at the ends of links, in order: into the link at one end, out of it at the other. */
export interface Tapped {
  into: Uint8Array[];
  outOf: Uint8Array[];
}

/** A runtime whose links are listened to from without: `out` from the server that dials, then `in`. */
export function tapped(runtime: Runtime): { runtime: Runtime; out: Tapped; in: Tapped } {
  const taps = { out: { into: [], outOf: [] }, in: { into: [], outOf: [] } };
  const tap = (stream: ByteStream, read: Uint8Array[], written: Uint8Array[]): ByteStream => ({
    read: async () => {
      const chunk = await stream.read();
      // A copy each, as it is now: a link that changed what it carries would change this too.
      if (chunk) read.push(chunk.slice());
      return chunk;
    },
    write: (chunk) => {
      written.push(chunk.slice());
      return stream.write(chunk);
    },
    close: () => stream.close(),
  });
  const tappedCalls: Partial<Runtime> = {
    listen: (port, onStream) =>
      runtime.listen(port, (stream) => onStream(tap(stream, taps.out.into, taps.in.outOf))),
    dial: async (server, port) => {
      const stream = await runtime.dial(server, port);
      return port ? tap(stream, taps.in.into, taps.out.outOf) : stream;
    },
  };
  // A runtime is a class: its other calls are its own, not copied.
  const all = new Proxy(runtime, {
    get: (target, name): unknown => {
      const call: unknown = Reflect.get(tappedCalls, name) ?? Reflect.get(target, name);
      return typeof call === 'function' ? (call.bind(target) as unknown) : call;
    },
  });
  return { ...taps, runtime: all };
}
