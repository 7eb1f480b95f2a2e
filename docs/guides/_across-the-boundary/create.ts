import type { StepTools } from '@site/src/components/Step/Step.tsx';

export default async function create({ connect }: StepTools) {
  const hub = await connect('hub');
  const { streams } = await hub.jetstreamManager({ domain: 'leaf' });
  const stream = await streams.add({ name: 'ORDERS', subjects: ['orders.>'] });
  return { stream: stream.config.name, messages: stream.state.messages };
}
