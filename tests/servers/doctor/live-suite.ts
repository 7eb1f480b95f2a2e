import { afterAll, describe, expect, test } from 'vitest';
import { examineLive } from '../../../src/doctor/live/examine-live.ts';
import type { HostKind } from '../../support/bench.ts';
import { Rig } from '../../support/run-network.ts';
import type { Broken } from './broken.ts';

/** What the live rules find in networks that are broken, and do not once they are mended, on one kind of host. */
export function liveSuite(kind: HostKind, networks: readonly Broken[]): void {
  describe(`on the ${kind.name}`, () => {
    const rig = new Rig(kind);
    afterAll(() => rig.close());
    const findingsIn = async (configs: Record<string, string>, standIns = false) =>
      (await examineLive(await rig.run(configs, standIns))).findings;

    test.each(networks)('$name', async ({ broken, mended, standIns, found }) => {
      const findings = await findingsIn(broken, standIns);
      const told = findings.map(({ rule, server, link, place, page, words, remedy }) => ({
        rule,
        at: [link, server],
        line: place?.line,
        page,
        words,
        remedy,
      }));
      if (!found) expect(told).toEqual([]);
      else
        expect(told).toContainEqual({
          rule: found.rule,
          at: expect.arrayContaining([
            typeof found.at === 'string' ? found.at : expect.stringMatching(found.at),
          ]) as unknown,
          line: found.line,
          page: found.page && `/troubleshooting/${found.page}`,
          words: expect.stringMatching(found.words) as unknown,
          remedy: expect.stringMatching(found.remedy ?? /./) as unknown,
        });
      expect(await findingsIn(mended)).toEqual([]);
    });
  });
}
