import type { TryTools } from '@site/src/components/Try/Try.tsx';

export default async function weighted({ connect }: TryTools) {
  const hub = await connect('hub');
  const members = [...Array<string>(9).fill('east'), 'west'].map(async (server) => {
    const client = await connect(server);
    const callback = (_: unknown, message: { respond: (data: string) => boolean }) =>
      message.respond(server);
    return client.subscribe('far', { queue: 'far', callback });
  });
  const subscriptions = await Promise.all(members);

  const ask = async () => (await hub.request('far')).string() as 'east' | 'west';
  // A request that is too early has no responders: the interest of both leaves is still on its way.
  const known = new Set<string>();
  while (known.size < 2)
    await ask().then(
      (name) => known.add(name),
      () => {},
    );

  const asked = { east: 0, west: 0 };
  for (const name of await Promise.all(Array.from({ length: 500 }, ask))) asked[name]++;
  subscriptions.forEach((each) => each.unsubscribe());
  return asked;
}
