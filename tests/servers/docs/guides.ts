import { afterAll, describe, test } from 'vitest';
import type { LabSource } from '../../../src/lab-kit/lab-kit.ts';
import type { Topology } from '../../../src/lab/topology/topology.ts';
import { linked } from '../../support/linked.ts';
import { Bench, type HostKind } from '../../support/bench.ts';
import { localHost } from '../../support/host-kinds.ts';
import { whyNotHere } from './for-release.ts';
import { every, pagesIn, partsOf } from './page.ts';
import { finish, onBoth, perform } from './perform.ts';
import { hasTwins, openTwins } from './twin.ts';
import { expectSame } from './same-words.ts';
import { startVisit, type Visit } from './visit.ts';

/** The guides in two halves, for two test files that run side by side: most of the time they wait for servers. */
export const [evenGuides, oddGuides] = [0, 1].map((odd) =>
  pagesIn('guides').filter((_, index) => index % 2 === odd),
) as [string[], string[]];

/**
 * Does on a kind of host all that pages have their reader do in labs without steps: each command and each button, from
 * the top to the bottom.
 */
export function executed(kind: HostKind, pages: readonly string[]): void {
  describe(`pages on the ${kind.name}`, () => {
    const bench = new Bench(kind);
    const twins = kind === localHost && hasTwins ? openTwins() : undefined;
    afterAll(() => Promise.all([bench.close(), twins?.close()]));

    test.for(pages)('%s gives what it says', { timeout: 300_000 }, async (page, { skip }) => {
      const differences: string[] = [];
      const excused: Visit['excused'] = new Set();
      for (const lab of every(await partsOf(page), 'Lab')) {
        const why = whyNotHere(lab.props);
        if (why) skip(why);
        const { topology, files } = lab.props as Partial<
          Extract<LabSource, { topology: Topology }>
        >;
        if (!topology) continue;
        const visit = await startVisit(bench, { topology, ...(files && { files }) }, twins);
        await onBoth(visit, ({ session }) => linked(session));
        for (const part of lab.parts) await perform(part, visit);
        await finish(visit);
        await visit.end();
        differences.push(...visit.differences);
        for (const each of visit.excused) excused.add(each);
      }
      if (twins) expectSame(page, differences, excused);
    });
  });
}
