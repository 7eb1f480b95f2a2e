import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkAccounts } from '../../../src/lab/checks/links.ts';
import { publicKeyOf } from '../../../src/lab/credentials/keyring.ts';
import type { LabKit } from '../../../src/lab-kit/lab-kit.ts';
import operatorMode from '../../../topologies/operator-mode/topology.ts';
import { Bench } from '../../support/bench.ts';
import { localHost } from '../../support/host-kinds.ts';
import { pass } from '../../support/pass.ts';

/** The table of resolvers in the guide on operator mode, row by row: each as the resolver of the leaf `west`. */
const rows = [
  { resolver: 'resolver { type: full, dir: "/jwt", interval: "1s" }', up: true, missed: true },
  { resolver: 'resolver { type: cache, dir: "/jwt" }', up: true, missed: false },
  { resolver: 'resolver: MEMORY', up: false, missed: false },
];

const withResolver = (resolver: string) => ({
  ...operatorMode,
  servers: operatorMode.servers.map((server) => {
    const config = server.config.replace(/^resolver \{[^}]*\}/m, resolver);
    return server.name === 'west' ? { ...server, config } : server;
  }),
});

describe.each(rows)(
  'a leaf with $resolver',
  ({ resolver, up, missed }) => {
    const bench = new Bench(localHost);
    let kit: LabKit;
    beforeAll(async () => {
      kit = await bench.startKit({ topology: withResolver(resolver) });
    }, 60_000);
    afterAll(() => bench.close());

    /** Whether `west` lets a user in. */
    const admits = (user: string) =>
      kit.tools.run('west', `nats rtt --creds /etc/nats/${user}.creds`).then(
        // The CLI tells of a refusal, and ends well.
        (printed) => !printed.includes('failed'),
        () => false,
      );
    const refuses = (user: string) =>
      pass(async () =>
        (await admits(user))
          ? { type: 'fail', expected: `${user} is refused at west`, seen: 'let in' }
          : { type: 'pass' },
      );
    /** Waits until the system accounts of both are linked. */
    const linked = () => {
      const account = publicKeyOf(kit.session.keyring, 'SYS');
      return pass(() =>
        linkAccounts({ from: 'west', to: 'hub' }, { local: account, remote: account })(kit.tools),
      );
    };

    test(`hears of a change ${up ? 'at once' : 'not even'} while the line is up`, async () => {
      expect(await admits('clerk')).toBe(true);
      await kit.tools.sign({ revoke: 'clerk', at: 'hub' });
      if (up) await refuses('clerk');
      else expect(await admits('clerk')).toBe(true);
    });

    test(`starts without the line, and ${missed ? 'hears of' : 'has missed'} what changed in that time`, async () => {
      const { host, apply, config, sign } = kit.tools;
      await host.cutLink('west-hub', 'refused');
      await host.stopServer('west');
      await apply('west', config('west'));
      expect(await admits('office')).toBe(true);
      await sign({ revoke: 'office', at: 'hub' });
      await host.healLink('west-hub');
      await linked();
      if (missed) return refuses('office');
      expect(await admits('office')).toBe(true);
      // A later push tells of all that came before it.
      await sign({ limit: 'SHOP', limits: { conn: 100 }, at: 'hub' });
      if (up) await refuses('office');
      else expect(await admits('office')).toBe(true);
    });
  },
  60_000,
);
