import type { TryTools } from '@site/src/components/Try/Try.tsx';

export default async function create({ connect }: TryTools) {
  const hub = await connect('hub');
  const { streams } = await hub.jetstreamManager({ domain: 'leaf' });
  const stream = await streams.add({ name: 'ORDERS', subjects: ['orders.>'] });
  return { stream: stream.config.name, messages: stream.state.messages };
}
