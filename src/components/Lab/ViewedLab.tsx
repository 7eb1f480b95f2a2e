import { useEffect, useState, type ReactNode } from 'react';
import type { OpenHost } from '../../lab/network/host.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import { createLabKit } from '../../lab-kit/lab-kit.ts';
import { LabContext } from './context.ts';
import { pageLab } from './page-lab.ts';

/**
 * A lab that runs in another page, for all components in it. It is joined with this component, and left with it.
 * @param name names it in this browser's storage: its configurations are none of the reader's own labs
 */
export default function ViewedLab(props: {
  topology: Topology;
  name: string;
  loadHost: () => Promise<OpenHost>;
  children: ReactNode;
}) {
  const { topology, name, loadHost, children } = props;
  const [lab] = useState(() =>
    pageLab(createLabKit({ topology }, loadHost), name, () => ({ type: 'servers', address: '' })),
  );
  useEffect(() => {
    const { session } = lab;
    const stop = () => session.stop();
    void session.start();
    window.addEventListener('pagehide', stop);
    return () => {
      window.removeEventListener('pagehide', stop);
      stop();
    };
  }, [lab]);
  return <LabContext value={lab}>{children}</LabContext>;
}
