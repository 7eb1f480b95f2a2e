import { expect, test } from 'vitest';
import { clientEndpoint } from '../lab/network/client-port.ts';
import { connectTo } from './connect.ts';

test('a client of a server that is not there learns it at once', async () => {
  const noServer = () => Promise.reject(new Error('server hub is not running'));
  const connecting = connectTo(() => clientEndpoint(noServer), 'test');
  // Not the timeout, which ends an attempt without an answer.
  await expect(connecting).rejects.not.toHaveProperty('code', 'TIMEOUT');
});
