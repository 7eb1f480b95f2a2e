import type { TryTools } from '@site/src/components/Try/Try.tsx';

export default async function wanted({ monitor }: TryTools) {
  const { leafs } = (await monitor('hub', 'leafz', { subscriptions: true })) as {
    leafs: { name: string; subscriptions_list: string[] }[];
  };
  const own = (subject: string) => !/^[$_]/.test(subject);
  return Object.fromEntries(
    leafs.map(({ name, subscriptions_list: all }) => [name, all.filter(own)]),
  );
}
