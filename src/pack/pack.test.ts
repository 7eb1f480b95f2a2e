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

test.each(['compose', 'helm', 'systemd'] as const)(
  'for %s, a URL that leads to a proxy stays what it is, and the README says so',
  (to) => {
    const files = pack(derive('proxied', networks['by way of a proxy']!), to);
    const text = (path: RegExp) => files.find((file) => path.test(file.path))!.text;
    expect(text(/edge(\.conf|-logins\.yaml)$/)).toMatch(/wss:\S+hub\.example\.com:443/);
    expect(text(/README/)).toContain(
      '`hub.example.com:443`, which `edge` dials, must be a proxy that leads to port 8080 of `hub`, which speaks WebSocket without TLS: the proxy ends TLS. It is not part of this pack.',
    );
    expect(text(/README/)).not.toMatch(/`hub.example.com` must lead|dialled as|is now at/);
    expect(files.map((file) => file.text).join('')).not.toMatch(/aliases/);
  },
);

test.each(['compose', 'helm', 'systemd', 'cli'] as const)(
  'for %s, no text of a configuration acts on a terminal',
  (to) => {
    const text = (char: string) =>
      `server_name: a\nport: 4222\njetstream { domain: "d${char}", store_dir: "/d${char}" }\n`;
    for (const char of ['\u001b', '\u202e']) {
      const derived = derive('own', [{ path: 'a.conf', text: text(char) }]);
      let all = '';
      try {
        all = JSON.stringify(pack(derived, to).map((file) => file.text.split(/[\t\n]/)));
      } catch (error) {
        expect(String(error)).toMatch(/would have the character U\+(001B|202E)/);
      }
      expect(all).not.toContain(char);
    }
  },
);

test.each([
  'nats://u:S3c/ret@hub:7422',
  ' nats://u:S3c@x@hub',
  'nats.x+y://u:S3c@hub',
  '//u:S3c@hub',
])('values hold no login of a URL, however it is read: %j', (url) => {
  const text = `server_name: a\nport: 4222\nleafnodes { remotes: [{ url: "${url}" }] }\n`;
  const files = pack(derive('own', [{ path: 'a.conf', text }]), 'helm');
  for (const { path, text: written } of files)
    if (!path.endsWith('-logins.yaml')) expect(written).not.toContain('S3c');
});
