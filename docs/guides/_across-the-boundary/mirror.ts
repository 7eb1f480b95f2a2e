import type { TryTools } from '@site/src/components/Try/Try.tsx';

export default async function mirror({ connect }: TryTools) {
  const hub = await connect('hub');
  const { streams } = await hub.jetstreamManager({ domain: 'hub' });
  const { config } = await streams.add({
    name: 'ORDERS_COPY',
    mirror: { name: 'ORDERS', external: { api: '$JS.leaf.API', deliver: '' } },
  });
  return { stream: config.name, mirrors: config.mirror?.name };
}
