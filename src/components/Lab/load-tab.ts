import { LabSession } from '../../lab/session/session.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import { part } from '../../loading/part.ts';

/** Loads what runs servers in this tab. */
export const loadTab = part(() => import('../../hosts/tab/tab-host.ts'));

/** A session in this tab that belongs to no lab of the page, to try whether servers run. Its maker stops it. */
export const trialSession = (topology: Topology): LabSession =>
  new LabSession(topology, async () => (await loadTab()).openTabHost);
