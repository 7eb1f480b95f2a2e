import { afterAll, expect, test } from 'vitest';
import { tabInNode } from '../../../tests/support/host-kinds.ts';
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

/** By the place that asks: what of each domain answers it. */
async function answersIn({ network: { derived } }: At): Promise<Record<string, string[]>> {
  const { reach, findings } = await examineLive(await rig.runDerived(derived));
  const { rows } = reachTable(reach, findings, []);
  return Object.fromEntries(rows.map(({ name, cells }) => [name, cells.map(({ short }) => short)]));
}

test('a network with a cluster answers as before with an account more, and with a member more', async () => {
  const two = await at({ ...emptyBench('2.0.0'), ...hubAndLeaf });
  const three = await after(two, addMember(two, 'hub'));
  const all = ['yes', 'yes'];
  expect(await answersIn(three)).toEqual({
    hub: ['yes: hub', ...all],
    'hub-1': ['yes: hub', ...all],
    'hub-2': ['yes: hub', ...all],
    leaf: ['yes: leaf', ...all],
  });
  const more = await after(three, addAccount(three, 'hub', 'ORDERS'));
  const withAccount = await answersIn(more);
  expect(withAccount['leaf']).toEqual(['yes: leaf', ...all]);
  for (const hub of ['hub', 'hub-1', 'hub-2'])
    expect(withAccount[`account MAIN of ${hub}`]).toEqual(['yes: hub', ...all]);
  const grown = await answersIn(await after(more, addMember(more, 'hub-2')));
  expect(grown['leaf']).toEqual(['yes: leaf', ...all]);
  expect(grown['account MAIN of hub-3']).toEqual(['yes: hub', ...all]);
});
