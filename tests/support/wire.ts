import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A network between an attendee and the class. */
export interface Wire {
  /** The port of 127.0.0.1 at which the attendee reaches the class. */
  port: number;
  /** Ends all connections: what was on its way is lost. New ones are taken. */
  cut: () => void;
  /** Passes nothing on, and ends nothing: as a Wi-Fi that is out of reach. New connections are taken, and hear nothing. */
  silence: () => void;
  /** Takes and passes on again. What was silent is ended. */
  heal: () => void;
  close: () => void;
}

/** Lays a network to a port of this machine. */
export async function wireTo(port: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  let silent = false;
  const server = createServer((near) => {
    sockets.add(near);
    near.on('error', () => {});
    near.on('close', () => sockets.delete(near));
    if (silent) return;
    const far = connect(port, '127.0.0.1');
    sockets.add(far);
    far.on('error', () => {});
    far.on('close', () => {
      sockets.delete(far);
      near.destroy();
    });
    near.on('close', () => far.destroy());
    near.pipe(far).pipe(near);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    silence() {
      silent = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    heal() {
      silent = false;
      cut();
    },
    close() {
      cut();
      server.close();
    },
  };
}
