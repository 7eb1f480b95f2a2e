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

  const asked = { east: 0, west: 0 };
  const ask = async () => {
    const answer = await hub.request('far');
    asked[answer.string() as 'east' | 'west']++;
  };
  await Promise.all(Array.from({ length: 500 }, ask)).finally(() =>
    subscriptions.forEach((each) => each.unsubscribe()),
  );
  return asked;
}
