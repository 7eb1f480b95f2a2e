import { afterAll, describe, test } from 'vitest';
import type { Topology } from '../../../src/lab/topology/topology.ts';
import { linked } from '../../support/linked.ts';
import { Bench, type HostKind } from '../../support/bench.ts';
import { whyNotHere } from './for-release.ts';
import { every, pagesIn, partsOf } from './page.ts';
import { finish, perform } from './perform.ts';
import { startVisit } from './visit.ts';

/**
 * Does on a kind of host all that the pages in a folder have their reader do in labs without steps:
 * each command and each button, from the top to the bottom.
 */
export function executed(kind: HostKind, folder: string): void {
  describe(`the pages of ${folder} on the ${kind.name}`, () => {
    const bench = new Bench(kind);
    afterAll(() => bench.close());

    test.for(pagesIn(folder))(
      '%s gives what it says',
      { timeout: 180_000 },
      async (page, { skip }) => {
        for (const lab of every(await partsOf(page), 'Lab')) {
          const why = whyNotHere(lab.props);
          if (why) skip(why);
          const topology = lab.props['topology'] as Topology | undefined;
          if (!topology) continue;
          const visit = await startVisit(bench, { topology });
          await linked(visit.session);
          for (const part of lab.parts) await perform(part, visit);
          await finish(visit);
          await visit.end();
        }
      },
    );
  });
}
