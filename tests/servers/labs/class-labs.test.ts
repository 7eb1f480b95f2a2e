import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { classLabs } from '../../../labs/class-labs.ts';
import { all } from '../../../src/lab/checks/check.ts';
import { attempt } from '../../../src/lab/checks/eventually.ts';
import { pass } from '../../support/pass.ts';
import { startClass, type ClassRig } from './class-rig.ts';

/** A source that has lost its link tries again in 10 s at first; twelve servers share one thread. */
const patience = 120_000;

describe.each(classLabs)(
  '$exercise.name, by twelve seats',
  ({ exercise, once, often, nodes, node }) => {
    let rig: ClassRig;
    beforeAll(async () => {
      rig = await startClass(12, nodes);
    }, patience);
    afterAll(() => rig.close());

    test.for(exercise.steps)(
      '$id: not so at first at any seat; so at each when all have done it',
      { timeout: 2 * patience },
      async ({ id, checks, solve }) => {
        const check = all(...checks.map((each) => each.check));
        const tools = rig.seats.map((seat) => rig.toolsOf(seat));
        const before = await Promise.all(tools.map((each) => attempt(() => check(each))));
        expect(before.filter(({ type }) => type === 'pass')).toEqual([]);
        if (node?.[id] === 'lose') await rig.loseLeader('ALL');
        if (node?.[id] === 'start') await rig.startLost();
        await Promise.all(tools.map(solve));
        for (const line of once?.[id]?.(rig.seats) ?? []) await rig.run(line);
        await pass(async () => {
          for (const line of often?.[id] ?? []) await rig.run(line);
          const results = await Promise.all(tools.map((each) => attempt(() => check(each))));
          return results.find(({ type }) => type === 'fail') ?? { type: 'pass' };
        }, patience);
      },
    );
  },
);
