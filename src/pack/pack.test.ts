import { describe, expect, test } from 'vitest';
import { derive, type Derived } from '../lab/derive/derive.ts';
import { unpacked } from '../lab/derive/deployed/unpacked.ts';
import { networks } from '../../tests/support/networks.ts';
import { pack, type PackFor } from './pack.ts';
import { partsOf } from './part.ts';
import { releasesOf, serverNameIn } from './releases.ts';

/** What a network is, but for where it runs. */
function facts({ topology }: Derived, renamed: (server: string) => string = (name) => name) {
  const sorted = (all: string[] = []) => all.toSorted();
  const end = (name: string) => renamed(name);
  return {
    servers: topology.servers
      .map(({ name, domain, cluster, accounts }) => ({
        name: renamed(name),
        domain,
        cluster,
        accounts: sorted(accounts),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    links: sorted(
      topology.links.map(({ kind, from, to, accounts = [] }) => {
        const ends = [end(from), end(to)];
        const bound = sorted(accounts.map(({ local, remote }) => `${local}=${remote}`));
        return [kind, ...(kind === 'route' ? ends.sort() : ends), ...bound].join(' ');
      }),
    ),
    outside: sorted(topology.outside?.map(({ name }) => name)),
  };
}

const again = (derived: Derived, to: PackFor): Derived => {
  const { files, aliases } = unpacked(pack(derived, to));
  return derive('again', files, { aliases });
};

describe.each(Object.entries(networks))('the network %s', (name, files) => {
  const derived = derive(name, files);

  test('comes back from its Compose file', () => {
    expect(facts(again(derived, 'compose'))).toEqual(facts(derived));
  });

  test('comes back from its values for Helm', () => {
    const releases = releasesOf(partsOf(derived));
    const renamed = (server: string): string => {
      const release = releases.find(({ parts }) => parts.some(({ conf }) => conf.name === server));
      return release ? serverNameIn(release, server) : server;
    };
    expect(facts(again(derived, 'helm'))).toEqual(facts(derived, renamed));
  });
});
