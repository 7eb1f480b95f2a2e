import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { classLabs } from '../../../labs/class-labs.ts';
import { all } from '../../../src/lab/checks/check.ts';
import { attempt, insist } from '../../../src/lab/checks/eventually.ts';
import { perform, type Act } from '../../../src/lab/exercise/act.ts';
import { pass } from '../../support/pass.ts';
import { every, partsOf, type Part } from '../docs/page.ts';
import { startClass, type ClassRig } from './class-rig.ts';

const patience = 120_000;

/** The seats that have one domain are done by the solution: only an editor does what their page asks for. */
const byEditor = (lab: string, step: string, seat: string) =>
  lab === 'class-one-domain' && ['find', 'mend'].includes(step) && seat !== 'seat-3';

describe.each(classLabs)('the page of $exercise.name', ({ exercise, once, often, nodes, node }) => {
  let rig: ClassRig;
  let steps: Part[];
  beforeAll(async () => {
    steps = every(await partsOf(`workshop/labs/${exercise.name}`), 'Step');
    rig = await startClass(3, nodes);
  }, patience);
  afterAll(() => rig.close());

  test('has its steps, in their order, and what the trainer does', () => {
    expect(steps.map(({ props }) => props['id'])).toEqual(exercise.steps.map(({ id }) => id));
  });

  /** Does some of what a step's hints say, at one seat. */
  async function byHints(acts: readonly Part[], seat: string): Promise<void> {
    const tools = rig.toolsOf(seat);
    for (const { name, props } of acts) {
      const line = lineOf(props, seat);
      if (name === 'Do') await perform(props as unknown as Act, tools);
      else if (props['fails']) await expect(tools.run('tab', line), line).rejects.toThrow();
      else if (line.startsWith('reply ')) rig.start(seat, line);
      else await insist(() => tools.run('tab', line));
    }
  }

  test.for(exercise.steps)(
    'passes the step $id by its hints, at three seats',
    { timeout: 2 * patience },
    async ({ id, checks, solve }) => {
      const check = all(...checks.map((each) => each.check));
      const acts = actsOf(steps.find(({ props }) => props['id'] === id)!);
      const lines = acts.findIndex(({ name }) => name === 'ForTrainer');
      const [first, then] = lines < 0 ? [acts, []] : [acts.slice(0, lines), acts.slice(lines + 1)];
      const solving = rig.seats.filter(
        (seat) => id === 'join' || byEditor(exercise.name, id, seat),
      );
      const reading = rig.seats.filter((seat) => !solving.includes(seat));

      if (node?.[id] === 'lose') await rig.loseLeader('ALL');
      if (node?.[id] === 'start') await rig.startLost();
      await Promise.all(solving.map((seat) => solve(rig.toolsOf(seat))));
      await Promise.all(reading.map((seat) => byHints(first, seat)));
      for (const line of once?.[id]?.(rig.seats) ?? []) await rig.run(line);
      await Promise.all(reading.map((seat) => byHints(then, seat)));
      await pass(async () => {
        for (const line of often?.[id] ?? []) await rig.run(line);
        const results = await Promise.all(
          rig.seats.map((seat) => attempt(() => check(rig.toolsOf(seat)))),
        );
        const failing = reading.filter((seat) => results[rig.seats.indexOf(seat)]!.type === 'fail');
        // A reader asks again.
        const asking = acts.filter(({ props }) => lineOf(props, '').startsWith('request '));
        await Promise.all(failing.map((seat) => byHints(asking, seat)));
        return results.find(({ type }) => type === 'fail') ?? { type: 'pass' };
      }, patience);
    },
  );
});

/** What a step has its reader do, and where the trainer's lines stand, in order. */
const actsOf = (part: Part): Part[] =>
  ['AtSeat', 'Do', 'ForTrainer'].includes(part.name) ? [part] : part.parts.flatMap(actsOf);

const lineOf = ({ children }: Part['props'], seat: string) =>
  typeof children === 'string' ? children.replaceAll('SEAT', seat).replace(/^nats /, '') : '';
