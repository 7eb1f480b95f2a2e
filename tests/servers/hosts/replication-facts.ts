import { describe, expect, test } from 'vitest';
import { streamInfo, type StreamPlace } from '../../../src/lab/checks/jetstream-check.ts';
import { crossed, didNotCross } from '../../../src/lab/checks/crossed.ts';
import { linkDown } from '../../../src/lab/checks/links.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import type { Bench, Lab } from '../../support/bench.ts';

const link = { name: 'leaf-hub', from: 'leaf', to: 'hub' };

/** After a cut a stalled source or mirror tries again in 10 s at first: see `stream.go`. */
const afterCut = 45_000;

/** A client of each side, with a way to manage the streams of its own. */
async function sides(lab: Lab) {
  const side = async (server: string) => {
    const client = await lab.client(server);
    return { client, streams: (await client.jetstreamManager()).streams, js: client.jetstream() };
  };
  return { hub: await side('hub'), leaf: await side('leaf') };
}

/** A stream holds exactly `messages` messages. */
const holds = (place: StreamPlace, messages: number) => streamInfo(place, { state: { messages } });

export function replicationFacts(bench: Bench): void {
  describe('store and forward', () => {
    test.each(['sources', 'mirror'] as const)(
      'what the leaf stored during a cut is in the hub’s stream after it (%s)',
      async (how) => {
        const lab = await bench.start(twoDomains);
        const { hub, leaf } = await sides(lab);
        await leaf.streams.add({ name: 'EVENTS', subjects: ['events.>'] });
        const origin = { name: 'EVENTS', external: { api: '$JS.leaf.API', deliver: '' } };
        await hub.streams.add({
          name: 'ALL',
          ...(how === 'mirror' ? { mirror: origin } : { sources: [origin] }),
        });
        await leaf.js.publish('events.before');
        const all = { server: 'hub', stream: 'ALL', domain: 'hub' };
        await lab.pass(holds(all, 1));

        await lab.network.cutLink(link.name, 'refused');
        await lab.pass(linkDown(link));
        for (let i = 0; i < 20; i++) await leaf.js.publish(`events.${i}`);
        await lab.network.healLink(link.name);
        await lab.pass(holds(all, 21), afterCut);
        await lab.until(async () => {
          const { mirror, sources } = await hub.streams.info('ALL');
          return (how === 'mirror' ? mirror : sources?.[0])?.lag === 0;
        });
      },
      90_000,
    );
  });

  describe('replication across domains', () => {
    test.each([
      { origin: 'leaf', copy: 'hub' },
      { origin: 'hub', copy: 'leaf' },
    ] as const)('a stream of the $origin is mirrored and sourced by the $copy', async (ends) => {
      const lab = await bench.start(twoDomains);
      const both = await sides(lab);
      const [origin, copy] = [both[ends.origin], both[ends.copy]];
      await origin.streams.add({ name: 'ORIGIN', subjects: ['o.>'] });
      await copy.streams.add({ name: 'MIRROR', mirror: { name: 'ORIGIN', domain: ends.origin } });
      await copy.streams.add({
        name: 'SOURCED',
        subjects: ['own'],
        sources: [{ name: 'ORIGIN', domain: ends.origin }],
      });
      for (let i = 0; i < 5; i++) await origin.js.publish(`o.${i}`);
      await copy.js.publish('own');
      const domain = ends.copy;
      await lab.pass(holds({ server: ends.copy, stream: 'MIRROR', domain }, 5));
      await lab.pass(holds({ server: ends.copy, stream: 'SOURCED', domain }, 6));
      // Asked from the other side of the link, a mirror is in its own domain all the same.
      await lab.pass(
        streamInfo(
          { server: ends.origin, stream: 'MIRROR', domain },
          { domain, mirror: { name: 'ORIGIN', external: { api: `$JS.${ends.origin}.API` } } },
        ),
      );
      const crossing = { link: link.name, subject: 'o.0', from: ends.origin };
      await lab.pass(crossed(crossing, 2));
    });
  });

  describe('a mirrored key-value bucket', () => {
    test('is read where the reader is, and written at its origin', async () => {
      const lab = await bench.start(twoDomains);
      const { hub, leaf } = await sides(lab);
      const origin = await hub.js.views.kv('CFG');
      await origin.put('a', 'from the hub');
      const mirror = await leaf.js.views.kv('CFG', { mirror: { name: 'CFG', domain: 'hub' } });
      await lab.until(async () => (await mirror.get('a'))?.string() === 'from the hub');

      const since = (lab.wire.at(-1)?.seq ?? -1) + 1;
      await mirror.put('b', 'from the leaf');
      expect((await origin.get('b'))?.string()).toBe('from the leaf');
      await lab.until(async () => (await mirror.get('b'))?.string() === 'from the leaf');
      const write = { link: link.name, subject: '$JS.hub.API.$KV.CFG.b', from: 'leaf', since };
      await lab.pass(crossed(write, 1));
      const read = { link: link.name, subject: '$JS.hub.API.DIRECT.GET.KV_CFG.$KV.CFG.b', since };
      await lab.pass(didNotCross(read));

      await lab.network.cutLink(link.name, 'refused');
      await lab.pass(linkDown(link));
      expect((await mirror.get('a'))?.string()).toBe('from the hub');
      await expect(mirror.put('c', 'lost')).rejects.toThrow('503');
    });
  });
}
