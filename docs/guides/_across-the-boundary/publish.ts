import type { TryTools } from '@site/src/components/Try/Try.tsx';

export default async function publish({ connect }: TryTools) {
  const leaf = await connect('leaf');
  const order = { item: 'oak table', placed: new Date().toISOString() };
  const ack = await leaf.jetstream().publish('orders.new', JSON.stringify(order));
  return { stream: ack.stream, domain: ack.domain, seq: ack.seq };
}
