import { afterAll, expect, test } from 'vitest';
import { examineLive } from '../../../src/doctor/live/examine-live.ts';
import { topologies } from '../../../topologies/index.ts';
import { tabInNode } from '../../support/host-kinds.ts';
import { Rig } from '../../support/run-network.ts';

const rig = new Rig(tabInNode);
afterAll(() => rig.close());

/** Findings on the topologies of the site, each with the reason why it is right. */
const right: Record<string, string[]> = {
  // Two ways from edge to the hub: the page of the topology shows what becomes of a circle.
  ring: ['link-not-up edge-region', 'link-not-up edge-hub'],
  // Leaves without JetStream, on purpose: their clients name a domain.
  'hub-spoke-spoke-without-jetstream': ['bare-api-unanswered region'],
  'lattice-of-three': ['bare-api-unanswered host-1', 'bare-api-unanswered host-2'],
  sidecar: ['bare-api-unanswered sidecar'],
  'wasmcloud-lattice': ['bare-api-unanswered host-1', 'bare-api-unanswered host-2'],
};

/** Findings that are right as well, and that depend on which server has heard of a circle first. */
const rightAtTimes = ['link-not-up region-hub'];

test.each([...topologies.values()])('$name has what is true of it', async (topology) => {
  const { findings } = await examineLive(await rig.runTopology(topology));
  const told = findings
    .map(({ rule, link, server }) => `${rule} ${link ?? server}`)
    .filter((each) => topology.name !== 'ring' || !rightAtTimes.includes(each));
  expect(told, JSON.stringify(findings, null, 1)).toEqual(right[topology.name] ?? []);
});
