import { describe, expect, test } from 'vitest';
import { publicKeyOf } from '../../../src/lab/credentials/keyring.ts';
import { linkAccounts, linkUp } from '../../../src/lab/checks/links.ts';
import type { Topology } from '../../../src/lab/topology/topology.ts';
import { topologies } from '../../../topologies/index.ts';
import ring from '../../../topologies/ring/topology.ts';
import type { Bench } from '../../support/bench.ts';

/** The servers of `ring` refuse one of its links, again and again: that is what it is for. */
const all = [...topologies.values()].filter((topology) => topology !== ring);

/**
 * The error of a native cluster member that dials another past its link. Members advertise a port
 * without a listener, so that every route goes through its link.
 */
const nowhere = 'dial tcp 127.0.0.1:1: ';

/** Each topology starts as its configurations say, and what its servers tell agrees with its `topology.ts`. */
export function bootFacts(bench: Bench): void {
  describe('a topology', () => {
    test.each(all)(
      '$name boots, links, and is as its topology.ts says',
      async (topology: Topology) => {
        const lab = await bench.start(topology);
        const { network } = lab;
        for (const { name, domain = '' } of topology.servers) {
          const { jetstream } = await network.monitor(name, 'varz');
          expect({ name, domain: jetstream?.config?.domain ?? '' }).toEqual({ name, domain });
        }
        for (const link of topology.links.filter(
          ({ name }) => lab.links.get(name)?.type === 'up',
        )) {
          if (link.kind !== 'leaf') continue;
          await lab.pass(linkUp(link));
          for (const { local, remote } of link.accounts ?? [{ local: '$G', remote: '$G' }]) {
            const binding = {
              local: publicKeyOf(lab.keyring, local),
              remote: publicKeyOf(lab.keyring, remote),
            };
            // Each remote chooses its own member of a cluster: the accounts of a leaf may be apart.
            const ways = topology.links.filter(
              ({ kind, from }) => kind === 'leaf' && from === link.from,
            );
            await lab.pass(async (tools) => {
              const results = await Promise.all(
                ways.map((way) => linkAccounts(way, binding)(tools)),
              );
              return results.find(({ type }) => type === 'pass') ?? results[0]!;
            });
          }
        }
        const errors = lab.log.filter(({ level }) => level === 'error' || level === 'fatal');
        expect(errors.filter(({ text }) => !text.includes(nowhere))).toEqual([]);
      },
      30_000,
    );
  });
}
