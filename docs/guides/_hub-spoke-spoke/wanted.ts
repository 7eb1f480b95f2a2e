import type { TryTools } from '@site/src/components/Try/Try.tsx';

export default async function wanted({ monitor }: TryTools) {
  const { leafs } = (await monitor('hub', 'leafz', { subscriptions: true })) as {
    leafs: { name: string; subscriptions_list: string[] }[];
  };
  const { name, subscriptions_list: all } = leafs[0]!;
  const wants = all.filter((subject) => !/^[$_]/.test(subject));
  if (!wants.length) throw new Error(`The hub does not know yet that ${name} wants anything.`);
  return { [name]: wants };
}
