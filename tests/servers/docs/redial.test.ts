import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startNative } from '../../support/native.ts';

// The guide on operations says how soon a leaf dials again. On a page the seconds would only be waited for.

const info = {
  server_id: 'REFUSES',
  client_id: 1,
  version: '2.15.2',
  proto: 1,
  headers: true,
  max_payload: 1_048_576,
};

/** Dials of a leaf at a hub that sends it away with the same words each time, in milliseconds. */
async function dials(words: string, times: number): Promise<number[]> {
  const at: number[] = [];
  const hub = createServer((socket) => {
    // A leaf that is ended resets its connection.
    socket.on('error', () => {});
    if (at.push(performance.now()) === times) hub.emit('enough');
    socket.write(`INFO ${JSON.stringify(info)}\r\n`);
    socket.once('data', () => socket.end(`-ERR '${words}'\r\n`));
  });
  onTestFinished(() => void hub.close());
  const enough = once(hub, 'enough');
  hub.listen(0, '127.0.0.1');
  await once(hub, 'listening');

  const { port } = hub.address() as AddressInfo;
  const url = `nats-leaf://127.0.0.1:${port}`;
  await startNative(`listen: "127.0.0.1:-1"\nleafnodes { remotes: [ { url: "${url}" } ] }\n`);
  await enough;
  return at;
}

test.each(['Permissions Violation for Publish to "orders.new"', 'Authorization Violation'])(
  'after %s a leaf dials again when reconnect is over, and not thirty seconds later',
  async (words) => {
    const [first, second, third] = await dials(words, 3);
    expect(second! - first!).toBeGreaterThan(990);
    expect(third! - second!).toBeGreaterThan(990);
  },
  20_000,
);
