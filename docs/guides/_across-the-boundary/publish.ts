import type { StepTools } from '@site/src/components/Step/Step.tsx';

export default async function publish({ connect }: StepTools) {
  const leaf = await connect('leaf');
  const order = { item: 'oak table', placed: new Date().toISOString() };
  const ack = await leaf.jetstream().publish('orders.new', JSON.stringify(order));
  return { stream: ack.stream, domain: ack.domain, seq: ack.seq };
}
