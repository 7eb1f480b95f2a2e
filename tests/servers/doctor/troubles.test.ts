import { afterAll, expect, test } from 'vitest';
import { troubles } from '../../../labs/troubles/index.ts';
import { examineLive } from '../../../src/doctor/live/examine-live.ts';
import { Bench } from '../../support/bench.ts';
import { tabInNode } from '../../support/host-kinds.ts';
import { pass } from '../../support/pass.ts';
import { runningOf, startsOf } from '../../support/running-of-kit.ts';

const bench = new Bench(tabInNode);
afterAll(() => bench.close());

/** The rule that finds each trouble that shows in servers that run: with its streams and clients, not by its files. */
const rules: Record<string, string> = {
  'account-without-jetstream': 'domain-unanswered',
  'allow-responses-over-a-leaf': 'answer-lost',
  'answered-twice-across-an-import': 'answered-twice',
  'bridge-does-not-relay': 'bridge-does-not-relay',
  'bridge-skips-queue-groups': 'bridge-does-not-relay',
  'everything-twice': 'delivered-twice',
  'leaf-without-jetstream-503': 'bare-api-unanswered',
  'leaves-of-one-cluster-name': 'leaves-of-one-cluster-name',
  'mirror-stalls': 'copy-not-heard',
  'mirror-without-the-other-side': 'copy-not-heard',
  'no-meta-leader': 'no-meta-leader',
  'same-domain-on-hub-and-leaves': 'domain-answers-twice',
  'server-list-without-leaves': 'server-list-without-leaves',
  'source-drops-known-ids': 'copy-drops-known-ids',
  'source-with-its-own-domain': 'copy-not-heard',
  'two-jetstreams-answer': 'domain-answers-twice',
};

/** What stays true of a trouble once it is mended. */
const stays = /^bare-api-unanswered$/;

test.each(troubles.filter(({ name }) => name in rules))(
  '$name is found, by its page, until it is mended',
  async (exercise) => {
    const kit = await bench.startKit({ exercise });
    const starts = startsOf(kit);
    await pass(() => exercise.symptom!.check(kit.tools));
    const found = async () => {
      const running = runningOf(kit, starts);
      const { findings } = await examineLive(running);
      running.close();
      return findings;
    };
    expect(await found()).toContainEqual(
      expect.objectContaining({
        rule: rules[exercise.name],
        page: `/troubleshooting/${exercise.name}`,
      }),
    );
    for (const { solve, checks } of exercise.steps) {
      await solve(kit.tools);
      for (const { check } of checks) await pass(() => check(kit.tools));
    }
    const left = (await found()).filter(({ rule }) => !stays.test(rule));
    expect(left).toEqual([]);
  },
);
