import { afterAll, expect, test } from 'vitest';
import { examine } from '../../../src/doctor/examine.ts';
import { examineLive } from '../../../src/doctor/live/examine-live.ts';
import { merged } from '../../../src/doctor/merged.ts';
import { tabInNode } from '../../support/host-kinds.ts';
import { Rig } from '../../support/run-network.ts';

const rig = new Rig(tabInNode);
afterAll(() => rig.close());

const jetStream = (name: string) => `jetstream { domain: ${name}, store_dir: "/data" }\n`;

/** All that is found in a hub and a leaf. */
async function foundWith(denied: string) {
  const running = await rig.run({
    hub: `server_name: hub\nleafnodes { port: 7422 }\n${jetStream('hub')}`,
    leaf: `server_name: leaf
leafnodes { remotes: [ {
  url: "nats-leaf://hub:7422"
  ${denied}
} ] }
${jetStream('leaf')}`,
  });
  const { findings } = await examineLive(running);
  const told = merged(examine(running.derived), findings, ['hub', 'leaf']);
  return told.filter(({ rule }) => /^denied|^domain/.test(rule));
}

test('a domain that does not answer is one finding with the line that denies its subjects', async () => {
  expect(await foundWith('deny_imports: ["$JS.>"]')).toMatchObject([
    {
      rule: 'denied-subjects',
      severity: 'error',
      place: { path: 'leaf.conf', line: 4 },
      page: '/guides/segmentation',
    },
  ]);
  expect(await foundWith('')).toEqual([]);
});
