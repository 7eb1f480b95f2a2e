import { afterAll, expect, test, vi } from 'vitest';
import { tabInNode } from '../../../tests/support/host-kinds.ts';
import { patience } from '../../../tests/support/pass.ts';
import { Rig } from '../../../tests/support/run-network.ts';
import { examineLive } from '../../doctor/live/examine-live.ts';
import { emptyBench, hubAndLeaf } from '../begin.ts';
import type { BenchState } from '../bench.ts';
import { networkOf } from '../network.ts';
import { reachTable } from '../reach-table.ts';
import { addAccount } from './add-account.ts';
import { addMember } from './add-member.ts';
import type { Acted, At } from './action.ts';

const rig = new Rig(tabInNode);
afterAll(() => rig.close());

const at = async (state: BenchState): Promise<At> => ({ state, network: await networkOf(state) });
const after = ({ state }: At, { change }: Acted) => at({ ...state, ...change });

/**
 * Runs a network until each place that asks, by its name, is answered so by each domain: a member of a cluster that has
 * just started may hear of the interest behind another one a moment later.
 */
async function expectAnswers({ network: { derived } }: At, expected: Record<string, string[]>) {
  const running = await rig.runDerived(derived);
  await vi.waitFor(async () => {
    const { reach, findings } = await examineLive(running);
    const { rows } = reachTable(reach, findings, []);
    const answers = rows.map(({ name, cells }) => [name, cells.map(({ short }) => short)] as const);
    expect(Object.fromEntries(answers)).toMatchObject(expected);
  }, patience);
}

test('a network with a cluster answers as before with an account more, and with a member more', async () => {
  const two = await at({ ...emptyBench('2.0.0'), ...hubAndLeaf });
  const three = await after(two, addMember(two, 'hub'));
  const all = ['yes', 'yes'];
  await expectAnswers(three, {
    hub: ['yes: hub', ...all],
    'hub-1': ['yes: hub', ...all],
    'hub-2': ['yes: hub', ...all],
    leaf: ['yes: leaf', ...all],
  });
  const more = await after(three, addAccount(three, 'hub', 'ORDERS'));
  const main = ['hub', 'hub-1', 'hub-2'].map((hub) => [
    `account MAIN of ${hub}`,
    ['yes: hub', ...all],
  ]);
  const withAccount = Object.fromEntries(main) as Record<string, string[]>;
  await expectAnswers(more, { leaf: ['yes: leaf', ...all], ...withAccount });
  const grown = await after(more, addMember(more, 'hub-2'));
  await expectAnswers(grown, {
    leaf: ['yes: leaf', ...all],
    'account MAIN of hub-3': ['yes: hub', ...all],
  });
});
