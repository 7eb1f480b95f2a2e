import { startDemoHost } from '../../lattice/demo-host.ts';
import { startDemoWadm } from '../../lattice/demo-wadm.ts';
import { connectTo } from '../../nats/connect.ts';
import type { LabSession } from '../../lab/session/session.ts';

export { lookAtLattice, putExamples, type LatticeView } from '../../lattice/view.ts';

/** The components that each demo host claims to run, by the server that the host connects to. */
const components: Record<string, { id: string; image: string }[]> = {
  'host-1': [{ id: 'shop', image: 'ghcr.io/example/shop:1.0.0' }],
  'host-2': [{ id: 'stock', image: 'ghcr.io/example/stock:1.0.0' }],
};

/** Starts a demo host beside a server, and answers what stops it. It has a NATS client of its own, as a host does. */
export async function startHostAt(
  session: LabSession,
  server: string,
  { lattice, domain }: { lattice: string; domain?: string | undefined },
): Promise<() => Promise<void>> {
  const open = () => session.openClient(server);
  const client = await connectTo(open, `demo-host-at-${server}`);
  try {
    const options = { name: `demo at ${server}`, lattice, domain };
    const { stop } = await startDemoHost(client, {
      ...options,
      components: components[server] ?? [],
    });
    const wadmClient = await connectTo(open, `demo-wadm-at-${server}`);
    const wadm = await startDemoWadm(wadmClient, { lattice, domain });
    return async () => {
      await stop();
      await wadm.stop();
    };
  } catch (error) {
    await client.close();
    throw error;
  }
}
