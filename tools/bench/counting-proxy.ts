import { connect, createServer, type Socket } from 'node:net';

/** A TCP proxy on 127.0.0.1 that counts. */
export interface CountingProxy {
  port: number;
  /** The bytes so far: from whoever dialled, and back to it. */
  count: () => { sent: number; received: number };
  close: () => Promise<void>;
}

/** Puts a proxy in front of a port of 127.0.0.1. */
export async function countingProxy(target: number): Promise<CountingProxy> {
  let sent = 0;
  let received = 0;
  const open = new Set<Socket>();
  const server = createServer((dialled) => {
    const onward = connect(target, '127.0.0.1');
    for (const socket of [dialled, onward]) {
      open.add(socket.setNoDelay());
      socket.on('error', () => {}); // and then it closes
      socket.on('close', () => {
        open.delete(socket);
        dialled.destroy();
        onward.destroy();
      });
    }
    dialled.on('data', (data) => (sent += data.length));
    onward.on('data', (data) => (received += data.length));
    dialled.pipe(onward);
    onward.pipe(dialled);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as { port: number }).port,
    count: () => ({ sent, received }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        open.forEach((socket) => socket.destroy());
      }),
  };
}
