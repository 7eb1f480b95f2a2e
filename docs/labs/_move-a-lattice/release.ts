import type { TryTools } from '@site/src/components/Try/Try.tsx';

export default async function release({ connect }: TryTools) {
  const hub = await connect('hub');
  const manager = await hub.jetstreamManager({ domain: 'wasmcloud' });
  for (const bucket of ['KV_LATTICEDATA_default', 'KV_CONFIGDATA_default']) {
    await manager.streams.update(bucket, { sources: [] });
  }
  return 'The buckets at the hub have no sources any more.';
}
