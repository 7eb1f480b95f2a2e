import { once } from 'node:events';
import { createServer } from 'node:net';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { dialPort, listenAnywhere, socketStream } from './socket-streams.ts';

test('a listener whose port is taken while it is closed opens once that is free', async () => {
  const listener = await listenAnywhere((stream) => stream.close());
  const port = Number(listener.address.split(':')[1]);
  await listener.close();

  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  await expect(listener.reopen()).rejects.toThrow('EADDRINUSE');
  other.close();
  await once(other, 'close');

  await listener.reopen();
  const stream = await dialPort(port);
  expect(await stream.read()).toBeNull();
  await listener.close();
});

test('what is read has an ArrayBuffer of its own, which may be transferred', async () => {
  const socket = new PassThrough();
  socket.write(Buffer.from('PING'));
  const chunk = (await socketStream(socket).read())!;
  expect(new TextDecoder().decode(chunk.buffer)).toBe('PING');
});
