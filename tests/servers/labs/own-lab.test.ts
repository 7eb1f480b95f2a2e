import { afterAll, beforeAll, expect, test } from 'vitest';
import exercise from '../../../examples/opening-hours/exercise.ts';
import { all } from '../../../src/lab/checks/check.ts';
import { attempt } from '../../../src/lab/checks/eventually.ts';
import type { LabKit } from '../../../src/lab-kit/lab-kit.ts';
import { Bench } from '../../support/bench.ts';
import { tabInNode } from '../../support/host-kinds.ts';
import { pass } from '../../support/pass.ts';

const bench = new Bench(tabInNode);
let kit: LabKit;
beforeAll(async () => {
  kit = await bench.startKit({ exercise });
});
afterAll(() => bench.close());

test.for(exercise.steps)(
  'a lab that lies outside the site is solved: $id',
  async ({ checks, solve }) => {
    const check = all(...checks.map((each) => each.check));
    expect((await attempt(() => check(kit.tools))).type).toBe('fail');
    await solve(kit.tools);
    await pass(() => check(kit.tools));
  },
);
