import { connect } from 'node:net';
import type { ClientEndpoint } from '../../src/lab/network/host.ts';

/** Somewhere for the site's NATS client to attach to in Node: a TCP connection to a server's client port. */
export function tcpEndpoint(port: number): ClientEndpoint {
  const { port1, port2 } = new MessageChannel();
  const socket = connect(port, '127.0.0.1').setNoDelay();
  socket.on('data', (data) => port2.postMessage(Uint8Array.from(data).buffer));
  socket.on('error', () => {}); // and then it closes
  socket.on('close', () => {
    port2.postMessage(null);
    port2.close();
  });
  port2.onmessage = ({ data }: MessageEvent<ArrayBuffer | null>) => {
    if (data) socket.write(new Uint8Array(data));
    else socket.end();
  };
  return { type: 'port', port: port1 };
}
