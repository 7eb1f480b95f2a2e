import type { StepTools } from '@site/src/components/Step/Step.tsx';

export default async function mirror({ connect }: StepTools) {
  const hub = await connect('hub');
  const { streams } = await hub.jetstreamManager({ domain: 'hub' });
  const { config } = await streams.add({
    name: 'ORDERS_COPY',
    mirror: { name: 'ORDERS', external: { api: '$JS.leaf.API', deliver: '' } },
  });
  return { stream: config.name, mirrors: config.mirror?.name };
}
