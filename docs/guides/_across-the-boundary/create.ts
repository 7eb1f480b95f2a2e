import type { StepTools } from '@site/src/components/Step/Step.tsx';

export default async function create({ connect }: StepTools) {
  const hub = await connect('hub');
  const streams = (await hub.jetstreamManager({ domain: 'leaf' })).streams;
  const { config, state } = await streams.add({ name: 'ORDERS', subjects: ['orders.>'] });
  return { stream: config.name, subjects: config.subjects, messages: state.messages };
}
