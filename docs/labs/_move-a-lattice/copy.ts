import type { TryTools } from '@site/src/components/Try/Try.tsx';

export default async function copy({ connect }: TryTools) {
  const hub = await connect('hub');
  const from = await hub.jetstreamManager({ domain: 'core' });
  const to = await hub.jetstreamManager({ domain: 'wasmcloud' });
  for (const bucket of ['KV_LATTICEDATA_default', 'KV_CONFIGDATA_default']) {
    const { config } = await from.streams.info(bucket);
    await to.streams.add({ ...config, sources: [{ name: bucket, domain: 'core' }] });
  }
  return 'Both buckets are in the domain wasmcloud, and fill from core.';
}
