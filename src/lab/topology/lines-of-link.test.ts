import { describe, expect, test } from 'vitest';
import cloud from '../../../topologies/bridge/topology.ts';
import clustered from '../../../topologies/clustered-hub/topology.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import type { Topology } from './topology.ts';
import { linesOfLink } from './lines-of-link.ts';

/** The lines themselves, as the page would mark them. */
function shown(topology: Topology, name: string, side: 'from' | 'to'): string[] {
  const link = topology.links.find((known) => known.name === name)!;
  const { config } = topology.servers.find((server) => server.name === link[side])!;
  const lines = config.split('\n');
  return linesOfLink(config, link, side).flatMap(({ from, to }) => lines.slice(from - 1, to));
}

describe('linesOfLink', () => {
  test('a leaf connection: the remote that names the hub, and the block that listens', () => {
    const remote = shown(twoDomains, 'leaf-hub', 'from');
    expect(remote[0]!.trim()).toBe('{');
    expect(remote.at(-1)!.trim()).toBe('}');
    expect(remote.join()).toContain('nats-leaf://hub:7422');
    const listener = shown(twoDomains, 'leaf-hub', 'to');
    expect(listener[0]).toBe('leafnodes {');
    expect(listener.at(-1)).toBe('}');
    expect(listener.join()).toContain('port: 7422');
  });

  test('a remote with credentials, or with several addresses', () => {
    expect(shown(cloud, 'acme-cloud', 'from').join()).toContain('acme:4cme@cloud');
    expect(shown(clustered, 'east-hub-2', 'from').join()).toContain('hub-2:7422');
  });

  test('a route: its line, and the cluster block that listens', () => {
    expect(shown(clustered, 'hub-1-hub-2', 'from')).toEqual([
      expect.stringContaining('nats-route://hub-2:6222'),
    ]);
    expect(shown(clustered, 'hub-1-hub-2', 'to')[0]).toBe('cluster {');
  });

  test('only the remote in question, and nothing where the text does not make the link', () => {
    const config = [
      'leaf {',
      '  remotes = [',
      '    { url: "nats-leaf://a:1" }',
      '    { url: "nats-leaf://b:1" } # nats-leaf://a:1',
      '  ]',
      '}',
    ].join('\n');
    const link = { kind: 'leaf', from: 'x', to: 'b' } as const;
    expect(linesOfLink(config, link, 'from')).toEqual([{ from: 4, to: 4 }]);
    expect(linesOfLink(config, link, 'to')).toEqual([]);
    expect(linesOfLink('', link, 'from')).toEqual([]);
    expect(linesOfLink('leafnodes { remotes [ {', link, 'from')).toEqual([]);
  });
});
