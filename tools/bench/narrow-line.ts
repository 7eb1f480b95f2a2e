import { connect, createServer, type Socket } from 'node:net';

/** How narrow a line is: bytes a second that it brings, for all of its connections, and the round trip in milliseconds. */
interface Width {
  bytes: number;
  roundTrip: number;
}

/** How many bytes of one connection may wait here. */
const mostWaiting = 1 << 18;

/** How many bytes are brought at once. */
const packet = 1 << 14;

/** Puts a narrow line in front of a port of 127.0.0.1. It holds for whatever part of a browser dials. */
export async function narrowLine(
  target: number,
  { bytes, roundTrip }: Width,
): Promise<{ port: number; close: () => Promise<void> }> {
  const open = new Set<Socket>();
  /** When the line has brought what it has been given. */
  let free = 0;

  const bring = (from: Socket, to: Socket) => {
    let waiting = 0;
    // Timers of different lengths do not end in the order in which they began.
    const parts: Buffer[] = [];
    from.on('data', (data: Buffer) => {
      for (let at = 0; at < data.length; at += packet) {
        const part = data.subarray(at, at + packet);
        waiting += part.length;
        parts.push(part);
        free = Math.max(free, performance.now()) + (1000 * part.length) / bytes;
        setTimeout(
          () => {
            const next = parts.shift()!;
            waiting -= next.length;
            if (waiting < mostWaiting) from.resume();
            to.write(next);
          },
          free - performance.now() + roundTrip / 2,
        );
      }
      if (waiting >= mostWaiting) from.pause();
    });
    from.on('close', () => {
      const left = Math.max(0, free - performance.now()) + roundTrip / 2;
      setTimeout(() => to.destroySoon(), left + 50);
    });
  };
  const later = (from: Socket, to: Socket) => {
    from.on('data', (data) => setTimeout(() => to.write(data), roundTrip / 2));
    from.on('close', () => setTimeout(() => to.destroySoon(), roundTrip / 2 + 1));
  };

  const server = createServer((dialled) => {
    const onward = connect(target, '127.0.0.1');
    for (const socket of [dialled, onward]) {
      open.add(socket.setNoDelay());
      socket.on('error', () => {}); // and then it closes
      socket.on('close', () => open.delete(socket));
    }
    bring(onward, dialled);
    // A connection costs a round trip before the first byte is sent.
    dialled.pause();
    setTimeout(() => dialled.resume(), roundTrip);
    later(dialled, onward);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  return {
    port: (server.address() as { port: number }).port,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        for (const socket of open) socket.destroy();
      }),
  };
}
