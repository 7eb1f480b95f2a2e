import type { TryTools } from '@site/src/components/Try/Try.tsx';

/** A host opens its buckets as it starts, and makes those that it does not find. */
export default async function startHost({ connect }: TryTools) {
  const { startDemoHost } = await import('@site/src/lattice/demo-host.ts');
  const host = await startDemoHost(await connect('host-2'), {
    name: 'demo at host-2',
    lattice: 'default',
    domain: 'wasmcloud',
    components: [{ id: 'stock', image: 'ghcr.io/example/stock:1.0.0' }],
  });
  await host.stop();
  return 'The host at host-2 has found a JetStream in the domain wasmcloud, and started.';
}
