import { expect, test } from 'vitest';
import { serveClient } from '../hosts/tab/client-port.ts';
import { connectTo } from './connect.ts';

test('a client of a server that is not there learns it at once', async () => {
  const asked = performance.now();
  const connecting = connectTo(() => {
    const { port1, port2 } = new MessageChannel();
    void serveClient(port2, () => Promise.reject(new Error('server hub is not running')));
    return { type: 'port', port: port1 };
  }, 'test');
  await expect(connecting).rejects.toThrow();
  expect(performance.now() - asked).toBeLessThan(1000);
});
