import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answers } from '../../../labs/answers.ts';
import { attempt } from '../../../src/lab/checks/eventually.ts';
import { verdict } from '../../../src/lab/checks/check.ts';
import { does, type Answer, type WrongAnswer } from '../../../src/lab/exercise/answer.ts';
import type { Exercise, ExerciseStep, ExerciseTools } from '../../../src/lab/exercise/exercise.ts';
import { whyNotHere } from '../docs/for-release.ts';
import { every, partsOf, type Part } from '../docs/page.ts';
import { finish, onBoth, perform } from '../docs/perform.ts';
import { expectSame } from '../docs/same-words.ts';
import { hasTwins, openTwins } from '../docs/twin.ts';
import { startVisit, type Visit } from '../docs/visit.ts';
import { pass } from '../../support/pass.ts';
import { faultsAfter, faultsNow } from './faults-now.ts';
import { Bench, type HostKind } from '../../support/bench.ts';
import { localHost, tabInNode } from '../../support/host-kinds.ts';

/** A mirror that has lost its link tries again in 10 s at first: see `stream.go`. */
const patience = 60_000;

/**
 * Each step of a lab fails before its solution has run, and so do the steps after it, since a page asks the checks of
 * all of them. It passes once its solution has run. Then what its
 * page says of the step, and on the way to the next, is done as well: each command and each button.
 * In Node, the tables of answers are tried before the solution: likely mistakes, and other ways that are right.
 */
export function solved(kind: HostKind, exercises: readonly Exercise[], folder = 'labs'): void {
  // One for all of them, since a Node process has one engine. Each lab begins on empty disks.
  const bench = new Bench(kind);
  const twins = kind === localHost && hasTwins ? openTwins() : undefined;
  afterAll(() => Promise.all([bench.close(), twins?.close()]));
  const start = (exercise: Exercise) => startVisit(bench, { exercise }, twins);
  for (const exercise of exercises) solvedOn(start, kind, exercise, folder);
}

function solvedOn(
  start: (exercise: Exercise) => Promise<Visit>,
  kind: HostKind,
  exercise: Exercise,
  folder: string,
): void {
  describe(`${exercise.name} on the ${kind.name}`, () => {
    let visit: Visit | undefined;
    let lab: Part;
    let said: ReturnType<typeof byStep>;
    let why: string | undefined;
    beforeAll(async () => {
      const labs = every(await partsOf(`${folder}/${exercise.name}`), 'Lab');
      lab = labs.find(({ props }) => props['exercise'] === exercise)!;
      said = byStep(lab.parts);
      why = whyNotHere(lab.props);
      if (!why) visit = await start(exercise);
    }, 2 * patience);
    afterAll(() => visit?.end());

    /** Why a part of the lab is not to be seen on this release, if it is not. */
    const whyNot = (name: string, id?: string) =>
      why ??
      every(lab.parts, name)
        .filter(({ props }) => props['id'] === id)
        .map(({ props }) => whyNotHere(props))
        .find(Boolean);

    test('its page has its steps, in their order', () => {
      expect(every(lab.parts, 'Step').map(({ props }) => props['id'])).toEqual(
        exercise.steps.map(({ id }) => id),
      );
    });

    const { symptom } = exercise;
    test.runIf(symptom)(
      'its start state shows the symptom',
      { timeout: 2 * patience },
      ({ skip }) => {
        const why = whyNot('Symptom');
        if (why) skip(why);
        return onBoth(visit!, ({ tools }) => pass(() => symptom!.check(tools), patience));
      },
    );

    test(
      'what it shows before the first step is so',
      { timeout: 2 * patience },
      async ({ skip }) => {
        if (!visit) return skip(why);
        for (const part of said.get('')!) await perform(part, visit);
        await finish(visit);
      },
    );

    /** A step and those behind it, without those whose checks a page does not ask yet. */
    const stepsLeft = (step: string) => {
      const at = exercise.steps.findIndex(({ id }) => id === step);
      const toCome = exercise.steps.slice(at);
      return toCome.filter(({ after }) => !toCome.some(({ id }) => id === after));
    };

    test.for(exercise.steps)(
      '$id: not so at first, nor a step after it; so when solved',
      { timeout: 4 * patience },
      async ({ id, checks, solve }, { skip }) => {
        const why = whyNot('Step', id);
        if (!visit || why) return skip(why);
        const { tools } = visit;
        expect(await doneAt(tools, stepsLeft(id))).toEqual([]);
        if (kind === tabInNode) await tryAnswers(exercise, id, tools);
        await onBoth(visit, async ({ tools }) => {
          await solve(tools);
          for (const { check } of checks) await pass(() => check(tools), patience);
        });
        if (kind === tabInNode)
          expect(faultsNow(exercise, tools)).toEqual(faultsAfter[`${exercise.name} ${id}`] ?? []);
        for (const part of said.get(id)!) await perform(part, visit);
        await finish(visit);
      },
    );

    if (kind !== localHost || !hasTwins) return;
    test('the nats CLI prints what the console does', ({ skip }) => {
      if (!visit) return skip(why);
      expectSame(`${folder}/${exercise.name}`, visit.differences, visit.excused);
    });
  });
}

