import type { Check } from '../../src/lab/checks/check.ts';
import type { LabClient } from '../../src/lab/network/lab-client.ts';

/** A check that asks through a client that is there, of whatever user and whatever server it names. */
export const through =
  (client: LabClient, check: Check): Check =>
  (tools) =>
    check({ ...tools, connect: async () => client });
