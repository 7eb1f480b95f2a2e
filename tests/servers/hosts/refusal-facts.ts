import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Refusal } from '../../../src/lab/session/refusals.ts';
import { LabSession } from '../../../src/lab/session/session.ts';
import type { Topology } from '../../../src/lab/topology/topology.ts';
import { connectTo } from '../../../src/nats/connect.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import type { HostKind, HostOpener } from '../../support/bench.ts';

const patience = 15_000;

/** two-domains with a leaf that keeps some of its subjects to itself. */
const secretive: Topology = {
  ...twoDomains,
  servers: twoDomains.servers.map((server) => ({
    ...server,
    config: server.config.replace('remotes: [\n    {', 'remotes: [{ deny_exports: "secret.>"'),
  })),
};

/** Claims about refusals: a server reports them to the page once it logs at level debug. */
export function refusalFacts(kind: HostKind): void {
  describe(`a refusal on the ${kind.name}`, () => {
    let opener: HostOpener;

    beforeAll(async () => {
      opener = await kind.open();
    }, 60_000);
    afterAll(() => opener.close());

    /** Runs a lab whose leaf logs at level debug. */
    async function lab(topology: Topology): Promise<LabSession> {
      const session = new LabSession(topology, async () => opener.openHost);
      await session.start();
      await session.host.setLogging('leaf', { debug: true, trace: false });
      return session;
    }

    test('of requests without a domain is told of as the blocking rule', async () => {
      const session = await lab(twoDomains);
      // The hub tells the leaf what it wants once more.
      await session.host.cutLink('leaf-hub', 'refused');
      await session.host.healLink('leaf-hub');
      const subject = '$JS.API.>';
      await told(session, { server: 'leaf', what: 'interest', subject, rule: 'blocking rule' });
      session.stop();
    }, 30_000);

    test('of what deny_exports names is told of when the hub asks for it', async () => {
      const session = await lab(secretive);
      const hub = await connectTo(() => session.openClient('hub'), 'test');
      hub.subscribe('open.plan');
      hub.subscribe('secret.plan');
      const subject = 'secret.plan';
      await told(session, { server: 'leaf', what: 'interest', subject, rule: 'permissions' });
      expect(session.refusals.get().map((each) => each.subject)).not.toContain('open.plan');
      await hub.close();
      session.stop();
    }, 30_000);
  });
}

/** Waits until a session has told of a refusal. */
async function told({ refusals }: LabSession, wanted: Omit<Refusal, 'at'>): Promise<void> {
  const isWanted = (refusal: Refusal) =>
    Object.entries(wanted).every(([key, value]) => refusal[key as keyof Refusal] === value);
  await refusals
    .until((all) => all.some(isWanted), AbortSignal.timeout(patience))
    .catch(() => {
      expect(refusals.get()).toContainEqual(expect.objectContaining(wanted));
    });
}
