import { expect, test } from 'vitest';
import { serveClient } from '../lab/network/client-port.ts';
import { connectTo } from './connect.ts';

test('a client of a server that is not there learns it at once', async () => {
  const connecting = connectTo(() => {
    const { port1, port2 } = new MessageChannel();
    void serveClient(port2, () => Promise.reject(new Error('server hub is not running')));
    return { type: 'port', port: port1 };
  }, 'test');
  // Not the timeout that ends an attempt of which nothing is heard.
  await expect(connecting).rejects.not.toHaveProperty('code', 'TIMEOUT');
});
