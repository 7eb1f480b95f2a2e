import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** One address for several servers. */
export interface Front {
  port: number;
  close(): void;
}

/**
 * Opens one address for the same port of several servers: each connection goes, byte for byte, to the next server that
 * takes it. A client that loses its server dials the same address, and so comes to another.
 * @param port 0 for any
 * @param ports those of the servers, at this machine
 */
export async function openFront(
  host: string,
  port: number,
  ports: readonly number[],
): Promise<Front> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  let turn = 0;
  const front = createServer((client) => {
    keep(client);
    client.on('error', () => client.destroy());
    const order = ports.map((_, i) => ports[(turn + i) % ports.length]!);
    turn += 1;
    const dial = ([next, ...others]: readonly number[]) => {
      if (next === undefined || client.destroyed) return void client.destroy();
      const server = connect(next, '127.0.0.1');
      keep(server);
      let taken = false;
      server.once('connect', () => {
        taken = true;
        client.pipe(server).pipe(client);
        client.once('close', () => server.destroy());
      });
      server.on('error', () => server.destroy());
      server.once('close', () => (taken ? client.destroy() : dial(others)));
    };
    dial(order);
  });
  await new Promise<void>((resolve, reject) => {
    front.once('error', reject);
    front.listen(port, host, resolve);
  });
  return {
    port: (front.address() as AddressInfo).port,
    close() {
      front.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
