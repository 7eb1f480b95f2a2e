import { expect, test } from 'vitest';
import type { ExerciseTools } from './exercise.ts';
import { originalOf, telling, type Deed } from './telling.ts';

test('each act of a solution is told: lines, links, configurations, and clients but for what they ask the server', async () => {
  const done: string[] = [];
  const client = {
    request: async (subject: string) => void done.push(subject),
    subscribe: () => ({ unsubscribe: () => {} }),
  };
  const tools = {
    host: { healLink: async (link: string) => void done.push(link), monitor: async () => ({}) },
    connect: async () => client,
    restart: async (server: string) => void done.push(server),
    run: async (_: string, line: string) => `ran ${line}`,
  } as unknown as ExerciseTools;
  const deeds: Deed[] = [];
  const told = telling(tools, (deed) => deeds.push(deed));

  await expect(told.run('hub', 'stream ls')).resolves.toBe('ran stream ls');
  await told.host.healLink('leaf-hub');
  await told.host.monitor('hub', 'varz');
  await told.restart('leaf', 'port: 4222');
  const leaf = await told.connect('leaf');
  expect(originalOf(leaf)).toBe(client);
  leaf.subscribe('price', { queue: 'prices', callback: () => {} });
  await leaf.request('price');
  await leaf.request('$JS.API.INFO');

  expect(
    deeds.map((deed) => (deed.type === 'act' ? deed.words : `${deed.server}$ ${deed.line}`)),
  ).toEqual([
    'hub$ stream ls',
    'Heal the link leaf-hub, on the map',
    'Give leaf another configuration: leaf.conf, under Configuration',
    'At leaf a client subscribes to price, in the queue group prices',
    'At leaf a client sends a request on price',
  ]);
  expect(done).toEqual(['leaf-hub', 'leaf', 'price', '$JS.API.INFO']);
});
