import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createCurve, createUser } from '@nats-io/jwt';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { askAt, classOptions, clientsOf, startClass } from '../../tests/support/running-class.ts';
import type { ClassAtWork } from '../../tests/support/running-class.ts';
import { connectTo } from '../../src/nats/connect.ts';
import { Doorkeeper } from './door.ts';
import { openFolder } from './folder.ts';
import { registrarId } from './keys.ts';
import { runClass } from './run.ts';
import { Seats } from './seats.ts';

let held: ClassAtWork;
beforeEach(async () => {
  held = await startClass();
});
afterEach(() => held.close());

async function systemClient() {
  const { folder } = held.running;
  const url = `ws://127.0.0.1:${folder.state.ports!.websocket}`;
  const client = await connectTo(() => ({ type: 'url', url }), 'system', {
    creds: folder.keys.logins.system,
  });
  onTestFinished(() => client.close());
  return client;
}

/** The seats of the class, whose hub does not answer them: their client of it is closed. */
async function seatsAlone(): Promise<Seats> {
  const { folder } = held.running;
  const system = await systemClient();
  await system.close();
  return new Seats(folder, new Doorkeeper(folder.state.door, Date.now()), system);
}

const request = (as: 'seat' | 'trainer', key: string) => ({
  as,
  key,
  name: 'Ghost',
  user: createUser().getPublicKey(),
  seal: createCurve().getPublicKey(),
});

test('a seat that the hub has not heard of is none, and its id is given to no one else', async () => {
  const { folder } = held.running;
  const { secret, trainers } = folder.state.door;
  const seats = await seatsAlone();
  await expect(seats.join(request('seat', secret), Date.now())).rejects.toThrow();
  await expect(seats.join(request('trainer', trainers), Date.now())).rejects.toThrow();
  expect([folder.seats.size, folder.state.trainers.length]).toEqual([0, 0]);
  const zoe = await held.attend('Zoe');
  expect([zoe.id, (await held.train('Tess')).id]).toEqual(['seat-2', 'trainer-2']);
  await held.end();
  const options = await classOptions(path.dirname(folder.path), { resume: folder.path });
  const resumed = await runClass({ ...options, hubEnded: () => {} });
  onTestFinished(() => resumed.close());
  const clients = await clientsOf(resumed);
  onTestFinished(() => clients.leave());
  expect((await clients.attend('New')).id).toBe('seat-3');
});

test('a removal that the hub has missed reaches it when the registrar connects again', async () => {
  const ended = (await held.connect(await held.attend('Ada'))).closed();
  await expect((await seatsAlone()).remove('seat-1', Date.now())).rejects.toThrow();
  const system = await systemClient();
  const { server, data } = (await askAt(system, '$SYS.REQ.SERVER.PING.CONNZ')) as {
    server: { id: string };
    data: { connections: { cid: number; name: string }[] };
  };
  const registrar = data.connections.filter(({ name }) => name === registrarId);
  expect(registrar).toHaveLength(2);
  for (const { cid } of registrar)
    await askAt(system, `$SYS.REQ.SERVER.${server.id}.KICK`, { cid });
  await expect(ended).resolves.toHaveProperty('message', expect.stringMatching(/auth/i));
});

test('a seat may be removed again, should the hub not have heard it', async () => {
  const tess = await held.train('Tess');
  const ada = await held.attend('Ada');
  const client = await held.connect(ada);
  await expect((await seatsAlone()).remove(ada.id, Date.now())).rejects.toThrow();
  expect(await tess.ask('remove', { seat: ada.id })).toEqual({ done: null });
  await expect(client.closed()).resolves.toHaveProperty('message', expect.stringMatching(/auth/i));
});

test('a file of a class that is not whole is named', async () => {
  const { id } = await held.attend('Ada');
  const { path: folder } = held.running.folder;
  writeFileSync(path.join(folder, 'seats', `${id}.json`), '');
  expect(() => openFolder(folder)).toThrow(`${id}.json cannot be read`);
});
