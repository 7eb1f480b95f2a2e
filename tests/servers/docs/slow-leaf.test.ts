import { afterAll, describe, expect, test } from 'vitest';
import { interest } from '../../../src/lab/checks/interested.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { Bench, type Lab } from '../../support/bench.ts';
import { localHost } from '../../support/host-kinds.ts';
import { isHere } from './for-release.ts';

// The guide on operations says this of a thin line. On a page it would take megabytes and seconds.
const bench = new Bench(localHost);
afterAll(() => bench.close());

const hub = (leafnodes = '', more = '') => `server_name: hub
port: 4222
max_pending: 1MB
${more}
leafnodes {
  port: 7422
  compression: off
  ${leafnodes}
}
`;

interface Varz {
  stalled_clients?: number;
  leafnodes: number;
}
const varz = ({ network }: Lab) =>
  network.monitor('hub', 'varz') as Promise<unknown> as Promise<Varz>;

/** Narrows the line to a leaf that wants the news, and publishes news at the hub until something is so. */
async function publishUntil(
  lab: Lab,
  holds: (published: number) => Promise<boolean>,
): Promise<void> {
  const reader = await lab.client('leaf');
  reader.subscribe('news', { callback: () => {} });
  await reader.flush();
  await lab.pass(interest('news', { server: 'hub', over: 'leaf' }));
  await lab.network.shapeLink('leaf-hub', { bandwidth: 100_000 });
  const publisher = await lab.client('hub');
  const news = new Uint8Array(64_000);
  let published = 0;
  await lab.until(async () => {
    for (let i = 0; i < 32; i++) publisher.publish('news', news);
    await publisher.flush();
    return holds((published += 32 * news.length));
  }, 60_000);
}

describe('a leaf that cannot take what it asked for', () => {
  test.runIf(isHere({ since: '2.12.0' }))(
    'slows who publishes at the hub, and stays connected beyond max_pending',
    async () => {
      const lab = await bench.start(twoDomains, { hub: hub() });
      // More than buffers on the way take and max_pending allows.
      const enough = 32_000_000;
      await publishUntil(
        lab,
        async (published) => published > enough && ((await varz(lab)).stalled_clients ?? 0) > 0,
      );
      expect((await varz(lab)).leafnodes).toBe(1);
    },
  );

  test.runIf(isHere({ since: '2.11.11' }))('is closed by write_timeout: close', async () => {
    const lab = await bench.start(twoDomains, {
      hub: hub('write_timeout: close', 'write_deadline: "500ms"'),
    });
    await publishUntil(lab, async () =>
      lab.log.some(({ text }) =>
        /Slow Consumer Detected: WriteDeadline of 500ms exceeded/.test(text),
      ),
    );
    await lab.logged('hub', /Leafnode connection closed: Slow Consumer \(Write Deadline\)/);
  });

  test('closes the connection as stale if an answer waits behind data for too long', async () => {
    const lab = await bench.start(twoDomains, {
      hub: hub(),
      leaf: `ping_interval: 1s\nping_max: 1\n${twoDomains.servers[1]!.config}`,
    });
    await publishUntil(lab, async () => lab.log.some(({ text }) => /Stale Connection/.test(text)));
    await lab.logged('leaf', /Leafnode connection closed: Stale Connection/);
    await lab.logged('hub', /Leafnode Error 'Stale Connection'/);
  });
});