/** Tries the answers to a step: no mistake passes, and each tells by a check what is wrong; the other ways pass. */
async function tryAnswers(exercise: Exercise, id: string, tools: ExerciseTools): Promise<void> {
  const { checks } = exercise.steps.find((step) => step.id === id)!;
  const { wrong = [], right = [] } = answers[exercise.name]?.[id] ?? {};
  for (const answer of wrong) {
    await trying(answer, tools, () => refused(answer, checks, tools));
  }
  for (const answer of right) {
    await trying(answer, tools, async () => {
      for (const { check } of checks) await pass(() => check(tools), patience);
    });
  }
}

async function trying({ says, by, undo = [] }: Answer, tools: ExerciseTools, look: () => unknown) {
  try {
    await does(by, tools);
    await look();
    await does(undo, tools);
  } catch (error) {
    throw new Error(`a reader who ${says}: ${String(error)}`, { cause: error });
  }
}

/** Waits until a check says what is wrong, and fails if all of them pass at any time before. */
async function refused(
  { seen }: WrongAnswer,
  checks: ExerciseStep['checks'],
  tools: ExerciseTools,
): Promise<void> {
  let passed = false;
  await pass(async () => {
    const results = await Promise.all(checks.map(({ check }) => attempt(() => check(tools))));
    const told = results.flatMap((each) => (each.type === 'fail' ? [each.seen] : []));
    passed ||= told.length === 0;
    return verdict(
      passed || told.some((words) => seen.test(words)),
      `a check that tells ${seen}`,
      told.join(' | '),
    );
  }, 10_000);
  expect(passed, 'all checks pass').toBe(false);
}

/** The steps that a page would tick at this moment: all their checks pass. */
async function doneAt(tools: ExerciseTools, steps: Exercise['steps']): Promise<string[]> {
  const done = await Promise.all(
    steps.map(async ({ checks }) => {
      const results = await Promise.allSettled(checks.map(({ check }) => check(tools)));
      return results.every((each) => each.status === 'fulfilled' && each.value.type === 'pass');
    }),
  );
  return steps.filter((_, i) => done[i]).map(({ id }) => id);
}

/** The parts of a page by the step that they stand in or after; by '' those before the first. */
function byStep(parts: readonly Part[]): Map<string, Part[]> {
  let step = '';
  const found = new Map<string, Part[]>([[step, []]]);
  const walk = (part: Part) => {
    if (part.name === 'Step') found.set((step = part.props['id'] as string), []);
    if (every([part], 'Step').length > 0) part.parts.forEach(walk);
    else found.get(step)!.push(part);
  };
  parts.forEach(walk);
  return found;
}
