import type { TryTools } from '@site/src/components/Try/Try.tsx';

export default async function interest({ monitor }: TryTools) {
  const options = { subscriptions: true };
  const { leafs } = (await monitor('hub', 'leafz', options)) as {
    leafs: { name: string; subscriptions_list: string[] }[];
  };
  const wanted = leafs[0]!.subscriptions_list.filter((subject) => subject.startsWith('$JS.'));
  return { from: leafs[0]!.name, wanted: wanted.sort() };
}
